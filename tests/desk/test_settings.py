"""Settings: what is wrong is told in one line that names the key and the way out, and never a secret."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.desk.settings import Settings, SettingsError, load

ROOT = Path(__file__).parents[2]


def refused(text: str, env_file: Path = Path(".env")) -> list[str]:
    env_file.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as wrong:
        load(env_file)
    return str(wrong.value).splitlines()


@pytest.mark.usefixtures("bare_environment")
def test_with_nothing_set_everything_is_embedded() -> None:
    settings = load()
    assert settings.slack_bot_token is None
    assert (settings.tickets, settings.recordings, settings.balie_language) == ("embedded", "none", "nl")
    assert settings.database == f"sqlite:///{Path('data/balie.db').resolve()}"
    assert settings.http_host_port == ("127.0.0.1", 8025)
    assert settings.zone.key == "Europe/Amsterdam"


WRONG = [
    ("BALIE_LANGUAGE=fr", "'nl' or 'en'"),
    ("BALIE_TIMEZONE=Amsterdam", "use a name like Europe/Amsterdam"),
    ("BALIE_TIMEZONE=../../etc/passwd", "use a name like Europe/Amsterdam"),
    ("BALIE_OFFICE_HOURS=9 to 5", "write them like"),
    (f"BALIE_ORGANISATION={'x' * 81}", "at most 80 characters"),
    ("BALIE_SECRET_KEY=' , '", "use a long random text"),
    ("DATABASE_URL=mysql://a/b", "begin it with sqlite:// or postgresql://"),
    ("DATABASE_URL=balie.db", "begin it with sqlite:// or postgresql://"),
    ("DATABASE_URL=sqlite://data/balie.db", "use sqlite:///PATH"),
    ("DATABASE_URL=sqlite://", "use sqlite:///PATH"),
    ("DATABASE_URL=postgresql://a:b@host:port/db", "the port is not a number"),
    ("HTTP_ADDRESS=8025", "use IP:PORT"),
    ("HTTP_ADDRESS=127.0.0.1", "use IP:PORT"),
    ("HTTP_ADDRESS=127.0.0.1:http", "use IP:PORT"),
    ("HTTP_ADDRESS=127.0.0.1:65536", "use IP:PORT"),
    ("HTTP_ADDRESS=127.0.0.1:8²", "use IP:PORT"),
    ("HTTP_ADDRESS=balie.example.nl:80", "use IP:PORT"),
    ("HEARTBEAT_URL=hc.example/uuid", "begin it with http:// or https://"),
    ("SLACK_API_URL=slack.com/api", "begin it with http:// or https://"),
    ("SLACK_MODE=websocket", "'socket' or 'http'"),
    ("SLACK_CHANNEL_PRIVACY=#privacy", "use the id, like C0123456789"),
    ("SLACK_CHANNEL_SERVICEDESK=C0123456789x", "use the id, like C0123456789"),
    ("SLACK_GROUP_PRIVACY=privacy officers", "use a user group's id like S0123456789"),
    ("SLACK_GROUP_OPERATORS=U0123456789,@jan", "use a user group's id like S0123456789"),
    ("TICKETS=jirra", "'jira'"),
    ("TICKETS_URL=tickets.example", "begin it with http:// or https://"),
    ("MAIL_ADDRESS=privacy", "use one like privacy@example.nl"),
    ("MAIL_ADDRESS=Verdant <privacy@verdant.example>", "use one like privacy@example.nl"),
    ("MAIL_INBOX=pop3://host", "begin it with smtp:// or maildir:// or imap://"),
    ("MAIL_INBOX=smtp://127.0.0.1:abc", "the port is not a number"),
    ("MAIL_INBOX=imap://[::1", "begin it with smtp://"),
    ("MAIL_OUT=mailhost:25", "begin it with smtp:// or smtps://"),
    ("RECORDINGS=tape", "'none', 'folder' or 'freepbx'"),
]


@pytest.mark.usefixtures("bare_environment")
@pytest.mark.parametrize(("line", "way_out"), WRONG, ids=[line[:40] for line, _ in WRONG])
def test_a_wrong_value_gives_one_line_with_the_key_and_the_way_out(line: str, way_out: str) -> None:
    (told,) = refused(line)
    assert told.startswith(f"{line.partition('=')[0]}: ")
    assert way_out in told
    assert "pydantic" not in told


def test_all_that_is_wrong_is_told_at_once(bare_environment: Path) -> None:
    told = refused("BALIE_LANGUAGE=fr\nSLACK_MODE=x\nSLACK_CHANEL_PRIVACY=C0123456789\n")
    assert [line.partition(":")[0] for line in told] == ["SLACK_CHANEL_PRIVACY", "BALIE_LANGUAGE", "SLACK_MODE"]


@pytest.mark.usefixtures("bare_environment")
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("SLACK_BOT_TOKN=x", "SLACK_BOT_TOKN: no such setting; did you mean SLACK_BOT_TOKEN?"),
        ("slack_bot_tokn=x", "slack_bot_tokn: no such setting; did you mean SLACK_BOT_TOKEN?"),
        ("SLAK_BOT_TOKEN=x", "SLAK_BOT_TOKEN: no such setting; did you mean SLACK_BOT_TOKEN?"),
        ("HTTP_SOMETHING_ELSE_ALTOGETHER=x", "HTTP_SOMETHING_ELSE_ALTOGETHER: no such setting; see .env.example"),
        ("BALIE_LANGUAGE_=nl", "BALIE_LANGUAGE_: no such setting; did you mean BALIE_LANGUAGE?"),
    ],
)
def test_a_misspelt_key_is_told(line: str, told: str) -> None:
    assert refused(line) == [told]


@pytest.mark.usefixtures("bare_environment")
def test_keys_of_others_are_left_alone_and_empty_means_the_default() -> None:
    Path(".env").write_text("COMPOSE_PROJECT_NAME=x\nPATH_TO=y\nBALIE_LANGUAGE=\nSLACK_BOT_TOKEN=\nHTTP_ADDRESS=''\n")
    assert load() == load(Path("absent"))


@pytest.mark.usefixtures("bare_environment")
def test_the_mark_that_some_editors_put_in_front_is_no_part_of_the_key() -> None:
    Path(".env").write_bytes(b"\xef\xbb\xbfBALIE_LANGUAGE=en\r\nMAIL_ADDRESS=privacy@a.nl\r\n")
    assert (load().balie_language, load().mail_address) == ("en", "privacy@a.nl")


@pytest.mark.usefixtures("bare_environment")
def test_a_file_that_is_not_utf8_is_told() -> None:
    Path(".env").write_bytes(b"BALIE_ORGANISATION=Caf\xe9\n")
    with pytest.raises(SettingsError, match=r"^\.env: not UTF-8 text; save the file as UTF-8$"):
        load()


@pytest.mark.usefixtures("bare_environment")
def test_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("BALIE_LANGUAGE=en\nBALIE_ORGANISATION=File\n")
    monkeypatch.setenv("BALIE_ORGANISATION", "Environment")
    monkeypatch.setenv("BALIE_LANGUAGE", "")
    settings = load()
    assert settings.balie_organisation == "Environment"
    assert settings.balie_language == "en", "an empty value in the environment does not hide the file's"


SECRETS = [
    "DATABASE_URL=mysql://user:geheim@host/db",
    "DATABASE_URL=postgresql://user:geheim@host:geheim/db",
    "MAIL_OUT=smtp+tls://user:geheim@host",
    "MAIL_OUT=smtps://user:geheim\u2100@host",
    "MAIL_INBOX=imap+ssl://user:geheim@host",
    "MAIL_INBOX=imaps://user:geheim@host:geheim",
    "HEARTBEAT_URL=hc.example/geheim",
    "TICKETS_URL=ftp://user:geheim@host",
    "SLACK_API_URL=geheim",
]


@pytest.mark.usefixtures("bare_environment")
@pytest.mark.parametrize("line", SECRETS)
def test_what_may_hold_a_secret_is_never_repeated(line: str) -> None:
    told = refused(f"{line}\nSLACK_BOT_TOKEN=xoxb-geheim\nSLACK_MODE=x\n")
    assert len(told) == 2
    assert "geheim" not in "\n".join(told)


@pytest.mark.usefixtures("bare_environment")
def test_secrets_do_not_show_when_settings_are_printed() -> None:
    names = [name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)]
    assert len(names) >= 9
    Path(".env").write_text("".join(f"{name.upper()}=smtp://geheim\n" for name in names))
    assert "geheim" not in f"{load()!r} {load()}"


@pytest.mark.usefixtures("bare_environment")
def test_values_that_are_meant() -> None:
    Path(".env").write_text(
        "HTTP_ADDRESS=[::1]:80\nDATABASE_URL=postgresql://u:p@h/db\nBALIE_TIMEZONE=UTC\n"
        "SLACK_GROUP_PRIVACY= U0123456789 , S0123456789,\nSLACK_CHANNEL_PRIVACY=G0123456789\n"
    )
    settings = load()
    assert settings.http_host_port == ("::1", 80)
    assert settings.database == "postgresql+psycopg://u:p@h/db"
    assert settings.slack_group_privacy == ("U0123456789", "S0123456789")
    assert settings.office_hours.zone.key == "UTC"
    Path(".env").write_text("HTTP_ADDRESS=localhost:0\n")
    assert load().http_host_port == ("127.0.0.1", 0)


def test_the_example_holds_exactly_the_settings_and_its_values_are_the_defaults(bare_environment: Path) -> None:
    example = ROOT / ".env.example"
    assert example.is_file(), ".env.example is missing"
    lines = example.read_text("utf-8").splitlines()
    keys = [line.lstrip("# ").partition("=")[0] for line in lines if re.match(r"(# ?)?[A-Z_]+=", line)]
    assert sorted(keys) == sorted(name.upper() for name in Settings.model_fields)
    assert load(example) == load(Path("absent"))


def test_the_command_tells_what_is_wrong_and_ends_with_2(bare_environment: Path) -> None:
    """Once through the front door: no traceback, nothing on standard output, every line a key."""
    Path(".env").write_text("BALIE_LANGUAGE=fr\nSLACK_BOT_TOKN=xoxb-geheim\n")
    done = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "explain", "deadline", "2026-11-24"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["SLACK_BOT_TOKN", "BALIE_LANGUAGE"]
