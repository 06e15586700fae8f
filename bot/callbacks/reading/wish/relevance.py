"""Which times in a sentence are about the call, and which of them say when not."""

from __future__ import annotations

import re
from typing import Final, Literal

Stance = Literal["wish", "exclude", "maybe", "context", "ignore"]
"""`context`: about something else, but the day may be the one that the call is about."""

_CUT: Final = re.compile(
    r"[,;()]| - |(?<=[a-z¤]):\s|\b(?:maar|but|want|because|omdat|aangezien|terwijl|while|although|hoewel"
    r"|zodat|otherwise|dus|so that)\b"
    r"|\b(?:en|and) (?=(?:ben ik|ik|kan|werk|i |i'm|zit ik|heb ik))"
    r"|(?<=[a-z] )(?:en|and) (?=(?:op |on )?§+ (?:ben|is|heb|kan|werk|zit|am|i\b|i'm))"
)
_EXCLUDED_BEFORE: Final = re.compile(
    r"(?:\b(?:niet|nooit|geen|behalve|uitgezonderd|uitzondering van|except(?:ing)?(?: for)?|excluding|not"
    r"|never|apart from|other than"
    r"|buiten|tenzij|unless|no)\b)(?:[ ,]+(?:bellen|bel|op|in|om|de|het|on|at|the|mij|me|call|phone|ring"
    r"|any|graag|during|tijdens|'?s|tussen"
    r"|between|van|for|voor|na|before|after|vanaf|until|tot|zijnde|by|from|just|rond|around|meer|nog|dus"
    r"|your|calls?|een|in de|aan het|§+(?: (?:en|of|and|or|noch|nor))?|de hele"
    r"|all|whole|ochtend|too|te|later dan|eerder dan|earlier than|later than))*[ ]*$"
)
_ANY_BUT: Final = re.compile(r"(?:\b(?:any ?time|always|all days|altijd)|§)\s+but\s+(?:on |not |not on )?$")
_NOT_LATER: Final = re.compile(
    r"\b(?:niet|not|no)\s+(?:later|earlier|eerder|sooner|until|voor|before)\b(?: dan| than| om| op| the"
    r"| de| een uur of| ongeveer)*\s*$"
)
_EXCLUDED_PIECE: Final = re.compile(
    r"\b(?:(?:heb|volg|geef|draai)(?: ik)?(?: §+)?(?: \w+){0,3} (?:cursus|les|training|vergaderingen"
    r"|overleg|college|dienst|examen|spreekuur)|niet (?:\w+ )?(?:bereikbaar|beschikbaar|aanwezig"
    r"|te bereiken|te bellen|thuis|gebeld worden"
    r"|gelegen|storen|mogelijk|handig)|onbereikbaar|afwezig"
    r"|ben (?:ik|ik dan|we|wij) (?:er )?(?:\w+ )?(?:weg|niet|op reis|onderweg)|(?:ik"
    r"|i) ben (?:er )?(?:dan )?(?:niet|weg|er niet)|kan(?: ik| het| dat| we)?(?: \w+)? niet"
    r"|lukt(?: \w+){0,3} niet|gaat(?: \w+){0,2} niet|werk(?: ik)? niet|schikt(?: \w+){0,2} niet"
    r"|past(?: \w+){0,3} niet|komt(?: \w+){0,4} niet uit"
    r"|uitgesloten|valt af|vallen af|not available|unavailable|unreachable|not reachable|can(?:'t|not"
    r"| not)|won't|(?:don't|doesn't|not) (?:work|suit)(?:ing)?"
    r"|out of (?:the )?office|days? off|not in|am (?:off|away|out)|i'm (?:off|away|out)\b(?! (?:from"
    r"|of the office from))|in (?:a |an |een |back-to-back )?"
    r"(?:meetings?|vergadering(?:en)?|overleg|bespreking(?:en)?|gesprek|training|workshop|les|cursus"
    r"|rechtszaal|court|class)|vergader(?:en|ing(?:en)?)?|voor de klas"
    r"|on leave|on holiday|on vacation|op vakantie|vrije dag|verlof|bezet|busy|teaching|op reis"
    r"|in de trein|op de bouw|slaap|achter het stuur|in de auto|driving|tandarts"
    r"|dokter|dentist|ga ik weg|vertrek ik|moet ik weg|i leave|heb ik (?:les|overleg|vergadering"
    r"|een afspraak|een bespreking)|zit ik (?:vol|dicht)|mijn lunch|kinderen ophalen"
    r"|bid ik|dicht\b|gesloten|closed|rather not|liever niet|is (?:a )?no[- ]go|is niks|geen optie|(?:nee"
    r"|no|niet|not)$)"
)
_DAY_OFF: Final = re.compile(
    r"\b(?:ben|heb)(?: ik| we| wij)? (?:altijd |standaard |een )?vrij(?:e dag)?\b|\bvrij\b(?= op|$)"
)
_OPEN: Final = re.compile(r"\b(?:wel|verder|daarna|daarvoor|overige|elke|alleen|only|otherwise|besides)\b")
_CALL: Final = re.compile(
    r"\b(?:(?:terug|op|test)?bel(?:len|t|letje|afspraak|moment|verzoek|ronde)?|terug\w*|gebeld"
    r"|\w*telefo\w*|phone[ds]?|calls?(?:ed)?|call[- ]?back|ring|dial|reach(?:able|ed)?"
    r"|bereik\w*|(?:te )?spreken|spreek|praten|talk|speak|contact\w*|beschikbaar\w*|availab\w*|schik\w*"
    r"|uitkomt|voorkeur|liefst|liever|graag|gaarne|prefer\w*|preferably|please|pls"
    r"|svp|s\.v\.p|aub|a\.u\.b|alstublieft|alsjeblieft|gelieve|works?|suits?|prima|fijn|mooi|handig|ideaal"
    r"|ideal|thuis|kantoor|office|home|aanwezig|free|try|tried|bel|intake|inplannen|slot"
    r"|tijdstip|schedule|desk|best|paus?e|ruimte|tijd|time|oproep|oproepje|opbellen|hoor|horen|akkoord|oké"
    r"|okay|ok|shout|buzz|overleg\w*|vrij)\b"
)
_THERE: Final = re.compile(
    r"\b(?:(?:ben|is|zijn|zit|werk|kan|heb|sta|blijf|hou) (?:ik|wij|we|ze|hij|zij|er)|(?:ik|wij|we|ze|hij"
    r"|zij) (?:ben|is|zit|werk|kan|heb|blijf)|i'm|i am|he's|she's|he is|she is|we're"
    r"|i can|i could|i work|i have|(?:mag|kan|lukt|past|werkt|komt)\b|er)\b"
)
_PAST: Final = re.compile(
    r"\b(?:al (?:de|het|een) (?:hele|ganse)|all (?:morning|day) (?:long )?(?:now|already)|(?:heb|hebt"
    r"|heeft|hebben|had|hadden|werd|werden|was|waren)\b(?!.{0,30}\b(?:graag|liefst|voorkeur"
    r"|tijd)\b).{0,60}\b(?:ge\w{2,}(?:d|t|en)|\w+ge\w{2,}(?:d|t)|gesproken|beloofd|vergeten"
    r"|ontvangen|verteld|besproken)|sinds|gisteren|eergisteren|vorige (?:week|keer|maand|\w+dag)|afgelopen"
    r"|jongstleden|geleden|kreeg|ging|viel|belde|belden|stuurde|schreef|vroeg ik|zou(?:den)? (?:ik|hij"
    r"|zij|ze|we|wij)\b(?=.{0,60}\b(?:gebeld|teruggebeld|terugbellen"
    r"|bellen)\b.{0,10}(?:worden)?[,.]? ?(?:maar|en|niets|tot)?$)|since|yesterday|last (?:week|time"
    r"|\w+day)|ago|called|asked|went|wrote|was told|promised"
    r"|booked|tried)\b"
)
_OTHER_EVENT: Final = re.compile(
    r"\b(?:migratie|migration|storing|outage|release|update|upgrade|onderhoud\w*|import|backup|batch"
    r"|deadline|termijn|publicatie|raads?vergadering|commissie|hoorzitting|training|webinar|workshop|demo"
    r"|oplevering"
    r"|livegang|go-live|certificaat|verloopt|vervalt|expires?|besluit|factuur|vergunning\w*|aanvra\w*"
    r"|dossier|rapport\w*|annuleer\w*|cancel\w*|start(?:en|s|t)?|begint|uitwijktest|avondopenstelling"
    r"|ziekenhuis"
    r"|openingstijden|starts?|live|tender|moet .{0,30}(?:klaar|de deur|binnen|af)\b)"
)
_NOUN_OF: Final = re.compile(
    r"\b(?:afspraak|belafspraak|afspraken|storing|mail|e-mail|bericht|brief|factuur|release|update"
    r"|vergadering|gesprek|overleg|bijeenkomst|sessie|training|verzoek|terugbelverzoek|voor|onderhoud\w*"
    r"|test|agenda|verslag"
    r"|telefoontje|raad|commissie|(?:the|our|your|that|this|my|'s) (?:call|appointment|meeting)|outage"
    r"|versie|import|besluit|planning|melding|notulen|stukken|patch)\s+(?:van|of|on|from|for|op"
    r"|voor)\s+(?:de |het |the |afgelopen |last )?$"
)
_INSTEAD_OF: Final = re.compile(
    r"\b(?:in plaats van|i\.?p\.?v\.?|instead of|rather than|anders dan)\s+(?:op |on |de |het |the )*$"
)
_MOVED_FROM: Final = re.compile(
    r"\b(?:verzet\w*|verplaats\w*|verschui\w*|verschuiven|move[d]?|change[d]?|reschedule[d]?|rescheduling"
    r"|moving)\b[^.;]{0,40}\b(?:van|from)\s+(?:the |de )?$"
)
_RATHER_THAN: Final = re.compile(r"\b(?:liever|eerder|rather|sooner|beter|better)\b.*§.*\b(?:dan|than)\s+(?:op |on )?$")
_POSSESSIVE: Final = re.compile(r"^'?s\s+(?!och|mid|avo|mor|noon)[a-z]")


def pieces(text: str) -> list[tuple[int, int]]:
    """The clauses of a sentence, as spans: cut at commas, brackets and words like "maar"."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _CUT.finditer(text):
        if match.start() > start:
            spans.append((start, match.start()))
        start = match.end() if not match[0].strip().isalpha() else match.start()
    spans.append((start, len(text)))
    return [span for span in spans if span[0] < span[1]]


def stance(text: str, piece: tuple[int, int], start: int, end: int, is_day_alone: bool) -> Stance:
    """What the words around a time at `start`-`end` say about it, looking at its clause `piece` of the sentence."""
    clause, before, after = text[piece[0] : piece[1]], text[:start], text[end : end + 40]
    if _INSTEAD_OF.search(before) or _RATHER_THAN.search(before) or _MOVED_FROM.search(before):
        return "ignore"
    if re.search(r"\bvan\s+(?:de |het )?$", before) and re.match(r"[\s§]*(?:\bom\b[\s§]*)?\b(?:uur )?naar\b", after):
        return "ignore"
    if (_NOUN_OF.search(before) and not _CALL_NOUN.search(before)) or _POSSESSIVE.match(after):
        return "ignore"
    if _ANY_BUT.search(before):
        return "exclude"
    if _EXCLUDED_BEFORE.search(text[piece[0] : start]) or (
        _EXCLUDED_BEFORE.search(before) and not text[piece[0] : start].strip()
    ):
        return "wish" if _NOT_LATER.search(before) else "exclude"
    if (
        _EXCLUDED_PIECE.search(clause.strip(" .!?"))
        and not re.search(r"¤.*\bniet\b", clause)
        and not re.search(r"\bniet\b.{0,12}\b(?:mobiel|¤)", clause)
    ):
        return "exclude"
    if is_day_alone and _DAY_OFF.search(clause):
        return "exclude"
    if _PAST.search(clause):
        return "ignore"
    if _CALL.search(clause):
        return "wish"
    rest = re.findall(r"[a-z]{2,}", clause[: start - piece[0]] + " " + clause[end - piece[0] :])
    if _OTHER_EVENT.search(clause):
        return "context"
    if _THERE.search(clause) or len(rest) <= 4:
        return "wish"
    return "maybe"


_CALL_NOUN: Final = re.compile(
    r"\b(?:nieuwe|new|graag|wil|plan\w*|inplannen|book|schedule|arrange|maken)\b|\bvoor\s+(?:de |het "
    r"|the )?$(?<=voor )|afspraak op"
)


def is_for_first_number(text: str) -> bool:
    """Whether the times say which of two numbers to use: "until three on this one, otherwise on my mobile"."""
    return (
        len(re.findall(r"¤+", text)) > 1
        and re.search(r"\b(?:otherwise|daarna|anders|after (?:that|then)|erna|afterwards|else|nadien|daarvoor)\b", text)
        is not None
    )


def is_bare(text: str, piece: tuple[int, int]) -> bool:
    """Whether a clause holds nothing but times: it then takes the stance of its neighbour."""
    return not re.search(
        r"[a-z]{3,}",
        re.sub(
            r"[§¤]|\b(?:uur|tussen|voor|na|tot|van|en|of|om|vanaf|op|and|or|on|at|before|after)\b",
            " ",
            text[piece[0] : piece[1]],
        ),
    )
