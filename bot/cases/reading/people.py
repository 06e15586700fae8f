"""For whom somebody writes, and which person to answer when a platform sent the message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from integrations.mail.port import ParsedMail

_PERSON = (
    r"(?:(?:de heer|mevrouw|meneer|mevr\.?|dhr\.?|mw\.?|[Mm]r\.?|[Mm]rs\.?|[Mm]s\.?|[Mm]iss|[Dd]r\.?|fam\.?|familie)\s)?"
    r"(?:[A-ZÀ-Þ][\w'’-]{0,30}\.?)(?:\s(?:van|de|der|den|ten|ter|het|el|al|'t|von)){0,2}(?:\s?[A-ZÀ-Þ][\w'’-]{0,30}\.?(?:\s(?:van|de|der|den)){0,2}){0,4}"
)
_TITLED = re.compile(
    r"\b(?:de heer|mevrouw|meneer|mevr\.?|dhr\.?|mw\.?|[Mm]r\.?|[Mm]rs\.?|[Mm]s\.?|[Mm]iss|fam\.?|familie)\s"
    r"(?:[A-Z]\.\s?){0,4}(?:(?:van|de|der|den|ten|ter|el|al)\s){0,3}[A-ZÀ-Þ][\w'’-]{1,30}(?:\s[A-ZÀ-Þ][\w'’-]{1,30}){0,2}"
)
_CHILD = r"(?:zoon(?:tje)?|dochter(?:tje)?|kind(?:eren)?|pleegkind|kleinzoon|kleindochter|son|daughter|child|children|kids?)"
_RELATIVE = (
    r"(?:moeder|vader|oma|opa|broer|zus(?:je)?|schoonmoeder|schoonvader|tante|oom|buurvrouw|buurman|mother|father|mum|mom|dad|"
    r"grandmother|grandfather|brother|sister|aunt|uncle|neighbour)"
)
_PARTNER = r"(?:man|vrouw|partner|echtgeno\w{2,4}|vriendin|vriend|husband|wife|spouse|girlfriend|boyfriend)"
_MY = r"(?:mijn|m'n|mn|onze|my|our)\s(?:\w{1,14}\s)?"
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (via, re.compile(pattern))
    for via, pattern in (
        ("executor", r"(?i:\b(?:executeur|executor|executrix|erfgenaam|afwikkelaar|nalatenschap|estate)\b)"),
        ("guardian", r"(?i:\b(?:bewindvoerder|bewindvoering|curator|mentorschap|wettelijk vertegenwoordig\w{2,4}|legal guardian|guardian|voogd)\b)"),
        ("union", r"(?i:\b(?:vakbond|trade union|labour union|ondernemingsraad|works council)\b|\bons lid\b|\bour member\b)"),
        ("lawyer", r"(?i:(?<!uw )(?<!\ba )(?<!een )(?<!your )\bcli[eë]nte?n?\b(?! municipality| of mine)|\bour client|\bwe act for|\bacting for|\bi act for|tot mij wendde|\bmy client|treed ik op|treed op als gemachtigde|on instructions from)"),
        ("parent", rf"(?i:\b(?:namens|on behalf of|for|voor|van|of|over|about)\s{_MY}{_CHILD}\b|\b(?:vader|moeder|ouders?|father|mother|mum|dad|parents?) (?:van|of)\s|\bouders? van\b|\((?:moeder|vader|mother|father)\))"),
        ("partner", rf"(?i:\b(?:namens|on behalf of|for|voor|van|of)\s{_MY}{_PARTNER}\b|\b{_MY}(?:{_PARTNER})\s(?:heet|wil|vraagt|verzoekt|would like|wants|asks|is called))"),
        ("family", rf"(?i:\b(?:namens|on behalf of|for|voor|van|of)\s{_MY}{_RELATIVE}\b|\b{_MY}(?:{_RELATIVE})\s(?:wil|vraagt|verzoekt|would like|wants|asks))"),
    )
)
_BEHALF = re.compile(
    r"(?i:\b(?:namens|in opdracht van|gemachtigd door|on behalf of|instructed by|authori[sz]ed by|as (?:the )?representative of|in naam van|vragen via mij|asked me to|vroeg mij|heeft mij gevraagd|we write for|i write for|i am writing for|ik schrijf voor))\s?"
)
_FOR_THEM = re.compile(r"(?i:\bvoor (?:hem|haar|hen)\b|\bfor (?:him|her|them)\b|\bvragen via mij\b|\bhebben mij gevraagd\b|\bzijn verzoek\b)")
_COLLEAGUE = re.compile(
    r"(?i:\b(?:mijn|onze|een|my|our|a) (?:collega'?s?|medewerk\w{2,5}|werknem\w{2,4}|colleagues?|employees?|staff|team ?members?)\b)"
)
_OWN_FIRM = re.compile(
    r"(?i:(?:namens|on behalf of)\s(?:het |de |the |onze |our |mijn |my )?(?:team|bestuur|directie|bedrijf|company|gemeente|stichting|vereniging|board|everyone|iedereen|mezelf|mijzelf|myself|us all|organisatie|organisation|firma|firm)\b)"
)
_DPO = re.compile(r"(?i:functionaris gegevensbescherming|\bfg\b|data protection officer|\bdpo\b|privacy ?officer|privacyteam|privacyco[oö]rdinator)")
_PLATFORM_LOCAL = re.compile(
    r"^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|niet-?beantwoorden|geen-?antwoord|auto-?mail(?:er)?|mailer|formulier\w{0,20}|web-?form\w{0,20}|mailform\w{0,10}|notifications?|dsar|dsr|privacy-?requests?|noreply)\b",
    re.IGNORECASE,
)
_PLATFORM_DOMAIN = re.compile(r"^(?:no-?reply|donotreply|do-not-reply|notifications?)\.", re.IGNORECASE)
_NOBODY_READS = re.compile(
    r"(?i:repl(?:y|ies) to this (?:sender|address|e-?mail|message|mailbox) (?:are|is|will|cannot|can)|mails? to this mailbox bounce|this (?:mailbox|address) is not (?:read|monitored)|not monitored"
    r"|do not reply to this (?:e-?mail|message|address)|antwoorden op (?:dit|deze)[^.\n]{0,30}(?:niet gelezen|komen niet aan|worden niet)|(?:dit|deze) (?:adres|mailbox|postvak) wordt niet gelezen|niet op dit (?:adres|bericht) (?:antwoorden|reageren)"
    r"|reageer niet op (?:dit|deze)|beantwoord dit bericht niet|niet rechtstreeks (?:op|aan) (?:dit|deze))"
)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_NAMED = re.compile(
    r"(?:[Nn]aam|[Nn]ame|[Vv]erzoeker|[Rr]equester|[Aa]anvrager|[Gg]ebruiker|[Uu]ser|[Kk]lant|[Cc]ustomer|[Bb]etrokkene|[Dd]ata [Ss]ubject|[Dd]ata subject|[Nn]amens|[Oo]n behalf of|[Ww]rite for|[Ii]ndiener|[Ss]ubmitted by|[Ii]ngediend door)\s?(?:is|:|=)?\s{1,3}("
    + _PERSON
    + ")|\\b(?:[Ii]k|I),\\s("
    + _PERSON
    + "),"
)


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """``via``: lawyer, parent, partner, family, guardian, executor, union, customer_dpo, colleague, platform, representative."""

    via: str
    data_subject: str | None


def read_on_behalf(mail: ParsedMail, text: str) -> OnBehalf | None:
    """Who stands between us and the data subject, or None when people write for themselves."""
    text = text[:8_000]
    if reply_to_person(mail, text):
        return OnBehalf("platform", _platform_subject(mail, text))
    sender = f"{mail.sender.name} {mail.signature}"[:600]
    behalf = _BEHALF.search(text)
    if behalf and _OWN_FIRM.match(text, behalf.start()):
        behalf = None
    for via, pattern in _ROLES:
        found = pattern.search(text)
        if not found:
            continue
        subject = _after(text, found.end()) or (behalf and _after(text, behalf.end())) or _titled(text)
        if via in {"executor", "guardian", "union"} and not subject:
            continue
        if via in {"parent", "partner", "family"}:
            subject = subject if subject and _near(text, found.end(), subject) else found.group(0).strip()
        return OnBehalf(via, subject)
    if behalf:
        subject = _after(text, behalf.end()) or _group(text, behalf.end())
        if _DPO.search(text) or _DPO.search(sender):
            return OnBehalf("customer_dpo", subject)
        return OnBehalf("colleague" if _COLLEAGUE.search(text) else "representative", subject) if subject else None
    colleague = _COLLEAGUE.search(text)
    if colleague and _FOR_THEM.search(text):
        return OnBehalf("colleague", _after(text, colleague.end()) or colleague.group(0))
    return None


def _after(text: str, place: int) -> str | None:
    """The person named right after a place, with at most a few small words between."""
    rest = text[place : place + 140]
    found = re.match(
        r"[\s,:(]{0,3}(?:(?:van|of|for|voor|over|the late|wijlen|mijn|onze|our|my|cli[eë]nte?n?|client|de|the|son|daughter|zoon|dochter)[\s,]{1,2}){0,4}(" + _PERSON + ")",
        rest,
    )
    return found.group(1).strip(" .,") if found else None


def _near(text: str, place: int, subject: str) -> bool:
    return subject in text[place : place + 60]


def _titled(text: str) -> str | None:
    found = _TITLED.search(text)
    return found.group(0) if found else None


def _group(text: str, place: int) -> str | None:
    """The first words that describe a group without names: "vier medewerkers KCC"."""
    found = re.match(r"[^,.;:()\n]{3,60}", text[place : place + 80])
    return " ".join(found.group(0).split()[:4]) if found else None


def _platform_subject(mail: ParsedMail, text: str) -> str | None:
    found = _NAMED.search(text)
    if found:
        return (found.group(1) or found.group(2)).strip(" .,")
    for address in mail.reply_to:
        if address.name:
            return address.name
    return None


def is_platform(address: str) -> bool:
    """Whether the address itself says that nobody reads answers to it."""
    local, _, domain = address.partition("@")
    return bool(_PLATFORM_LOCAL.match(local) or _PLATFORM_DOMAIN.match(domain))


def reply_to_person(mail: ParsedMail, text: str) -> str | None:
    """The address to answer when a no-reply platform sent the mail: a person's Reply-To, else the one in the text."""
    if not (is_platform(mail.sender.email) or _NOBODY_READS.search(text[:8_000])):
        return None
    for address in mail.reply_to:
        if address.email and not is_platform(address.email) and address.email != mail.sender.email:
            return address.email
    platform_domain = mail.sender.email.rpartition("@")[2]
    ours = {a.email for a in (*mail.to, *mail.cc)}
    for match in _ADDRESS.finditer(text[:8_000]):
        found = match.group().lower().rstrip(".")
        if found in ours or is_platform(found) or found.endswith(("@" + platform_domain, "." + platform_domain)):
            continue
        return found
    return None
