"""What was typed now, told apart from history and signature: one example for each habit of mail programs."""

from __future__ import annotations

import pytest

from integrations.mail.htmltext import html_to_text
from integrations.mail.mime import parse
from integrations.mail.quoting import split_text

NEW = "Graag hoor ik waar mijn gegevens staan."
OLD = "Wij hebben uw vraag in behandeling."

HISTORIES = {
    "outlook nl": f"Van: Privacy <p@v.example>\nVerzonden: dinsdag 24 november\nAan: Joke\nOnderwerp: Re: x\n\n{OLD}",
    "outlook nl bold": f"*Van:* Privacy\n*Verzonden:* dinsdag\n*Aan:* Joke\n*Onderwerp:* x\n\n{OLD}",
    "outlook line": f"________________\nVan: P <p@v.example>\nVerzonden: x\nAan: J\nOnderwerp: y\n\n{OLD}",
    "outlook en": f"From: Privacy\nSent: Tuesday\nTo: Joke\nSubject: x\n\n{OLD}",
    "oorspronkelijk": f"-----Oorspronkelijk bericht-----\nVan: Privacy\n\n{OLD}",
    "original": f"-----Original Message-----\n{OLD}",
    "gmail nl": f"Op di 24 nov 2026 om 10:03 schreef Privacy <p@v.example>:\n\n> {OLD}\n> Groet",
    "gmail nl wrapped": f"Op di 24 nov 2026 om 10:03 schreef Privacyteam van Verdant <\np@v.example>:\n\n> {OLD}",
    "gmail en": f"On Tue, Nov 24, 2026 at 10:03 AM Privacy <p@v.example> wrote:\n\n> {OLD}",
    "apple nl": f"> Op 24 nov 2026 om 10:03 heeft Privacy <p@v.example> het volgende geschreven:\n> \n> {OLD}\n> Groet",
    "apple nl bare": f"Op 24 nov 2026 om 10:03 heeft Privacy <p@v.example> het volgende geschreven:\n\n{OLD}",
    "apple en": f"On 24 Nov 2026, at 10:03, Privacy <p@v.example> wrote:\n\n{OLD}",
    "thunderbird nl": f"Op 24-11-2026 om 10:03 schreef Privacy:\n> {OLD}",
    "thunderbird en": f"On 24/11/2026 10:03, Privacy wrote:\n> {OLD}",
    "name first": f"Privacy <p@v.example> schreef op 24-11-2026 10:03:\n\n{OLD}",
    "old gmail": f"2026-11-24 10:03 GMT+01:00 Privacy <p@v.example>:\n\n> {OLD}",
    "outlook mobile": f"Outlook voor Android downloaden\n________________\nFrom: P\nSent: x\nTo: y\n\n{OLD}",
    "reply above": f"##- Typ uw antwoord boven deze lijn -##\n\n{OLD}",
    "quotes only": f"> {OLD}\n> tweede\n> derde",
}


@pytest.mark.parametrize("habit", HISTORIES)
def test_history_is_left_out(habit: str) -> None:
    written, _ = split_text(f"{NEW}\n\n{HISTORIES[habit]}", reply=True, forward=False)
    assert written == NEW


@pytest.mark.parametrize("habit", [habit for habit in HISTORIES if habit not in {"quotes only"}])
def test_history_is_left_out_when_nothing_announces_a_reply(habit: str) -> None:
    written, _ = split_text(f"{NEW}\n\n{HISTORIES[habit]}", reply=False, forward=False)
    assert written == NEW


def test_answers_between_and_below_quotations_stay() -> None:
    text = f"Op 24-11-2026 om 10:03 schreef Privacy:\n> Wat is uw adres?\nDorpsstraat 4\n> {OLD}\n\n{NEW}"
    assert split_text(text, reply=True, forward=False)[0] == f"Dorpsstraat 4\n\n{NEW}"


REQUEST = "Verwijder al mijn gegevens.\nJoke Testveld"


@pytest.mark.parametrize(
    "rule",
    [
        "-------- Doorgestuurd bericht --------\nOnderwerp: x",
        "---------- Forwarded message ---------\nFrom: J <j@k.example>",
        "Begin doorgestuurd bericht:\n\nVan: J",
        "-------- Forwarded Message --------",
        "Begin forwarded message:",
    ],
)
def test_forwarded_request_stays(rule: str) -> None:
    for intro in ("", "Ter info, pak jij dit op?\n\nGroet,\nAnja\n\n"):
        written, _ = split_text(f"{intro}{rule}\n\n{REQUEST}", reply=False, forward=True)
        assert REQUEST in written
        assert written.startswith("Ter info" if intro else rule[:5])


def test_outlook_forward_has_no_rule_but_a_subject() -> None:
    block = f"Van: Joke <j@k.example>\nVerzonden: dinsdag\nAan: Anja\nOnderwerp: weg ermee\n\n{REQUEST}"
    assert REQUEST in split_text(f"Zie onder.\n\n{block}", reply=False, forward=True)[0]
    assert REQUEST in split_text(block, reply=False, forward=False)[0]
    assert REQUEST in split_text(f"Met vriendelijke groet,\nAnja\n\n{block}", reply=False, forward=False)[0]
    assert REQUEST not in split_text(f"Zie onder.\n\n{block}", reply=True, forward=False)[0]


def test_forward_by_subject_through_the_parser() -> None:
    block = "Van: Joke\r\nVerzonden: dinsdag\r\nAan: Anja\r\nOnderwerp: x\r\n\r\nVerwijder alles."
    for subject, kept in (("FW: x", True), ("Doorst: x", True), ("Re: x", False), ("Antw: x", False)):
        parsed = parse(f"From: a@b.example\r\nSubject: {subject}\r\n\r\nHoi\r\n\r\n{block}".encode())
        assert ("Verwijder alles." in parsed.new_text) is kept
        assert "Verwijder alles." in parsed.text


SIGNATURES = {
    "closing": "Met vriendelijke groet,\n\nJoke Testveld\nTestbedrijf B.V.\nT 030-1234567",
    "mvg": "Mvg,\nJoke",
    "same line": "Groetjes, Joke",
    "both languages": "Met vriendelijke groet / Kind regards,\nJoke",
    "english": "Kind regards,\nJoke",
    "sincerely": "Yours sincerely\nJoke",
    "hoogachtend": "Hoogachtend,\nmr. J. Testveld",
    "thanks first": "Alvast bedankt en vriendelijke groeten,\nJoke",
    "separator": "-- \nJoke Testveld\nwww.klant.example",
    "bare separator": "--\nJoke Testveld",
    "iphone": "Verzonden vanaf mijn iPhone",
    "iphone variant": "Verstuurd vanaf mijn iPhone",
    "samsung": "Verzonden vanaf mijn Galaxy",
    "english phone": "Sent from my iPhone",
    "outlook": "Outlook voor iOS downloaden",
    "disclaimer": "DISCLAIMER: Dit bericht is uitsluitend bestemd voor de geadresseerde en kan vertrouwelijk zijn.",
    "closing and disclaimer": "Groet,\nJoke\n\nDe informatie in deze e-mail is vertrouwelijk en uitsluitend bestemd "
    "voor de geadresseerde. Bent u niet de geadresseerde, dan verzoeken wij u dit bericht te verwijderen.",
}


@pytest.mark.parametrize("habit", SIGNATURES)
def test_signature_is_cut_off(habit: str) -> None:
    written, signature = split_text(f"Hallo,\n\n{NEW}\n\n{SIGNATURES[habit]}", reply=False, forward=False)
    assert written == f"Hallo,\n\n{NEW}"
    assert signature.split() == SIGNATURES[habit].split()


def test_postscript_and_prose_below_a_signature_were_written() -> None:
    text = f"{NEW}\n\nGroeten,\nJoke\n\nPS: verwijder ook mijn foto."
    assert split_text(text, reply=False, forward=False) == (f"{NEW}\n\nPS: verwijder ook mijn foto.", "Groeten,\nJoke")
    late = "Verder wil ik dat u ook al mijn oude gegevens uit het archief verwijdert voor vrijdag."
    assert late in split_text(f"{NEW}\n\nGroeten,\nJoke\n\n{late}", reply=False, forward=False)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Ik ben geboren in 1948. Groeten Riet",
        "Wilt u dit bericht vertrouwelijk behandelen? Het is niet voor anderen bestemd.",
        "Groeten uit de vakantie! Ik wil graag weten welke gegevens u van mij heeft.",
        "> eerste punt\nHet tweede punt",
        "Van: mij\nIk wil inzage",
        "Op 3 november schreef ik u al: ik wil inzage.",
        "Ik wil twee dingen:\n---\n1. inzage in alles wat u van mij in uw systemen heeft staan sinds 2019\n2. wissen",
        "--",
        "Met vriendelijke groet,\nJoke",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert split_text(text, reply=False, forward=False)[0] == text


def test_gateway_banner_is_left_out() -> None:
    banner = "LET OP: deze e-mail komt van buiten de organisatie. Klik niet op links."
    assert split_text(f"{banner}\n\n{NEW}", reply=False, forward=False)[0] == NEW


def test_reply_without_new_words_has_no_new_text() -> None:
    assert split_text(f"Op 24-11-2026 schreef P:\n> {OLD}", reply=True, forward=False) == ("", "")


def test_html_of_gmail_and_outlook() -> None:
    gmail = (
        f'<div dir="ltr">{NEW}</div><br><div class="gmail_quote"><div dir="ltr">Op di 24 nov 2026 om 10:03 schreef P '
        f'&lt;<a href="mailto:p@v.example">p@v.example</a>&gt;:<br></div>'
        f'<blockquote class="gmail_quote">{OLD}</blockquote></div>'
    )
    text, _ = html_to_text(gmail)
    assert split_text(text, reply=True, forward=False)[0] == NEW
    outlook = (
        '<p class="MsoNormal">Beste,<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        f'<p class="MsoNormal">{NEW}</p>'
        "<div style='border-top:solid'><p class=MsoNormal><b>Van:</b> P<br><b>Verzonden:</b> x<br><b>Aan:</b> J<br>"
        f"<b>Onderwerp:</b> y</p></div><p>{OLD}</p>"
    )
    text, _ = html_to_text(outlook)
    assert split_text(text, reply=True, forward=False)[0] == f"Beste,\n\n{NEW}"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>een</p><p>twee</p>", "een\n\ntwee"),
        ("een<br>twee<br><br>drie", "een\ntwee\n\ndrie"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<ul><li>een</li><li>twee</li></ul>", "- een\n- twee"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a\n  b&nbsp;&amp;&euro;", "a b &€"),
        ("<style>p{}</style><script>x()</script><title>t</title>zichtbaar", "zichtbaar"),
        ('<div style="display:none">verborgen</div>zichtbaar', "zichtbaar"),
        ('<div style="display:none">alleen verborgen</div>', "alleen verborgen"),
        ("<!-- ik wil inzage", "ik wil inzage"),
        ("<a href='http://kwaad.example/'>klik</a><img src='http://kwaad.example/x.gif' alt='x'>", "klik"),
        ("geen html", "geen html"),
        ("<b>on<i>af</b>gesloten", "onafgesloten"),
        ("", ""),
    ],
)
def test_html_to_text(html: str, text: str) -> None:
    assert html_to_text(html)[0].strip() == text
