"""The organisation that must receive the data, with its name as the writer wrote it.

Every run of capitalised words is a candidate; the words before and after it give or take points; the best one wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = r"(?:[A-ZÀ-Þ][\w'’-]{0,40}(?:&[A-ZÀ-Þ]\w{0,20})?|(?:[A-Z]\.){1,4}[A-Z]?\.?(?!\w)|[A-Z]{2,8}|\d{2,4}(?=\s[A-ZÀ-Þ]))"
_SMALL = r"(?:van|de|der|den|het|'t|’t|voor|en|of|and|the|for|du|la|le|und|von|&|\+)"
_NAME = re.compile(rf"(?<![\w@./-]){_WORD}(?:\s(?:{_SMALL}\s){{0,2}}{_WORD}){{0,6}}(?:\s(?:en|&)\s(?:Zn|Zonen|Co|Partners)\b\.?)?")
_SENTENCE_END = re.compile(r"(?<=[\w)\"”'’])[.!?](?=\s|$)|\n\s*\n")
_LEGAL_END = re.compile(r"(?:\b[bnv]\.\s?[vo]\.?(?:f\.?)?|\b(?:bv|nv|vof|ltd|inc|co|gmbh|llp|zn))\.?$", re.IGNORECASE)

_TRANSFER = re.compile(
    r"overdra|draag|overzet|zet\b|zett|overhevel|overdracht|doorzend|doorgezonden|doorstu|doorgev|stuur|stuurt|sturen|zend|aanlever|lever|verstrek|overbreng|meene|meegeven|verhui[sz]|migre|export|portab|overmaken|geven|geef|afleveren|ontvanger|bestemming|toezenden|overgan?g|overgaan|overgezet"
    r"|transfer|transmit|send|sent|forward|port\b|move|moving|deliver|pass|provide|hand|share|upload|migrat|recipient|destination|import|switch|chang|ship"
    r"|stap|neemt|verder|takes? over|taking over|work with|werken met|inlezen|pakket|receive|krijg|ontvang|boekhoud|accountant|adviseur|sjik|stjoer|doen\b",
    re.IGNORECASE,
)
_TO_BEFORE = re.compile(
    r"(?:\b(?:aan|naar|noar|nei|naer|nao|bij|bie|beej|bej|richting|to|into|onto|with|at|met|via)\s)"
    r"(?:(?:de|het|'t|een|mijn|onze|m'n|mijn nieuwe|onze nieuwe|the|a|an|our|my|our new|my new|firma|company|bedrijf|organisatie|platform|van|the people at|de mensen van|mijn collega's van|de firma|het bedrijf|het platform|the firm|the company)\s){0,2}$",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(
    r"\b(?:ontvanger|ontvangende partij|bestemming|recipient|destination|controller|verwerkingsverantwoordelijke|aanbieder|leverancier|partij|provider|supplier|vendor|boekhouder|accountant|architect|adviseur|adviser|advisor|consultants?|begeleider|makelaar|opvolger|successor|aannemer|dienst|pakket|platform|software|tool|app|systeem|system|organisatie|organisation|company|bedrijf|kantoor|partner|firm|concurrent|competitor|genaamd|geheten|heet|called|named|namelijk|te weten|zijnde|is|wordt|zit bij|zit bie|works? for|werkt voor)"
    r"\s?(?:is|wordt|heet|van|bij|of|at|from|called|named)?\s?[:,(\"“„'‘]?\s?$",
    re.IGNORECASE,
)
_TAKES_AFTER = re.compile(
    r"^[\"”']?\s?(?:\([^)]{1,40}\)\s?)?,?\s?(?:(?:uit|te|in|from|of)\s[A-ZÀ-Þ][\w-]{1,30}\s)?,?\s?(?:neemt|nemen|gaat|gaan|zal|wordt|worden|krijgt|takes?|will|is taking|are taking|has taken|is now|kan het|can (?:read|import|load)|vraagt|asks|wil\b|wants|needs|heeft (?:een|dit|alles)|geheten|genaamd|genoemd|zij\b|die\b|who\b|they\b|our new|my new|mijn nieuwe|onze nieuwe|de nieuwe|the new|namelijk|nodig|verzorgt|doet het|handles)",
)
_PLACE_AFTER = re.compile(r"^,?\s?(?:te|uit|in|gevestigd te|gevestigd in|from|based in|of)\s[A-ZÀ-Þ]")
_AWAY_BEFORE = re.compile(
    r"\b(?:vorige|oude|huidige|verlaat|verlaten|weg bij|vertrek bij|klant bij|van bij|previous|former|old|current|leaving|leave|switching from|moving from|account (?:at|with)|by|door|from|werk bij|werkte bij|work at|worked at|hoi|hallo|beste|dear|hi|hello|geachte|lieve|dag)\s(?:\w{1,15}\s){0,1}$",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"\b(?:te|uit|gevestigd te|gevestigd in|wonende te|woon in|in|based in|regio|stad|naar het|richting)\s$", re.IGNORECASE)
_PEOPLE_BEFORE = re.compile(
    r"\b(?:dhr|mevr|mw|mevrouw|meneer|de heer|heer|mr|mrs|ms|dr|ir|drs|contactpersoon|collega|contact|attention of|attn|t\.a\.v|tav|ik ben|i am|i'm|mijn naam is|my name is|ik,|naam is|sister|brother|zus|broer|vrouw|man|zoon|dochter)\.?,?\s?$",
    re.IGNORECASE,
)
_KIND_OF_FIRM = re.compile(
    r"\b(?:b\.?v\.?|n\.?v\.?|vof|v\.o\.f\.?|ltd|inc|llp|llc|gmbh|as|ab|plc|stichting|vereniging|co[oö]peratie|bureau|kantoor|studio|atelier|maatschap|groep|group|advies|adviseurs|advice|services?|software|solutions?|partners?|collectief|centrum|instituut|systems?|systemen|techniek|bouw|architecten|architects|consultants?|consultancy|consulting|administratie\w*|accountants?|makelaar\w*|diensten|works|agency|labs?|data|online|digital|digitaal|platform|cloud|office|gemeente|waterschap|universiteit|university|school|zorg\w*|praktijk|huisarts\w*|apotheek|museum|fonds|planning|permits?|surveys?|insurance|verzekering\w*|bank|energie|holding|firma|beheer|hub|desk|kwekerij|bakkerij|hoeve|notariaat|notaris\w*)\b"
    r"|(?:bedrijf|bureau|kantoor|co[oö]peratie|kwekerij|bakkerij|bouw|advies|techniek|plein|desk|soft|ware|data|dossier|plan|kompas|meester|portaal|hub|base|flow|cloud|works)\b",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"[a-z][A-Z]|\b[A-Z]{2,}\b")

_ARTICLES = frozenset("de het the van 't".split())
_START_OF_FORM = re.compile(r"\b[BNV]\.?\s?$")
_REST_OF_FORM = re.compile(r"\.?\s?[VO]\.(?:F\.)?")

_NOT_NAMES = frozenset(
    "ik u uw jullie wij we hij zij ze het de een mijn m'n onze graag hierbij beste geachte hallo hoi hi hello dear kunt kan kun wilt wil willen dit dat die deze"
    " alle alles al als ook en of maar want dus daarna zodra omdat nu toen wat wie waar hoe is er mag moet zou stuur stuurt zet zend draag doe lever laat geef"
    " i you your we he she it they the a an my our this that these those please could would can kindly send transfer give move take if when once after as for to in on at"
    " from with under what who where how is are may must and or but so then also thank thanks regards best groet groeten mvg met vriendelijke hoogachtend sincerely yours"
    " januari februari maart april mei juni juli augustus september oktober november december january february march may june july august october"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday saturday sunday"
    " avg gdpr uavg pdf csv json xml zip excel xlsx api sftp ftp usb artikel article articles art bsn kvk id email mail e-mail iban word google microsoft outlook teams nb ps"
    " nederland belgie belgië duitsland frankrijk engeland netherlands holland germany belgium france europa europe eu brussel amsterdam rotterdam utrecht den spanje spain denmark denemarken"
    " mijnverdant verdant verdantmensen dataportabiliteit portability privacy overdracht gegevens data nederlands nederlandse dutch english engels duits kerst ontvanger recipient"
    " dhr mevr mevrouw mw meneer heer mr mrs ms dr ir drs ing prof fam familie account inzage recht bezwaar verzoek mocht algemene verordening gegevensbescherming general regulation protection"
    " bedankt dank alvast verder voor via van op bij naar aan per sinds tot over nog geen niet no not yes ja nee goedendag goedemorgen goedemiddag goedenavond good morning afternoon".split()
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    points: float


def find_organisation(text: str, *, own_names: frozenset[str], writer: frozenset[str] = frozenset()) -> str | None:
    """The literal name, or None. Meant for a mail that asks to send data on.

    ``own_names`` are lower-case names of ours, ``writer`` the lower-case words of the writer's own name.
    """
    sentences = _sentences(text[:8_000])
    best: _Candidate | None = None
    for i, sentence in enumerate(sentences):
        near = " ".join(sentences[max(0, i - 1) : i + 2])
        moves = 1.0 if _TRANSFER.search(sentence) else 0.4 if _TRANSFER.search(near) else -1.0
        for match in _NAME.finditer(sentence):
            found = _candidate(sentence, match, own_names, writer)
            if found and (best is None or found.points + moves > best.points):
                best = _Candidate(found.name, found.points + moves)
    return best.name if best and best.points >= 2.4 else None


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        head = text[start : match.start() + 1]
        if match.group().startswith((".", "!", "?")) and (
            re.search(r"(?:^|\s)(?:[bn]\.v|v\.o\.f|dhr|mevr|mw|mr|mrs|ms|dr|ir|drs|t\.a\.v|tav|nr|art|st|[A-Z])\.$", head, re.IGNORECASE)
            and not re.match(r"[.!?]\s+[A-ZÀ-Þ][a-z]+\s[a-z]", text[match.start() : match.start() + 40])
        ):
            continue
        found.append(head.replace("\n", " ").strip()[:1_500])
        start = match.end()
    found.append(text[start:].replace("\n", " ").strip()[:1_500])
    return [s for s in found if s]


def _candidate(
    sentence: str, match: re.Match[str], own_names: frozenset[str], writer: frozenset[str]
) -> _Candidate | None:
    start, words = _trimmed(sentence, match)
    if not words:
        return None
    name = " ".join(words)
    name = _with_legal_form(name, sentence[start + len(name) :])
    if not _LEGAL_END.search(name):
        name = name.rstrip(".")
    lower = name.lower()
    if len(name) < 2 or name.isdigit() or any(own in lower for own in own_names if len(own) > 2):
        return None
    if all(w.strip(".,").lower() in writer for w in words):
        return None
    before, after = sentence[:start], sentence[start + len(name) :]
    if _PEOPLE_BEFORE.search(before):
        return None
    return _Candidate(name, _context(name, before, after))


def _trimmed(sentence: str, match: re.Match[str]) -> tuple[int, list[str]]:
    """The words of a candidate without words that only open the sentence, and where it then starts."""
    start, words = match.start(), match.group().split()
    while words:
        bare = words[0].strip(".,'’").lower()
        article = bare in _ARTICLES and bool(sentence[:start].strip()) and words[0][0].isupper() and len(words) > 1
        if article or (bare not in _NOT_NAMES and not re.fullmatch(_SMALL, words[0])):
            break
        start += len(words[0]) + 1
        words = words[1:]
    while words and not words[-1].isupper() and (
        words[-1].strip(".,").lower() in _NOT_NAMES or re.fullmatch(_SMALL, words[-1])
    ):
        words = words[:-1]
    return start, words


def _with_legal_form(name: str, rest: str) -> str:
    """A name with the rest of a "B.V." or "V.O.F." that the full stops had cut off."""
    form = _REST_OF_FORM.match(rest) if _START_OF_FORM.search(name) else None
    return name + form.group() if form else name


def _context(name: str, before: str, after: str) -> float:
    points = 0.0
    if _TO_BEFORE.search(before):
        points += 2.0
    if _ROLE_BEFORE.search(before):
        points += 2.0
    if _TAKES_AFTER.search(after):
        points += 1.8
    if _PLACE_AFTER.search(after):
        points += 0.8
    if _KIND_OF_FIRM.search(name):
        points += 1.2
    if _CAMEL.search(name):
        points += 0.6
    if " " in name:
        points += 0.4
    if _AWAY_BEFORE.search(before[-60:]):
        points -= 2.0
    if _PLACE_BEFORE.search(before):
        points -= 2.5
    if not before.strip() and " " not in name and not _TAKES_AFTER.search(after):
        points -= 2.0
    return points
