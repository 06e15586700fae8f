"""For whom somebody writes, and which person to answer when a platform sent the message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from integrations.mail.port import ParsedMail

_PERSON = (
    r"(?:(?:de heer|mevrouw|meneer|mevr\.?|dhr\.?|mw\.?|mr\.?|mrs\.?|ms\.?|miss|dr\.?|fam\.?|familie)\s)?"
    r"(?:[A-ZÀ-Þ][\w'’.-]{0,30})(?:\s(?:van|de|der|den|ten|ter|het|el|al|'t|von|en|fam\.)){0,2}(?:\s?[A-ZÀ-Þ][\w'’.-]{0,30}){0,4}"
)
_TITLED = r"(?:de heer|mevrouw|meneer|mevr\.?|dhr\.?|mw\.?|[Mm]r\.?|[Mm]rs\.?|[Mm]s\.?|[Mm]iss|fam\.?|familie)\s"

_KINSHIP = {
    "parent": r"mijn (?:minderjarige )?(?:zoon(?:tje)?|dochter(?:tje)?|kind(?:eren)?)|onze (?:zoon|dochter|kinderen)|(?:my|our) (?:\w{1,12} )?(?:son|daughter|child|children|kid)s?\b",
    "family": r"mijn (?:\w{1,12} )?(?:moeder|vader|oma|opa|man|vrouw|partner|echtgeno\w{2,4}|broer|zus|schoonmoeder|schoonvader|tante|oom|buurvrouw|buurman)|(?:my|our) (?:\w{1,12} )?(?:mother|father|mum|mom|dad|grandmother|grandfather|husband|wife|partner|brother|sister|aunt|uncle|neighbour)",
}
_LAWYER = re.compile(
    r"advoca|\bcli[eë]nte?n?\b|our client|we act for|acting for|i act for|solicitor|law firm|attorney|rechtsbijstand|tot mij wendde|procesgemachtigde|\bllp\b|legal counsel|barrister",
    re.IGNORECASE,
)
_GUARDIAN = re.compile(
    r"bewindvoerder|curator|\bmentor\b|wettelijk vertegenwoordig|legal guardian|guardian|executeur|executor|onder bewind",
    re.IGNORECASE,
)
_UNION = re.compile(r"vakbond|\bunion\b|ondernemingsraad|works council|\bfnv\b|\bcnv\b", re.IGNORECASE)
_DPO = re.compile(
    r"functionaris gegevensbescherming|\bfg\b|data protection officer|\bdpo\b|privacy ?officer|privacyteam|privacycoördinator",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(
    r"\b(?:medewerk\w{2,5}|werknem\w{2,4}|collega'?s?|employees?|colleagues?|staff)\b", re.IGNORECASE
)
_BEHALF = re.compile(
    r"\b(?:namens|in opdracht van|gemachtigd door|on behalf of|acting for|act for|instructed by|authori[sz]ed by|as (?:the )?representative of|voor rekening van|in naam van)\s",
    re.IGNORECASE,
)
_OWN_FIRM = re.compile(
    r"\b(?:namens|on behalf of)\s(?:het |de |the |onze |our )?(?:team|bestuur|directie|bedrijf|company|gemeente|stichting|vereniging|board|everyone|iedereen|mezelf|mijzelf|myself|us all)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"gegevens|dossier|account|data|record|foto|photo|inzage|verwijder|delete|erase|bezwaar|object|adres|address|naam|name|copy|kopie|consent|toestemming|opname|mail",
    re.IGNORECASE,
)
_PLATFORM = re.compile(
    r"^(?:no-?_?\.?reply|do-?not-?reply|donotreply|niet-?beantwoorden|geen-?antwoord|notifications?|noreply|mailer|formulier\w*|form\w*|webform\w*|requests?|dsar|privacy-?requests?|system|systeem)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """``via``: lawyer, parent, family, guardian, union, customer_dpo, colleague, representative or platform."""

    via: str
    data_subject: str | None


def read_on_behalf(mail: ParsedMail, text: str) -> OnBehalf | None:
    """Who stands between us and the data subject, or None when people write for themselves."""
    text = text[:8_000]
    sender = f"{mail.sender.name} {mail.signature}"[:600]
    if is_platform(mail.sender.email):
        person = reply_to_person(mail, text)
        name = _named_person(text)
        if person and re.search(
            r"namens|on behalf of|gebruiker|user|klant|customer|request(?:ed)? by|verzoeker|requester|aanvrager",
            text,
            re.IGNORECASE,
        ):
            return OnBehalf("platform", name)
    behalf = _BEHALF.search(text)
    if behalf and _OWN_FIRM.match(text, behalf.start()):
        behalf = None
    if _LAWYER.search(text) and (
        behalf
        or re.search(r"\bcli[eë]nte?n?\b|our client|act(?:ing)? for|tot mij wendde|my client", text, re.IGNORECASE)
    ):
        return OnBehalf("lawyer", _subject_of(text, behalf, r"(?:mijn |onze |our |my )?(?:cli[eë]nte?n?|client),?\s"))
    if _GUARDIAN.search(text) or (_GUARDIAN.search(sender) and behalf):
        name = _subject_of(
            text,
            behalf,
            r"(?:bewindvoerder|curator|mentor|guardian|executeur|executor|vertegenwoordiger|representative|voor|of|for|over)\s(?:van |of |for |over )?",
        )
        if name:
            return OnBehalf("guardian", name)
    if behalf and (_UNION.search(text) or _UNION.search(sender)):
        return OnBehalf("union", _subject_of(text, behalf, None))
    for via, pattern in _KINSHIP.items():
        kin = re.search(
            r"\b(?:namens|voor|van|over|on behalf of|for|about|of)?\s?("
            + pattern
            + r")\b,?\s?(?:\(?("
            + _PERSON
            + r"))?",
            text,
        )
        if (
            kin
            and (behalf or kin.group(0).lower().startswith(("van ", "of ", "voor ", "for ", "namens ")))
            and _WANTS.search(text)
        ):
            return OnBehalf(via, kin.group(2) or kin.group(1))
    if behalf:
        subject = _subject_of(text, behalf, None)
        if _DPO.search(text) or _DPO.search(sender):
            return OnBehalf("customer_dpo", subject)
        if _EMPLOYER.search(text[behalf.start() : behalf.end() + 60]):
            return OnBehalf("colleague", subject)
        return OnBehalf("representative", subject) if subject else None
    return None


def _subject_of(text: str, behalf: re.Match[str] | None, lead: str | None) -> str | None:
    """The person named after "namens" or after a word like "client"; else the words that describe the group."""
    if behalf:
        after = re.match(
            r"(?:mijn |onze |our |my )?(?:cli[eë]nte?n?,? |client,? )?(" + _PERSON + ")",
            text[behalf.end() : behalf.end() + 160],
        )
        if after:
            return after.group(1).rstrip(".,")
    if lead:
        found = re.search(lead + "(" + _PERSON + ")", text)
        if found:
            return found.group(1).rstrip(".,")
    titled = re.search(
        r"\b" + _TITLED + r"(?:[A-Z]\.\s?){0,4}(?:(?:van|de|der|den|ten|ter|el|al)\s){0,3}[A-ZÀ-Þ][\w'’-]{1,30}", text
    )
    if titled:
        return titled.group(0)
    if behalf:
        group = re.match(r"[^,.;:()\n]{3,60}", text[behalf.end() : behalf.end() + 80])
        if group:
            return " ".join(group.group(0).split()[:4])
    return None


def _named_person(text: str) -> str | None:
    found = re.search(
        r"(?:naam|name|verzoeker|requester|aanvrager|gebruiker|user|klant|customer|namens|on behalf of|betrokkene|data subject)\s?:?\s+("
        + _PERSON
        + ")",
        text,
    )
    return found.group(1).rstrip(".,") if found else None


def is_platform(address: str) -> bool:
    """Whether nobody reads answers to this address."""
    return bool(_PLATFORM.match(address.partition("@")[0])) if address else False


def reply_to_person(mail: ParsedMail, text: str) -> str | None:
    """The address to answer when From is a no-reply platform: Reply-To when it is a person's, else the one in the text."""
    if not is_platform(mail.sender.email):
        return None
    for address in mail.reply_to:
        if address.email and not is_platform(address.email):
            return address.email
    platform_domain = mail.sender.email.rpartition("@")[2]
    ours = {a.email for a in (*mail.to, *mail.cc)}
    for match in _ADDRESS.finditer(text[:8_000]):
        found = match.group().lower().rstrip(".")
        if found in ours or is_platform(found) or found.endswith("@" + platform_domain):
            continue
        return found
    return None
