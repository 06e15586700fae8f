"""Parsing of ordinary and broken mail."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.mail.mime import MAX_ATTACHMENTS, MAX_TEXT, parse, read_date
from integrations.mail.port import FLAGGING_DEFECTS, Address, ParsedMail

HEAD = b"From: Joke Testveld <joke@klant.example>\r\nTo: privacy@verdant.example\r\nSubject: Inzage\r\n"


def mail(body: bytes = b"Ik wil inzage.\r\n", *headers: bytes) -> bytes:
    return HEAD + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + body


def multipart(*parts: bytes, kind: bytes = b"mixed", close: bool = True) -> bytes:
    body = b"".join(b"--grens\r\n" + part + b"\r\n" for part in parts) + (b"--grens--\r\n" if close else b"")
    return mail(body, b"Content-Type: multipart/" + kind + b"; boundary=grens")


def part(body: bytes, *headers: bytes) -> bytes:
    return b"".join(header + b"\r\n" for header in headers) + b"\r\n" + body


TEXT = part(b"Graag inzage.", b"Content-Type: text/plain; charset=utf-8")
PDF = part(
    base64.encodebytes(b"%PDF-1.4 kort"),
    b"Content-Type: application/pdf",
    b'Content-Disposition: attachment; filename="brief.pdf"',
    b"Content-Transfer-Encoding: base64",
)


def assert_bounded(parsed: ParsedMail) -> None:
    strings = [parsed.subject, parsed.text, parsed.new_text, parsed.signature, parsed.message_id or ""]
    strings += [word for address in (*parsed.from_, *parsed.to, *parsed.cc) for word in (address.name, address.email)]
    strings += [attachment.name for attachment in parsed.attachments]
    strings += [value for values in parsed.headers.values() for value in values]
    for string in strings:
        assert len(string) <= MAX_TEXT + 10
        assert not any((ord(c) < 32 and c not in "\n\t") or 0x202A <= ord(c) <= 0x202E for c in string)
        string.encode("utf-8")
    assert all(len(attachment.name) <= 120 and "/" not in attachment.name for attachment in parsed.attachments)
    assert len(parsed.attachments) <= MAX_ATTACHMENTS
    assert parsed.defects == tuple(sorted(set(parsed.defects)))


@given(st.binary(max_size=3_000))
@settings(max_examples=150, deadline=None)
def test_any_bytes_parse(raw: bytes) -> None:
    assert_bounded(parse(raw))


PIECES = st.sampled_from(
    [
        *(b"From: ", b"To: ", b"Subject: ", b"Date: ", b"\r\n", b"\n", b"\r", b" ", b"\t", b"Content-Type: "),
        *(b"multipart/mixed", b"; boundary=a", b"--a", b"--a--", b"text/html", b"text/plain", b"; charset=", b"utf-8"),
        *(b"utf-16", b"x-nooit", b"Content-Transfer-Encoding: ", b"base64", b"quoted-printable", b"=?utf-8?b?", b"?="),
        *(b"=?q?", b"<a@b.example>", b"message/rfc822", b"Content-Disposition: attachment", b'; filename*0*="'),
        *(b"name*=''%ff", b'"', b"(", b")", b"<", b">", b"@", b",", b";", b":", b"\x00", b"\xff\xfe", b"\xe2\x80\xae"),
        *(b"=", b"=C3", b"<div>", b"<!--", b"<blockquote type=cite>", b"Van: ", b"Verzonden: ", b"> ", b"-- "),
        *(b"Op 1 schreef a:", b"Groeten,", b"ik wil inzage", b"+1400", b"32 Foo 99999"),
    ]
)


@given(st.lists(PIECES | st.binary(max_size=4), max_size=60).map(b"".join))
@settings(max_examples=300, deadline=None)
def test_any_heap_of_mail_like_pieces_parses(raw: bytes) -> None:
    assert_bounded(parse(raw))


def test_ordinary_mail() -> None:
    raw = mail(
        "Ik wil inzage, zéér graag.\r\n\r\nMet vriendelijke groet,\r\nJoke".encode(),
        b"Date: Mon, 23 Nov 2026 10:00:00 +0100",
        b"Message-ID: <een@klant.example>",
        b"References: <a@x.example>\r\n <b@x.example>",
        b"In-Reply-To: <b@x.example>",
        b"Content-Type: text/plain; charset=utf-8",
        b"X-Twee: 1",
        b"X-Twee: 2",
    )
    parsed = parse(raw)
    assert parsed.sender == Address("Joke Testveld", "joke@klant.example")
    assert parsed.to == (Address("", "privacy@verdant.example"),)
    assert parsed.message_id == "<een@klant.example>"
    assert parsed.references == ("<a@x.example>", "<b@x.example>")
    assert parsed.in_reply_to == ("<b@x.example>",)
    assert parsed.date == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert parsed.new_text == "Ik wil inzage, zéér graag."
    assert parsed.signature == "Met vriendelijke groet,\nJoke"
    assert parsed.headers["x-twee"] == ("1", "2")
    assert parsed.header("X-Twee") == "1"
    assert parsed.defects == ()
    assert parsed.sha256 == hashlib.sha256(raw).hexdigest()


def test_empty_file() -> None:
    parsed = parse(b"")
    assert (parsed.text, parsed.from_, parsed.date, parsed.return_path) == ("", (), None, None)
    assert set(parsed.defects) == {"empty", "missing_from", "no_text"}
    assert set(parsed.defects) <= FLAGGING_DEFECTS


@pytest.mark.parametrize(
    ("body", "charset", "text", "defect"),
    [
        ("zéér €".encode(), b"utf-8", "zéér €", None),
        ("zéér €".encode("cp1252"), b"iso-8859-1", "zéér €", None),
        ("zéér".encode(), b"iso-8859-1", "zéér", "wrong_charset"),
        ("zéér".encode("cp1252"), b"utf-8", "zéér", "wrong_charset"),
        ("zéér".encode("cp1252"), b"x-bestaat-niet", "zéér", "unknown_charset"),
        ("zéér".encode("cp1252"), b"us-ascii", "zéér", "wrong_charset"),
        ("zéér".encode("utf-16"), b"utf-16", "zéér", None),
        (b"gewoon", b"utf-16", "gewoon", None),
        ("ąęł".encode("iso-8859-2"), b"iso-8859-2", "ąęł", None),
        ("ąęł".encode() * 9 + b"\xff", b"utf-8", "ąęł" * 9, "wrong_charset"),
        ("語".encode("iso-2022-jp"), b"iso-2022-jp", "語", None),
        (b"a\xffb-", b"punycode", "aÿb-", "unknown_charset"),
        (b"YWJj\xff", b"base64", "YWJjÿ", "unknown_charset"),
    ],
)
def test_charsets(body: bytes, charset: bytes, text: str, defect: str | None) -> None:
    parsed = parse(mail(body, b"Content-Type: text/plain; charset=" + charset))
    assert parsed.text == text
    assert parsed.defects == ((defect,) if defect else ())


def test_headers_in_raw_eight_bit_and_encoded_words() -> None:
    assert parse("Subject: enquête\r\n\r\n".encode()).subject == "enquête"
    assert parse("Subject: enquête\r\n\r\n".encode("cp1252")).subject == "enquête"
    assert parse(b"Subject: =?iso-8859-1?Q?enqu=EAte_nu?=\r\n\r\n").subject == "enquête nu"
    assert parse(b"Subject: =?utf-8?B?4oI=?= =?utf-8?B?rA==?= x\r\n\r\n").subject == "€ x"
    assert parse(b"Subject: a =?utf-8?Q?b?=\r\n =?utf-8?Q?c?= d\r\n\r\n").subject == "a bc d"
    assert parse(b"Subject: =?utf-8?B?kapot!?= =?nooit?x?y?=\r\n\r\n").subject.endswith("=?nooit?x?y?=")
    assert parse(b"Subject: =?utf-8?Q?a=0D=0ABcc:_x@y.example?=\r\n\r\n").subject == "a Bcc: x@y.example"
    assert parse("Subject: a\u202egpj.exe\u200b\x07\r\n\r\n".encode()).subject == "agpj.exe"


def test_broken_base64_that_is_words_stays_readable() -> None:
    parsed = parse(mail(b"Dit is geen base64!!! Ik wil inzage ###", b"Content-Transfer-Encoding: base64"))
    assert parsed.text == "Dit is geen base64!!! Ik wil inzage ###"
    assert parsed.defects == ("broken_base64",)


@pytest.mark.parametrize("encoded", [b"SWsgd2lsIGluemFnZQ", b"SWsgd2ls\r\nIGluemFnZQ=", b"SWsgd2lsIGluemFnZQ==*"])
def test_damaged_base64_gives_what_can_be_read(encoded: bytes) -> None:
    parsed = parse(mail(encoded, b"Content-Transfer-Encoding: base64"))
    assert parsed.text == "Ik wil inzage"
    assert parsed.defects == ("broken_base64",)


def test_damaged_quoted_printable() -> None:
    parsed = parse(mail(b"Ik wil =zz inzage =C3=A9=\r\nn wissen=", b"Content-Transfer-Encoding: quoted-printable"))
    assert parsed.text.startswith("Ik wil =zz inzage én wissen")
    assert "broken_quoted_printable" in parsed.defects


def test_attachments() -> None:
    nested = part(mail(b"binnen"), b"Content-Type: message/rfc822")
    image = part(b"GIF89a", b"Content-Type: image/gif", b"Content-Disposition: inline", b"Content-ID: <x>")
    note = part(b"los", b"Content-Type: text/plain", b"Content-Disposition: attachment; filename=los.txt")
    meeting = part(b"BEGIN:VCALENDAR", b"Content-Type: text/calendar; method=REQUEST")
    parsed = parse(multipart(TEXT, PDF, nested, image, note, meeting))
    assert parsed.text == "Graag inzage."
    found = [(item.name, item.type, item.damaged) for item in parsed.attachments]
    assert found == [
        ("brief.pdf", "application/pdf", False),
        ("bijlage-2.eml", "message/rfc822", False),
        ("bijlage-3.gif", "image/gif", False),
        ("los.txt", "text/plain", False),
        ("bijlage-5.ics", "text/calendar", False),
    ]
    assert parsed.attachments[0].size == len(b"%PDF-1.4 kort")
    assert parsed.attachments[0].sha256 == hashlib.sha256(b"%PDF-1.4 kort").hexdigest()
    assert parsed.defects == ("calendar",)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b'filename="../../etc/passwd"', "passwd"),
        (b'filename="..\\\\..\\\\windows\\\\win.ini"', "win.ini"),
        (b"filename*=utf-8''..%2F..%2Feigen.pdf", "eigen.pdf"),
        (b"filename*0*=utf-8''m%C3%A9; filename*1=\"er.pdf\"", "méer.pdf"),
        (b'filename="=?utf-8?B?bcOpLnBkZg==?="', "mé.pdf"),
        (b'filename="a\x00b\r\n c.pdf"', "ab c.pdf"),
        ('filename="factuur\u202efdp.exe"'.encode(), "factuurfdp.exe"),
        (b'filename="<script>.html"', "_script_.html"),
        (b'filename="' + b"a" * 300 + b'.pdf"', "a" * 116 + ".pdf"),
        (b'filename=".."', "bijlage-1.pdf"),
        (b'filename="', "bijlage-1.pdf"),
        (b"filename=brief van mij.pdf; size=3", "brief van mij.pdf"),
    ],
)
def test_attachment_names_are_safe(header: bytes, name: str) -> None:
    attached = part(b"x", b"Content-Type: application/pdf", b"Content-Disposition: attachment; " + header)
    assert [item.name for item in parse(multipart(TEXT, attached)).attachments] == [name]


def test_too_many_attachments_are_counted_out() -> None:
    parsed = parse(multipart(TEXT, *[PDF] * (MAX_ATTACHMENTS + 5)))
    assert len(parsed.attachments) == MAX_ATTACHMENTS
    assert "too_many_attachments" in parsed.defects


def test_truncated_multipart_keeps_what_came() -> None:
    cut = part(b"JVBERi0xLjQ", b"Content-Type: application/pdf; name=id.pdf", b"Content-Transfer-Encoding: base64")
    parsed = parse(multipart(TEXT, cut, close=False))
    assert parsed.text == "Graag inzage."
    assert [(item.name, item.damaged) for item in parsed.attachments] == [("id.pdf", True)]
    assert parsed.defects == ("broken_base64", "truncated_multipart")


def test_multipart_without_any_boundary_is_text() -> None:
    for kind in (b"multipart/mixed", b"multipart/mixed; boundary=nergens"):
        parsed = parse(mail(b"Ik wil inzage", b"Content-Type: " + kind))
        assert parsed.text == "Ik wil inzage"
        assert parsed.defects == ("broken_multipart",)


def test_best_text_of_alternatives() -> None:
    html = part(b"<p>Ik wil <b>alles</b> zien wat u van mij heeft.</p>", b"Content-Type: text/html")
    empty = part(b"  \r\n", b"Content-Type: text/plain")
    stub = part(b"Your mail program does not support HTML mail.", b"Content-Type: text/plain")
    assert parse(multipart(TEXT, html, kind=b"alternative")).text == "Graag inzage."
    for useless in (empty, stub):
        assert parse(multipart(useless, html, kind=b"alternative")).text == "Ik wil alles zien wat u van mij heeft."
    assert parse(multipart(TEXT, html)).text == "Graag inzage.\n\nIk wil alles zien wat u van mij heeft."


def test_related_inside_alternative() -> None:
    inner = (
        b"Content-Type: multipart/related; boundary=binnen\r\n\r\n--binnen\r\nContent-Type: text/html\r\n\r\n<p>Hoi</p>"
        b"\r\n--binnen\r\nContent-Type: image/png; name=logo.png\r\n\r\nPNG\r\n--binnen--"
    )
    parsed = parse(multipart(inner, kind=b"alternative"))
    assert parsed.text == "Hoi"
    assert [item.name for item in parsed.attachments] == ["logo.png"]


def test_mail_that_only_wraps_another_shows_that_one() -> None:
    nested = part(mail(b"Ik wil inzage", b"Date: x"), b"Content-Type: message/rfc822")
    packed = part(
        base64.encodebytes(mail(b"Ik wil inzage")),
        b"Content-Type: message/rfc822",
        b"Content-Transfer-Encoding: base64",
    )
    for inner in (nested, packed):
        parsed = parse(multipart(inner))
        assert "Van: Joke Testveld <joke@klant.example>\nOnderwerp: Inzage\n\nIk wil inzage" in parsed.new_text
        assert "text_from_attached_mail" in parsed.defects
        assert len(parsed.attachments) == 1


def test_signed_and_encrypted() -> None:
    signature = part(b"-----BEGIN", b"Content-Type: application/pgp-signature; name=signature.asc")
    parsed = parse(multipart(TEXT, signature, kind=b"signed"))
    assert (parsed.text, parsed.attachments, parsed.defects) == ("Graag inzage.", (), ("signed",))
    smime = parse(mail(b"MIAG", b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"))
    assert {"encrypted_body", "no_text"} <= set(smime.defects)
    opaque = parse(mail(b"MIAG", b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"))
    assert {"signed", "opaque_body"} <= set(opaque.defects)
    clear = b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nIk wil inzage\n-----BEGIN PGP SIGNATURE-----\nabc"
    assert parse(mail(clear)).text == "Ik wil inzage"
    assert "encrypted_body" in parse(mail(b"-----BEGIN PGP MESSAGE-----\n\nabc")).defects


def test_winmail_is_an_attachment_with_a_defect() -> None:
    tnef = part(b"x\x9f>\x22", b"Content-Type: application/ms-tnef; name=winmail.dat")
    parsed = parse(multipart(TEXT, tnef))
    assert [item.name for item in parsed.attachments] == ["winmail.dat"]
    assert parsed.defects == ("tnef",)


def test_nothing_remote_is_named_or_fetched() -> None:
    external = part(b"", b'Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1:1/"')
    parsed = parse(multipart(TEXT, external))
    assert "external_body" in parsed.defects


def test_flowed_text_is_joined() -> None:
    body = b"Ik wil alle \r\ngegevens.\r\n> oud \r\n> nog\r\n-- \r\nJoke\r\n"
    parsed = parse(mail(body, b"Content-Type: text/plain; format=flowed"))
    assert parsed.text == "Ik wil alle gegevens.\n> oud nog\n-- \nJoke"
    delsp = parse(mail(b"inza \r\nge\r\n", b"Content-Type: text/plain; format=flowed; delsp=yes"))
    assert delsp.text == "inzage"


def test_from_in_all_its_forms() -> None:
    def senders(*values: bytes) -> ParsedMail:
        return parse(b"".join(b"From: " + value + b"\r\n" for value in values) + b"\r\nhoi")

    assert senders(b"a@b.example", b"c@d.example").defects == ("several_from",)
    assert senders(b"a@b.example, c@d.example").defects == ("several_from",)
    assert senders(b"Jansen, Piet <piet@b.example>").from_ == (Address("Jansen, Piet", "piet@b.example"),)
    assert senders(b"Jansen, Piet <piet@b.example>").defects == ()
    broken = senders(b'@@@ "<<>>" ,;: <>')
    assert broken.sender.email == ""
    assert broken.defects == ("invalid_from",)
    assert senders().defects == ("missing_from",)
    assert senders(b"  ").defects == ("missing_from",)


def test_return_path() -> None:
    assert parse(mail(b"x", b"Return-Path: <>")).return_path == ""
    assert parse(mail(b"x", b"Return-Path: <Joke@Klant.example>")).return_path == "joke@klant.example"
    assert parse(mail(b"x")).return_path is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 23 Nov 2026 10:00:00 +0100 (CET)", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("23 Nov 26 10:00 -0000", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ("Thu, 31 Dec 2099 23:59:60 +1400", datetime(2099, 12, 31, 9, 59, 59, tzinfo=UTC)),
        ("31 Feb 2026 10:00:00 +0100", None),
        ("1 Jan 9999 00:00:00 -9999", None),
        ("1 Jan 0001 00:00:00 +1400", None),
        ("gisteren", None),
        ("", None),
    ],
)
def test_dates(text: str, moment: datetime | None) -> None:
    assert read_date(text) == moment


def test_content_key_is_the_same_by_every_way() -> None:
    one = parse(
        mail(
            b"Ik wil inzage, z\xc3\xa9\xc3\xa9r graag\r\n",
            b"Message-ID: <a@b>",
            b"Content-Type: text/plain; charset=utf-8",
        )
    )
    other = parse(
        b"Return-Path: <x@y.example>\r\nReceived: by elders\r\n"
        + mail(
            b"Ik wil inzage, z=C3=A9=C3=A9r =\r\ngraag\r\n\r\n",
            b"Message-ID: <a@b>",
            b"Content-Type: text/plain; charset=utf-8",
            b"Content-Transfer-Encoding: quoted-printable",
        )
    )
    assert one.sha256 != other.sha256
    assert one.content_key == other.content_key


def test_content_key_differs_with_content_sender_and_attachments() -> None:
    raws = [
        mail(b"Ik wil inzage", b"Message-ID: <a@b>"),
        mail(b"Wis alles", b"Message-ID: <a@b>"),
        mail(b"Wis alles", b"Message-ID: <a@b>").replace(b"joke@", b"bart@"),
        mail(b"Wis alles", b"Message-ID: <a@b>").replace(b"Inzage", b"Anders"),
        mail(b"Wis alles"),
        mail(b"Wis alles", b"Date: Mon, 23 Nov 2026 10:00:00 +0100"),
        multipart(TEXT, PDF),
        multipart(TEXT, PDF, PDF),
        mail(b"x" * 5_000_000 + b"a", b"Message-ID: <a@b>"),
        mail(b"x" * 5_000_000 + b"b", b"Message-ID: <a@b>"),
    ]
    assert len({parse(raw).content_key for raw in raws}) == len(raws)


def test_before_the_headers() -> None:
    for begin in (b"\xef\xbb\xbf", b"\r\n\r\n", b"From joke Mon Nov 23 2026\r\n", b">From joke\n"):
        assert parse(begin + mail()).sender.email == "joke@klant.example"
    old = parse(mail().replace(b"\r\n", b"\r"))
    assert (old.sender.email, old.text) == ("joke@klant.example", "Ik wil inzage.")


def test_header_that_is_none_begins_the_body() -> None:
    parsed = parse(b"From: a@b.example\r\nIk wil inzage\r\nnog een regel\r\n")
    assert parsed.text == "Ik wil inzage\nnog een regel"
    assert parsed.defects == ("broken_headers",)


def test_repeated_headers_are_noted() -> None:
    assert parse(mail(b"x", b"Subject: Anders")).defects == ("repeated_headers",)
    assert parse(mail(b"x", b"Subject: Anders")).subject == "Inzage"
