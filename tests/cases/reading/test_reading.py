"""Whole mails read: the types, the traps, the machines, and what may be acknowledged."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases.reading import MailReading, read_mail, text_read
from bot.cases.reading.model import OTHER_TYPES, REQUEST_TYPES
from integrations.mail.mime import parse
from integrations.mail.port import ParsedMail


def mail(body: str, subject: str = "", *, sender: str = "Piet Puk <piet@puk.example>", headers: str = "") -> ParsedMail:
    head = f"From: {sender}\r\nTo: privacy@verdant.example\r\nSubject: {subject}\r\n{headers}"
    head += "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    return parse((head + body).encode("utf-8"))


def read(
    body: str, subject: str = "", *, sender: str = "Piet Puk <piet@puk.example>", headers: str = ""
) -> MailReading:
    return read_mail(mail(body, subject, sender=sender, headers=headers))


@pytest.mark.parametrize(
    ("body", "types"),
    [
        ("Welke gegevens hebben jullie over mij? Stuur mij een kopie.", {"access"}),
        ("Please send me a copy of all personal data you hold about me.", {"access"}),
        ("Mijn achternaam is verkeerd gespeld, wilt u dat aanpassen?", {"rectification"}),
        ("My address is wrong, please correct it.", {"rectification"}),
        ("Verwijder mijn account en al mijn gegevens.", {"erasure"}),
        ("Please erase everything you have on me.", {"erasure"}),
        ("Beperk de verwerking van mijn gegevens tot het geschil is opgelost.", {"restriction"}),
        ("Graag een export van mijn ingevoerde gegevens als CSV.", {"portability"}),
        ("Hierbij trek ik de vorig jaar op de beurs gegeven toestemming voor de foto in.", {"withdrawal"}),
        ("I withdraw my consent for the use of my picture.", {"withdrawal"}),
        ("Ik maak bezwaar tegen de verwerking van mijn gegevens voor profilering.", {"objection"}),
        ("Ik wil niet dat mijn telefoongesprekken worden opgenomen.", {"objection"}),
        ("Ik dien een klacht in over uw medewerker, die mijn dossier hardop besprak.", {"complaint"}),
        ("Hoe lang bewaart u chatgesprekken?", {"question"}),
        ("Stuur mij eerst een kopie van mijn gegevens en verwijder ze daarna.", {"access", "erasure"}),
        ("kunne jullie mijn gegevens ff verwijdere", {"erasure"}),
    ],
)
def test_each_type_in_plain_words(body: str, types: set[str]) -> None:
    assert set(read(body).types) == types


@pytest.mark.parametrize(
    ("body", "absent"),
    [
        ("Ik maak bezwaar tegen factuur 2231, het bedrag klopt niet.", "objection"),
        ("Hierbij maak ik bezwaar tegen het besluit over mijn vergunning.", "objection"),
        ("Kunnen jullie ticket 33211 verwijderen? Dat was dubbel.", "erasure"),
        ("Graag de testgebruiker uit onze omgeving verwijderen.", "erasure"),
        ("Niet verwijderen, alleen bewaren en verder niet gebruiken tot de rechter heeft beslist.", "erasure"),
        ("Wij bereiden de opname van oude dossiers in het archief voor. Klopt maart?", "objection"),
        ("Een inwoner vroeg hoe hij zijn dossier kan laten verwijderen. Doen jullie dat of wij?", "erasure"),
        ("Ik wil inzage in mijn gegevens. Wissen hoeft niet.", "erasure"),
    ],
)
def test_look_alikes_are_not_rights(body: str, absent: str) -> None:
    reading = read(body)
    assert reading.is_request
    assert absent not in reading.types


@pytest.mark.parametrize(
    ("body", "spoken"),
    [
        ("Ik wil niet dat mijn gesprek met de helpdesk wordt opgenomen.", True),
        ("May I have the call recording of last Monday?", True),
        ("Mijn moeder is opgenomen in het ziekenhuis, kan de afspraak verzet worden?", False),
        ("U kunt contact met mij opnemen per telefoon.", False),
        ("Wij bespreken de opname van dossiers in het archief.", False),
    ],
)
def test_recordings(body: str, spoken: bool) -> None:
    assert read(body).mentions_recording is spoken


@pytest.mark.parametrize(
    ("subject", "body", "headers", "kind"),
    [
        ("Afwezig", "Ik ben met vakantie tot 3 december. Bij spoed: bel Petra.", "", "out_of_office"),
        ("Out of office", "I am out of the office until Monday.", "Auto-Submitted: auto-replied\r\n", "out_of_office"),
        (
            "Ontvangstbevestiging",
            "Uw bericht is in goede orde ontvangen. Dit is een automatisch bericht.",
            "",
            "auto_reply",
        ),
        (
            "Undeliverable: letter",
            "Your message could not be delivered. 550 5.1.1 user unknown",
            "Return-Path: <>\r\n",
            "bounce",
        ),
        (
            "Weekly digest",
            "In this issue: access requests.",
            "List-Unsubscribe: <https://x.example/u>\r\n",
            "newsletter",
        ),
    ],
)
def test_machines_are_never_acknowledged(subject: str, body: str, headers: str, kind: str) -> None:
    reading = read(body, subject, headers=headers)
    assert reading.types == (kind,)
    assert reading.is_automatic
    assert not reading.may_acknowledge
    assert not reading.is_request


def test_a_person_on_holiday_who_asks_something_is_a_person() -> None:
    reading = read("Ik ben volgende week met vakantie. Stuurt u mij daarvoor een kopie van mijn gegevens?")
    assert reading.types == ("access",)
    assert reading.may_acknowledge


def test_somebody_who_unsubscribes_is_no_newsletter() -> None:
    reading = read("Graag afmelden voor deze nieuwsbrief, ik krijg hem elke week.", "Uitschrijven")
    assert reading.is_request
    assert reading.may_acknowledge


def test_an_own_address_is_never_acknowledged() -> None:
    parsed = mail("Wis mijn gegevens.", sender="Privacy <privacy@verdant.example>")
    reading = read_mail(parsed, own_addresses=frozenset({"privacy@verdant.example"}))
    assert reading.is_automatic
    assert not reading.may_acknowledge


def test_without_a_sender_there_is_nobody_to_acknowledge() -> None:
    parsed = parse(b"To: privacy@verdant.example\r\nSubject: inzage\r\n\r\nIk wil inzage in mijn gegevens.\r\n")
    reading = read_mail(parsed)
    assert reading.types == ("access",)
    assert not reading.may_acknowledge


def test_a_forwarded_request_counts() -> None:
    body = (
        "Hoort bij jullie.\r\n\r\n---------- Forwarded message ---------\r\nFrom: Jan <jan@x.example>\r\n"
        "Subject: vraag\r\n\r\nIk wil een kopie van al mijn persoonsgegevens.\r\n"
    )
    assert "access" in read(body, "Fwd: vraag").types


def test_quoted_history_is_not_a_new_request() -> None:
    history = "Op 3 november 2026 schreef Jan <jan@x.example>:\r\n> Verwijder al mijn gegevens.\r\n"
    body = f"Dank u wel, alles is duidelijk.\r\n\r\n{history}"
    reading = read(body, "Re: [AVG-2026-0122] uw verzoek", headers="In-Reply-To: <ack-0122@verdant.example>\r\n")
    assert "erasure" not in reading.types
    assert reading.case_number == "AVG-2026-0122"
    assert reading.is_follow_up


def test_a_disclaimer_asks_nothing() -> None:
    body = (
        "Welke bewaartermijn geldt voor chatgesprekken?\r\n\r\nDeze e-mail is vertrouwelijk en uitsluitend bestemd voor"
        " de geadresseerde. Bent u dat niet, wilt u dit bericht dan verwijderen en de afzender waarschuwen?\r\n"
    )
    assert read(body).types == ("question",)


def test_a_case_that_is_only_mentioned() -> None:
    body = (
        "Los van AVG-2026-0031, die is afgesloten: dit is een nieuw verzoek. Mijn adres aanpassen graag, ik verhuisde."
    )
    reading = read(body)
    assert reading.case_number is None
    assert not reading.is_follow_up
    assert reading.mentioned_case_numbers == ("AVG-2026-0031",)


def test_the_organisation_that_must_receive_the_data() -> None:
    reading = read("Graag mijn ingevoerde gegevens rechtstreeks overdragen aan Bureau De Linde B.V. te Ede, als CSV.")
    assert reading.recipient_organisation == "Bureau De Linde B.V."


def test_a_platform_writes_for_a_person() -> None:
    reading = read(
        "Data subject: Ann Lee\r\nPlease erase the personal data of our user. Reply to ann.lee@home.example;"
        " replies to this address are not read.",
        "Erasure request",
        sender="Opt <noreply@opt.example>",
    )
    assert reading.types == ("erasure",)
    assert reading.reply_to_person == "ann.lee@home.example"
    assert reading.on_behalf_of is not None
    assert reading.on_behalf_of.via == "platform"
    assert reading.may_acknowledge


def test_a_lawyer_writes_for_a_client() -> None:
    reading = read(
        "Namens cliënte mevrouw A. Koning verzoek ik om een kopie van alle haar betreffende persoonsgegevens."
    )
    assert reading.on_behalf_of is not None
    assert reading.on_behalf_of.via == "lawyer"
    assert reading.on_behalf_of.data_subject == "mevrouw A. Koning"


def test_evidence_points_into_the_text_and_hides_numbers() -> None:
    parsed = mail("Stuur mij een kopie van mijn gegevens, mijn BSN is 999926068.", "inzage")
    reading = read_mail(parsed)
    text = text_read(parsed)
    assert reading.bsn_found
    assert reading.evidence
    for evidence in reading.evidence:
        assert len(text[evidence.start : evidence.end]) == len(evidence.text)
    assert "999926068" not in json.dumps(reading.to_json("-"))


def test_the_json_has_the_shape_of_the_contract() -> None:
    line = read("Ik wil inzage in mijn gegevens.").to_json("a.eml")
    expected = {
        "file", "language", "is_request", "is_automatic", "may_acknowledge", "is_follow_up", "case_number", "types",
        "primary", "mentions_recording", "recipient_organisation", "on_behalf_of", "reply_to_person", "bsn_found",
        "evidence",
    }  # fmt: skip
    assert expected <= line.keys()
    assert line["file"] == "a.eml"
    assert line["primary"] == line["types"][0]
    json.dumps(line)


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Graag ontvang ik een overzicht.", "nl"),
        ("Could you please send me an overview?", "en"),
        ("Ik woe graach witte hokker gegevens jim fan my hawwe.", "nl"),
        ("I would like to withdraw this (je retire mon consentement).", "en"),
    ],
)
def test_language(body: str, language: str) -> None:
    assert read(body).language == language


BLANK = mail("x")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=3_000), st.text(max_size=100))
def test_any_text_is_read(body: str, subject: str) -> None:
    reading = read_mail(dataclasses.replace(BLANK, text=body, new_text=body, subject=subject))
    assert reading.types
    assert set(reading.types) <= {*REQUEST_TYPES, *OTHER_TYPES}
    assert reading.primary == reading.types[0]
    assert reading.is_request == (reading.types[0] in REQUEST_TYPES)
    assert not (reading.is_automatic and reading.may_acknowledge)
    assert reading == read_mail(dataclasses.replace(BLANK, text=body, new_text=body, subject=subject))


KEY_WORDS = (
    "ik", "wil", "niet", "mijn", "gegevens", "verwijder", "inzage", "trek", "toestemming", "in", ",", ".", "?", "!",
    "maar", "klacht", "999926068", "AVG-2026-0001", "aan", "Bureau", "De", "Linde", "namens", "client", "artikel", "15",
    "stop", "opname", "gesprek", "please", "delete", "my", "data", "B.V.", "<<<", "(((", "haal", "weg", "\n\n",
)  # fmt: skip
WORDS = st.sampled_from(KEY_WORDS)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=200))
def test_any_mixture_of_key_words_is_read(words: list[str]) -> None:
    body = " ".join(words)
    line = json.dumps(read_mail(dataclasses.replace(BLANK, text=body, new_text=body)).to_json("-"))
    if "999926068" in words:
        assert "999926068" not in line


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A ",
        "Aa Bb ",
        "1 ",
        "niet ",
        "trek in ",
        "haal ",
        "namens Aa Bb ",
        "B.V. ",
        "<",
        "a@",
        "\n \n",
        "ik, Aa",
        "AVG-2026-0001 ",
    ],
)
def test_endless_text_is_cut(piece: str) -> None:
    body = piece * (300_000 // len(piece))
    reading = read_mail(dataclasses.replace(BLANK, text=body, new_text=body))
    assert all(evidence.end <= 24_000 for evidence in reading.evidence)
