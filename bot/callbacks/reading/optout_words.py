"""Ways of saying that one does not want to be recorded, and look-alikes, as tables over folded sentences."""

from __future__ import annotations

import re
from typing import Final

_NEGATION: Final = (
    r"niet|geen|nooit|noch|zonder|nergens|niks|niets|liever niet|buiten|not|no|never|don't|doesn't|without|n't"
    r"|nobody|none|non|neither|stop|uit|off"
)
NOISE: Final = re.compile(
    r"\ber (?:werd|is|nam|namen)(?: \w+){0,2} (?:niet |nooit )?opgenomen\b|\bno record of\b|\bvan het opgenomen\b"
    r"|\brecord(?:ed|ing)? (?:the|a|any|in) (?!calls?\b|conversations?\b|phone\b|talk\b|voice\b|meeting\b"
    r"|line\b|discussion\b)\w+|"
    # contact opnemen, the telephone that nobody answers, being included in something, other kinds of recording
    r"\bniet opgenomen telefoon\w*|\bcontact\w*(?: \w+){0,8}? (?:op te nemen|opnemen|opgenomen|opneemt"
    r"|opnam|neemt op)\b|\b(?:neem|neemt|nam|namen|nemen)\b[^.;]{0,50}?\bcontact\b[^.;]{0,30}?\bop\b"
    r"|\b(?:ik|we|wij) (?:kan|kunnen|kon|konden)(?: \w+){0,4} niet(?: altijd| direct| meteen)? opnemen\b"
    r"|\bcontact\b[^.;]{0,20}\b(?:op te nemen|opnemen|opgenomen)\b"
    r"|\b(?:telefoon|lijn|toestel|nummer|hoorn|oproep|helpdesk|servicedesk|mobiel"
    r"|06)\b(?: \w+){0,4} (?:niet |nooit |nog steeds niet |meteen |direct )?(?:wordt |werd "
    r"|worden )?(?:niet |nooit )?"
    r"(?:opgenomen|opneemt|op ?nemen|opgepakt|aangenomen|op te nemen|opnam)(?! (?:gesprek|worden))"
    r"|\b(?:neemt|nam|namen|nemen|neem)\b[^.;,]{0,30}\b(?:de telefoon|niemand|iemand|er|jullie|u|ze|hij"
    r"|zij|ik|telefoon|de lijn)\b[^.;,]{0,25}\bop\b(?! (?:band|tape))"
    r"|\b(?:niemand|iemand|als ik (?:daar |dan |eens |even )?niet"
    r"|ik (?:kan )?(?:dan )?niet(?: altijd)?(?: kan)?|hij|zij|ze|er)\b(?: \w+){0,4} (?:opneemt|opnam"
    r"|op ?neem|opnemen)\b(?! (?:van|mag))"
    r"|\b(?:telefoon|hoorn) (?:op ?neem|opneem|opnemen|opneemt|opgenomen)\w*"
    r"|\b(?:op ?neem|opneem|opneemt)\b(?=[^.;]{0,30}\b(?:bel|mobiel|collega|probeer|spreek))"
    r"|\bneem\b[^.;]{0,40}\bop\b(?: met| dat| in| om)|\bopgenomen(?: \w+){0,2} (?:in|binnen|bij|onder"
    r"|tussen)\b(?! (?:het gesprek|gesprekken))"
    r"|\b(?:opnemen|op te nemen|opname|meenemen|opneemt) (?:in|binnen|van (?:de|het|een|onze|ons"
    r"|jullie) (?:\w+ )?(?:woning|vergadering|training|webinar|demo|sessie|raad\w*|scherm|overleg|les"
    r"|cursus|presentatie|workshop)|op de (?:lijst|agenda))\b"
    r"|\b(?:in|bij|onder|tussen) (?:\w+ ){1,5}(?:opgenomen|opnemen"
    r"|op te nemen)\b(?<!gesprek opgenomen)(?= (?:is|zijn|wordt|worden|moet|was|kan)|[.,;]"
    r"|$)(?<!band opgenomen)(?<!bij ons opgenomen)"
    r"|\bscherm-?opnames?\w*|\bscreen ?(?:recording|capture)s?|\b\w*(?:meter|dossier|archief|ziekenhuis"
    r"|bron|studio|zaak|foto|video|lucht)-?opnames?\w*|\bopnames? (?:in (?:het|een) (?:ziekenhuis|archief"
    r"|dossier)|"
    r"in het leverprogramma)|\bopname(?:studio|functie|knop|module|datum|server|apparatuur|software|tool"
    r"|kanaal|bestand(?:en)?)\b"
    r"|\b(?:for the|track|database|db|patient|the|this|a|audit|dns|cname|mx|soa|txt"
    r"|our) records?\b(?! (?:the|this|our|my|any|of) (?:call|conversation)|ed\b|ing\b)|\brecords? (?:as|in"
    r"|the (?:date|change|decision|time|case|incident|outcome))\b|\brecord this as\b"
    r"|\b(?:not|no longer|isn't|aren't|never|wasn't) (?:being )?(?:recorded|logged|stored|saved) (?:in|as"
    r"|on the|with|by|for|anywhere in|against|under|correctly|properly)\b"
    r"|\b(?:bandbreedte|rubberen band|verband|bandje van)\b|\bgeen opname mogelijk\b|\bgeheugen\w*"
)
_TALK: Final = (
    r"gesprek(?:ken)?|telefoongesprek(?:ken)?|telefoontje|belletje|call|calls|conversations?|phone|talk|bellen"
    r"|belt|bel|gebeld|terugbellen|overleg(?:gen)?|telefonisch|spreken|praten|praat|meeting|consult|lijn|line"
    r"|zeg|stem|voice"
)
_RECORD: Final = (
    r"op ?nemen|op te nemen|opneemt|opgenomen|opnames?|opnamen|\w{3,}opnam(?:es?|en)|gespreksopnam\w*"
    r"|bandopnam\w*|bandje|band|tape|taped?|taping|getaped|tapen|tapet|recorder|bandrecorder|voicelog\w*"
    r"|memorecorder"
    r"|record|records|recorded|recording|recordings|meeluister\w*|mee ?luistert?|terug ?luister\w*"
    r"|luister\w* .{0,15}\bmee|afluister\w*|monitored|listen(?:ed|ing)? (?:in|back|to)|eavesdrop\w*"
    r"|transcript\w*|transcrib\w*|vast ?leggen|vast ?legt|vastgelegd|vastlegging"
    r"|meeloopt|mee ?lopen|meedraai\w*|meegenomen op band|on tape|op tape|call monitoring|(?:te )?registreren op band"
)
_KEEP: Final = r"bewaa?r\w*|bewaard|kept|stored|opgeslagen|opslaan|keep|store"

WISHES: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(pattern)
    for pattern in (
        # "niet opnemen", "geen opname", "zonder bandje", "not recorded", "no taping"
        rf"\b(?:{_NEGATION})\b(?:[ ,]+(?!maar\b|but\b)[\w'-]+){{0,5}}?[ ,]+(?:{_RECORD})\b",
        rf"\b(?:\w+n't|cannot)\b(?:[ ,]+[\w'-]+){{0,4}}?[ ,]+(?:{_RECORD})\b",
        # "opnemen niet", "opname uit", "recording off", "recorded, no"
        rf"\b(?:{_RECORD})\b(?:[ ,:]+(?:van|of|the|het|dit|mijn|my|this|onze|our|die|dat|wil|wens|willen"
        r"|mag|mogen|hoeft|doen|doe|ik|we|i|wij|gesprek(?:ken)?|calls?|telefoongesprek(?:ken)?|is|wordt"
        r"|worden|kan|please|graag|liever|toch|svp"
        r"|aub|a\.u\.b|uit ?te|te|stel|op|prijs|zijn|are|be|should|to|dus|echt|absoluut|turned|switched"
        r"|staat|u|je|jullie|daar|om|might)){0,7}[ ,:]+(?:niet|uit|uitzetten|uitschakelen|uitstaat"
        r"|uitgezet|uitgeschakeld|uit te (?:zetten|laten)|stopzetten"
        r"|weigeren|weiger|niks|not|off|disabled|forbidden|prohibited|verboden|nee|no)\b",
        r"\b(?:zet|schakel|laat|turn|switch|leave|keep|stop|disable|pause|zetten|uitzetten|uitschakelen"
        rf"|uitschakel\w*)\b(?: \w+){{0,4}} (?:{_RECORD})\b(?: \w+){{0,3}}? ?(?:uit|off|disabled|stoppen"
        r"|uit te zetten|achterwege|staan)?\b",
        rf"\b(?:{_RECORD})\b(?: \w+){{0,4}} (?:achterwege|uit te laten|uit laten|uit te zetten|uitstaat"
        r"|uit staat|stop te zetten|uitgeschakeld)\b",
        rf"\b(?:wil|willen|wens|wensen|verzoek|vraag|want|wish|would like|ask)\b(?: \w+){{0,4}} (?:niet"
        rf"|geen|not|no)\b(?:[ ,]+[\w'-]+){{0,12}}?[ ,]+(?:{_RECORD})\b",
        rf"\b(?:niet|geen|not|no|never|nooit)\b (?:\w+ ){{0,2}}?(?:toe|dat|that|akkoord|goed|want|wish"
        rf"|allow|agree|permit|accept)\b(?:[ ,]+[\w'-]+){{0,12}}?[ ,]+(?:{_RECORD})\b",
        r"\b(?:niet|non|un|not)[- ]?(?:opgenomen|recorded|getapete?|taped|monitored)[ -](?:lijn|line"
        r"|gesprek|call|telefoon|phone|nummer|verbinding|toestel)",
        # objections
        r"\b(?:bezwaar|verzet|object\w*|oppos\w*|weiger\w*|refuse\w*|declin\w*|prefer not|rather not"
        r"|liever niet|opt(?:ing)?[- ]?out|opt me out|withhold\w*|onthoud|don't consent|do not consent"
        r"|withdraw\w*|trek\w*"
        r"|no consent|tegen|against|vrij van|free of"
        r"|avoid|vermijd\w*|afzien van|verbied\w*|ongewenst|hekel aan|geen prijs|geen behoefte"
        rf"|toestemming .{{0,20}}\bin\b|akkoord .{{0,10}}niet)\b(?:[ ,]+[\w'-]+){{0,8}}?[ "
        rf",]+(?:{_RECORD})\b",
        rf"\b(?:{_RECORD})\b[^.;!?]{{0,70}}\b(?:niet (?:mee |ermee )?(?:akkoord|eens|gewenst|toegestaan"
        r"|op prijs|goed|prettig|willen|op gesteld|gediend)|ga ik niet (?:mee )?akkoord|stem ik niet"
        r"|wil ik niet|willen (?:we|wij) niet|ongewenst|bezwaar|maak ik bezwaar"
        r"|liever (?:toch )?niet|not (?:ok|okay|acceptable|agreed|wanted|comfortable)|uncomfortable"
        r"|not permitted|not allowed|i object|we object|rather not|stel ik (?:\w+ )?(?:niet op prijs"
        r"|geen prijs)|geen toestemming|vind ik (?:niet|eng|vervelend|onprettig|naar)"
        r"|daar heb ik (?:\w+ )?moeite mee|kan niet|mag niet"
        rf"|hoeft (?:van mij )?niet|not necessary)\b",
        # conversations that are not kept
        rf"\b(?:{_TALK})\b(?: \w+){{0,5}} (?:niet|nergens|not|never)\b(?: \w+){{0,3}} (?:{_KEEP}|{_RECORD})\b",
        rf"\b(?:niets|niks|nothing)\b(?: \w+){{0,6}} (?:{_KEEP})\b(?: \w+){{0,4}}? ?(?:{_TALK})?",
        # phrases of their own
        r"\boff[- ](?:the[- ])?record\b|\bunrecorded\b|\bonopgenomen\b|\bnon-recorded\b|\brecorder uit\b|\b(?:zonder"
        r"|without) (?:meeluisteraars|pottenkijkers|witnesses)\b|\bonder vier ogen\b"
        r"|\bdat kan niet met een (?:bandje|band|opname)\b"
        r"|\bmicrofoon uit\b|\brecording[- ]?free\b|\bopnamevrij\w*\b|\bopt[- ]?out (?:of|from|voor"
        r"|van) (?:call |the |gespreks)?(?:recording|opname)\w*",
        rf"\b(?:kan|can|wil|praat|only talk|alleen)\b[^.;]{{0,40}}\b(?:niet|not|als"
        rf"|if)\b[^.;]{{0,25}}\b(?:{_RECORD})\b[^.;]{{0,12}}\b(?:erop|uit|off|meeloopt|draait|running)\b",
        rf"\b(?:stem|stemt|stemmen)\b(?: \w+){{0,2}} niet in\b(?:[ ,]+[\w'-]+){{0,5}} (?:{_RECORD})\b",
    )
)
CONSENT: Final = re.compile(
    r"\b(?:mag|mogen)(?: (?:u|je|jullie|wij|we|het|gesprek|dit|dat))*(?: (?:gewoon|gerust|best|wel|toch|prima))+"
    r" (?:worden )?(?:opnemen|opgenomen)\b|"
    r"\b(?:geen (?:enkel )?(?:bezwaar|probleem|punt|moeite|issue)|niks op tegen|niets op tegen|niet erg"
    r"|no (?:objections?|problem|issue)s?|don't mind|do not mind|not a problem|fine by me|mag gewoon"
    r"|mogen (?:jullie |wij |we )?(?:gewoon |gerust )?opnemen"
    r"|(?:recording|opnemen|opname) (?:is|mag|is prima|mag wel|akkoord|ok)(?! niet)(?= (?:gewoon|prima"
    r"|fine|ok|okay|goed|wel|akkoord|best|toegestaan|allowed)|[.,!]|$)|opnemen akkoord"
    r"|wel(?: gewoon)? (?:opnemen|vastlegt|opneemt)"
    r"|geef (?:hierbij |ik )?toestemming (?:voor|om|tot)|consent to (?:the )?(?:call )?(?:being "
    r")?record\w*|happy (?:for|to be)[^.;]{0,30}record\w*|feel free to record|mag (?:\w+ )?(?:best|gewoon"
    r"|wel|gerust) (?:\w+ )?(?:worden )?opgenomen)\b"
)
CONSENT_DENIED: Final = re.compile(
    r"\b(?:niet|geen|not|no longer|don't|do not|never|withdraw|trek)\b[^.;]{0,25}\b(?:toestemming|consent"
    r"|akkoord)|\btoestemming\b[^.;]{0,20}\b(?:niet|in\b)"
)
ABOUT_THEIR_PRODUCT: Final = re.compile(
    r"\b(?:hoe (?:zet|kan|stel|schakel|lang)|how (?:do|can|long|to)|waar (?:zet|kan|vind)|where (?:do|can)"
    r"|is het mogelijk|ondersteun\w*|configur\w*|instellen|vergadermodule|tenant|webinar|podcast|functie"
    r"|feature|onze (?:burgers|inwoners|klanten)|de vergadering|overleg van"
    r"|our (?:citizens|residents|agents)|camera|foto|audit|log ?bestand|logfile|database|veld|field"
    r"|foutmelding|error|melding|module|raadsvergadering\w*|commissie\w*|(?:in|met) teams"
    r"|teams-?(?:vergader|opname|meeting)\w*|speelt niet af|afspelen|bestand)\b"
)
OTHER_PEOPLES: Final = re.compile(r"\b(?:onze lijnen|our lines|all our lines)\b")
QUESTION: Final = re.compile(
    r"^(?:worden?|wordt|neemt|nemen|are|is|do|does|waarom|why|hoe|how|mag ik|may i|can i|kan ik|is het|wie"
    r"|who|waar|where|which|welke|wanneer|when|klopt)\b.*\?$"
)
ABOUT_RECORDING: Final = re.compile(
    rf"\b(?:{_RECORD})\b|\b(?:neem|neemt|nemen)\b[^.;?]{{0,30}}\bgesprek\w*\b[^.;?]{{0,12}}\bop\b"
)
ASKED_FOR: Final = re.compile(
    r"\b(?:zonder|without|unrecorded|uitzetten|uit|off|niet op te nemen|not to be recorded"
    r"|niet opgenomen (?:te )?worden)\b"
)
SEPARABLE: Final = re.compile(
    r"\boff[- ](?:the[- ])?record\b|\b(?:neem|neemt|nemen)\b[^.;?]{0,40}\b(?:gesprek\w*|telefoongesprek\w*"
    r"|telefoontje\w*|calls?)\b[^.;?]{0,40}\b(?:niet|nooit)(?: \w+){0,2} op\b|\bneem(?:t)? (?:het|dit|ons"
    r"|mijn|dat|ons) (?:telefoon)?(?:gesprek)?[^.;?]{0,12}\b(?:niet|nooit) op\b"
    r"|\bleg(?:t)?\b[^.;?]{0,30}\b(?:niets|niks|niet)\b(?: \w+){0,4} vast\b|\bneem\w* (?:me|mij|ons) (?:\w+ )?niet op\b"
)
REFUSAL: Final = re.compile(
    r"\b(?:(?:bij|met) (?:mij|ons) (?:dus )?(?:graag |liever |alsjeblieft |svp |aub )?niet|not (?:for"
    r"|with) (?:me|us)|not (?:mine|ours)|(?:dan )?liever (?:toch )?niet|(?:dat|dit) (?:wil|willen|wens"
    r"|hoeft|mag|moet|vind|stel) (?:ik"
    r"|we|wij)?(?: \w+){0,3} (?:niet|geen)|dat wil ik niet|wil ik niet(?: meer)?|voortaan niet|nooit meer"
    r"|please don't|please stop|rather not|i'd rather not"
    r"|not with me|i do not want (?:that|this)|i don't want (?:that|this)|daar ga ik niet mee akkoord"
    r"|niet bij mij|stop daarmee|stel ik niet op prijs|geen prijs op)\b"
)

_REFUSE_ANY: Final = (
    r"niet|geen|nooit|niets|niks|zonder|not|no|never|nothing|\w+n't|without|withhold|exclude|refuse|weiger\w*|bezwaar"
    r"|object|off|uit|verbied\w*|forbid\w*|decline|uitgesloten|nee|buiten"
)
_STRONG_RECORD: Final = (
    r"\w*geluidsopnam\w*|gespreksopnam\w*|telefoonopnam\w*|kwaliteitsopnam\w*|bandopnam\w*|bandje|band"
    r"|tape|taped|taping|getaped|tapen"
    r"|meeluister\w*|mee ?luistert?|terug ?luister\w*|afluister\w*|call monitoring|call recording"
    r"|recording of calls|being recorded|be recorded"
    r"|recording|opnemen|opgenomen|opname|opnames|opnamen|record me|transcript"
)
REFUSED_SOMEWHERE: Final = re.compile(
    rf"^(?=[^\n]*\b(?:{_REFUSE_ANY})\b)(?=[^\n]*\b(?:{_TALK}|mij|me|ik|ons|my|our"
    rf"|i)\b)[^\n]*?(?P<record>\b(?:{_STRONG_RECORD})\b)"
)
"""A word of recording and a word of refusing anywhere in a sentence about conversations or about oneself."""
WANTS_RECORDING: Final = re.compile(
    r"\b(?:ontvang\w*|gekregen|krijgen|vinden|terugvinden|beschikbaar|afspelen|speelt|openen|opent|werkt"
    r"|start|verwijder\w*|wis|kopie|toegestuurd"
    r"|toesturen|sturen|received?|play|plays|open|find|copy|delete|access|send|share|works?|missing"
    r"|ontbreekt|kwijt|niet tevreden|waarom|why|klopt)\b"
)
"""Something else is wanted of a recording: to hear, have or delete it."""
