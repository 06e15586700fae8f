"""Made-up requests of about 15 kB each, no two alike, as a mail program would send them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

_SIZE = 15_000
_ASKED = (
    ("Inzage in mijn gegevens", "Graag ontvang ik een kopie van alle persoonsgegevens die u van mij verwerkt."),
    ("Verwijdering", "Wilt u al mijn persoonsgegevens verwijderen? Ik ben al jaren geen klant meer."),
    ("Rectificatie adres", "Mijn adres staat verkeerd in uw administratie. Ik verzoek u dit te corrigeren."),
    ("Bezwaar", "Ik maak bezwaar tegen het gebruik van mijn gegevens voor direct marketing."),
    ("Access request", "Please send me a copy of all the personal data that you hold about me."),
    ("Please erase my data", "I want you to erase all personal data that you hold about me."),
    ("Toestemming", "Hierbij trek ik mijn toestemming voor de verwerking van mijn persoonsgegevens in."),
    ("Overdracht", "Ik wil mijn gegevens ontvangen in een gestructureerd, machineleesbaar formaat."),
)
_WORDS = (
    "de", "het", "een", "van", "voor", "met", "over", "onze", "afspraak", "rekening", "levering", "maandag",
    "dinsdag", "kantoor", "order", "vraag", "antwoord", "bedankt", "vorige", "week", "nogmaals", "helaas",
    "telefonisch", "besproken", "collega", "systeem", "scherm", "storing", "opgelost", "bijlage", "document",
    "versie",
)  # fmt: skip


def letters(count: int, seed: int = 1) -> Iterator[bytes]:
    """Messages from as many different senders; the same seed gives the same messages."""
    random_ = random.Random(seed)
    start = datetime(2026, 1, 5, 8, tzinfo=UTC)
    for number in range(count):
        yield _letter(number, start + timedelta(minutes=number), random_)


def _letter(number: int, at: datetime, random_: random.Random) -> bytes:
    subject, asked = _ASKED[number % len(_ASKED)]
    address = f"klant{number}@bedrijf{number % 97}.example"
    mail = EmailMessage()
    mail["Return-Path"] = f"<{address}>"
    mail["Received"] = f"from mail.example by mx.verdant.example; {format_datetime(at)}"
    mail["Authentication-Results"] = (
        f"mx.verdant.example; spf=pass smtp.mailfrom={address.partition('@')[2]}; "
        f"dkim=pass header.d={address.partition('@')[2]}; dmarc=pass"
    )
    mail["From"] = f"Klant {number} <{address}>"
    mail["To"] = "privacy@verdant.example"
    mail["Subject"] = f"{subject} ({random_.choice(_WORDS)})"
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{number}.{random_.randrange(10**12)}@{address.partition('@')[2]}>"
    greeting = f"Beste mensen,\n\n{asked}\n\n{_sentence(random_)}\n\nMet vriendelijke groet,\nKlant {number}\n\n"
    history = f"Op {at:%d-%m-%Y} schreef Servicedesk <servicedesk@verdant.example>:\n"
    while len(greeting) + len(history) < _SIZE // 3:
        history += f"> {_sentence(random_)}\n"
    mail.set_content(greeting + history)
    paragraphs = "".join(f"<p style='margin:0 0 1em 0'>{line}</p>" for line in greeting.splitlines() if line)
    quoted = "<br>".join(history.replace("<", "&lt;").splitlines())
    html = f"<html><body>{paragraphs}<blockquote type='cite'>{quoted}</blockquote>"
    html += f"<p>{_sentence(random_)}</p>" * 4 + "</body></html>"
    mail.add_alternative(html, subtype="html")
    missing = max(0, _SIZE - len(mail.as_bytes()))
    mail.add_attachment(random_.randbytes(missing * 3 // 4), maintype="image", subtype="png", filename="logo.png")
    return mail.as_bytes()


def _sentence(random_: random.Random) -> str:
    return " ".join(random_.choices(_WORDS, k=12)).capitalize() + "."
