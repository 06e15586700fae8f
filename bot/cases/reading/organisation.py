"""The organisation that must receive the data, with its name as the writer wrote it."""

from __future__ import annotations

import re

_NAME_WORD = r"(?:[A-ZÀ-Þ0-9][\w&'’.+-]{0,40}|&|[A-Z]\.?)"
_SMALL = r"(?:van|de|der|den|het|'t|’t|voor|en|of|and|the|for|in|op|aan|te|ten|ter|du|la|le|und|von)"
_NAME = rf"{_NAME_WORD}(?:\s(?:{_SMALL}\s){{0,2}}{_NAME_WORD}){{0,6}}"
_LEAD = r"(?:(?:mijn|m'n|onze|our|my|de|het|the|een|a|nieuwe|new)\s){0,2}"
_TITLES = r"(?:(?:firma|bedrijf|organisatie|leverancier|partij|aanbieder|boekhouder|accountant|architect|adviseur|makelaar|company|firm|provider|supplier|vendor|competitor|concurrent|platform|pakket|bureau|stichting|kantoor|collega's|mensen|team|folks|people|software|system|systeem)\s(?:(?:van|bij|genaamd|at|of|called|named)\s)?)?"

_PATTERNS = tuple(
    re.compile(p.replace("NAME", f"(?P<name>{_NAME})").replace("LEAD", _LEAD).replace("TITLES", _TITLES))
    for p in (
        r"\b(?:[Oo]ntvanger|[Oo]ntvangende (?:partij|organisatie)|[Rr]ecipient|[Rr]eceiving (?:party|organisation|organization)|[Bb]estemming|[Dd]estination)(?:\s(?:is|wordt|of\sthe\sdata(?:\sis)?))?\s?:?\s?LEAD?TITLES?NAME",
        r"\b(?:aan|naar|noar|nei|naer|bij|bie|door aan|richting|tav|t\.a\.v\.|to|into|with|over to|onto|at)\s(?:LEAD)TITLES?NAME",
        r"\b(?:door|by|from|van)\s(?:LEAD)TITLES?NAME",
        r"(?:^|[.,;:!?]\s|\n|\b(?:en|and|dat|want|omdat|because|since|nu|now|is|heet|called|genaamd|named|namelijk|te weten|i\.e\.)\s)LEAD?TITLES?NAME(?=\s(?:uit|te|in|from|of)?\s?(?:[A-Z][\w-]{1,30}\s)?(?:neemt|gaat|zal|wordt|krijgt|takes|will|is taking|takes over|kan|can|vraagt|wil|heeft|has|needs))",
        r"\bLEAD?TITLES?NAME(?=\s\((?:onze|mijn|de|our|my|the)\s(?:nieuwe|new))",
    )
)
_CUE = re.compile(
    r"overdra|draag|overzet|zet\b|zett|overhevel|overdracht|doorzend|doorstu|door te (?:zenden|sturen|geven)|stuur|sturen|zend|aanlever|lever|verstrek|overbreng|meene|meegeven|verhuis|migre|export|portab|overmaken|geven|geef|ontvanger|bestemming"
    r"|transfer|transmit|send|sent|forward|port\b|move|deliver|pass|provide|hand|share|upload|export|migrat|recipient|destination|import|switch|ship"
    r"|stap|overstap|neemt|verder met|takes? over|taking over|work with|inlezen|joe hen|pakket|deur|nei |noar|receive|krijg|ontvang|boekhoud|accountant|verder",
    re.IGNORECASE,
)
_STRONG_CUE = re.compile(
    r"overdra|draag|overzet|overhevel|overdracht|doorzend|doorstu|door te (?:zenden|sturen|geven)|rechtstreeks|ontvanger|transfer|transmit|directly|straight|recipient|forward|export|neemt|takes? over|aan hen|to them|overstap|stap",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"\b(?:te|uit|gevestigd|wonende|wonend|woon|from|based in|regio|gemeente)\s$", re.IGNORECASE)
_TAIL_PLACE = re.compile(r"\s(?:te|uit|in|from|op|aan)\s[A-Z].*$")
_TAIL_SMALL = re.compile(rf"(?:\s{_SMALL})+$")
_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ0-9)])[.!?](?=\s|$)")
_LEGAL = frozenset({"b.v", "n.v", "bv", "nv", "ltd", "inc", "llp", "gmbh", "v.o.f", "vof", "co"})
_NOT_NAMES = frozenset(
    ["ik", "u", "uw", "jullie", "wij", "we", "hij", "zij", "ze", "het", "de", "een", "mijn", "graag", "hierbij", "beste", "geachte", "hallo", "hi", "hello", "dear", "kunt", "kan", "wilt", "wil", "dit", "dat", "die", "deze", "alle", "alles", "i", "you", "your", "we", "he", "she", "it", "they", "the", "a", "an", "my", "this", "that", "please", "could", "would", "can", "kind", "regards", "best", "thanks", "groet", "groeten", "mvg", "met", "vriendelijke", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december", "january", "february", "march", "may", "june", "july", "august", "october", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "avg", "gdpr", "pdf", "csv", "json", "xml", "zip", "excel", "xlsx", "api", "sftp", "artikel", "article", "art", "bsn", "kvk", "id", "email", "mail", "usb", "iban", "word", "google", "microsoft", "outlook", "teams", "nederland", "belgie", "netherlands", "holland", "europa", "europe", "eu", "brussel", "amsterdam", "rotterdam", "utrecht", "den", "mijnverdant", "verdant", "dataportabiliteit", "privacy", "overdracht", "gegevens", "data", "nederlands", "nederlandse", "dutch", "english", "engels", "kerst", "dhr", "mevr", "mevrouw", "mw", "meneer", "heer", "mr", "mrs", "ms", "dr", "ir", "drs", "ing", "prof", "fam", "familie"]
)
_PEOPLE_BEFORE = re.compile(
    r"\b(?:dhr|mevr|mw|mevrouw|meneer|de heer|heer|mr|mrs|ms|dr|ir|drs|contactpersoon|collega|contact|attention of|attn)\.?\s?$",
    re.IGNORECASE,
)


def find_organisation(text: str, *, own_names: frozenset[str], writer: frozenset[str] = frozenset()) -> str | None:
    """The literal name, or None. Meant for a mail that asks to send data on; ``own_names`` are lower-case names of ours.

    Every named candidate near words of sending gets points; the best one wins, the first at equal points.
    """
    best: tuple[float, int, str] | None = None
    for start, sentence in _sentences(text[:12_000]):
        if not _CUE.search(sentence):
            bonus = -1.5
        else:
            bonus = 1.0 if _STRONG_CUE.search(sentence) else 0.5
        for rank, pattern in enumerate(_PATTERNS):
            for match in pattern.finditer(sentence):
                name = _tidy(match.group("name"))
                if not _is_name(name, sentence[: match.start("name")], own_names, writer):
                    continue
                points = bonus + (2.5, 2.0, 0.6, 1.6, 2.0)[rank] + 0.25 * min(2, name.count(" "))
                if best is None or points > best[0]:
                    best = (points, start + match.start("name"), name)
    return best[2] if best and best[0] >= 1.0 else None


def _sentences(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        head = text[start : match.start()].rpartition(" ")[2].lower()
        if head in _LEGAL or len(head) == 1:
            continue
        found.append((start, text[start : match.end()].replace("\n", " ")[:1_500]))
        start = match.end()
    found.append((start, text[start:].replace("\n", " ")[:1_500]))
    return found


def _tidy(name: str) -> str:
    name = _TAIL_PLACE.sub("", name)
    name = _TAIL_SMALL.sub("", name).strip(" ,;:")
    if name.endswith(".") and name.lower().rstrip(".").rpartition(" ")[2] not in _LEGAL:
        name = name.rstrip(".")
    return name


def _is_name(name: str, before: str, own_names: frozenset[str], writer: frozenset[str]) -> bool:
    words = [w.strip(".'’,") for w in name.lower().split()]
    if not words or len(name) < 2 or name[0].isdigit():
        return False
    if words[0] in _NOT_NAMES or all(w in _NOT_NAMES or w in writer for w in words):
        return False
    if any(own in name.lower() for own in own_names if len(own) > 2):
        return False
    return not (_PLACE_BEFORE.search(before) or _PEOPLE_BEFORE.search(before))
