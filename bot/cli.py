"""The command line: balie run, intake, explain, doctor, manifest, audit, effects."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bot.app import Core

WRONG_SETTINGS = 2
TRY_AGAIN = 75
"""EX_TEMPFAIL of sysexits.h: an MTA keeps the message and offers it again."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Balie keeps the promises of a privacy statement.",
    pretty_exceptions_enable=False,  # they print local variables, and those hold personal data
)
explain = typer.Typer(no_args_is_help=True, help="Show what is read from a mail or ticket, or how dates come about.")
audit = typer.Typer(no_args_is_help=True, help="The audit log.")
effects = typer.Typer(no_args_is_help=True, help="What Balie does outside, and what it gave up.")
app.add_typer(explain, name="explain")
app.add_typer(audit, name="audit")
app.add_typer(effects, name="effects")

Files = Annotated[list[str], typer.Argument(help="Files, or - for standard input.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def main() -> None:
    """The entry of the balie command."""
    app()


@app.command()
def run() -> None:
    """Start Balie and stay until Ctrl-C."""
    import signal
    import threading

    from bot.app import Balie
    from integrations.mail.port import MailError

    with _clear_settings():
        core = _core()
        _migrate(core)
        try:
            balie = Balie(core)
        except ValueError as wrong:
            _fail(str(wrong))
            raise
        try:
            balie.start()
        except MailError as wrong:
            balie.stop()
            _fail(f"MAIL_INBOX: {wrong}")
    # A click's thread gets the processor back after half a millisecond instead of five when another one computes.
    sys.setswitchinterval(0.0005)
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    print(f"Balie: {balie.url}", flush=True)  # noqa: T201  # the one line that a new user looks for
    stop.wait()
    _say("Balie stops; what is under way is finished or taken up at the next start.")
    balie.stop()


@app.command()
def intake(files: Files, as_json: AsJson = False) -> None:
    """Store messages with all that follows from them; opens no port and starts no engine.

    Exit code 75: not stored, try again later.
    """
    from sqlalchemy.exc import SQLAlchemyError

    with _clear_settings():
        core = _core()
        try:
            if not core.is_migrated():
                core.migrate()
            for file in files:
                taken = core.intake.take(_read(file)).to_json(file)
                if as_json:
                    _print_json(taken)
                else:
                    typer.echo(f"{file}: {taken['outcome']} {taken['case'] or ''}".rstrip())
        except SQLAlchemyError as broken:
            _say(f"not stored: the database answered {type(broken).__name__}; try again later")
            raise typer.Exit(TRY_AGAIN) from None


@explain.command("mail")
def explain_mail(files: Files, as_json: AsJson = False) -> None:
    """Show what is read from messages, with the words that decided."""
    from bot.cases.reading import read_mail
    from integrations.mail.mime import parse

    with _clear_settings():
        own = frozenset({_settings().mail_address.lower()})
    for file in files:
        reading = read_mail(parse(_read(file)), own_addresses=own)
        _show(reading.to_json(file), as_json)


@explain.command("ticket")
def explain_ticket(
    file: Annotated[str, typer.Argument(help="A file with one JSON ticket a line, or - for standard input.")],
    as_json: AsJson = False,
    now: Annotated[str, typer.Option(help="The present, as ISO 8601; naive means the desk's zone.")] = "",
) -> None:
    """Show what is read from tickets: {id, subject, text, fields} a line."""
    from datetime import UTC

    from bot.callbacks.reading import read_ticket

    with _clear_settings():
        settings = _settings()
    present = _instant(now, settings.zone) if now else datetime.now(UTC)
    for number, line in enumerate(_read(file).decode("utf-8", "replace").splitlines(), 1):
        if not line.strip():
            continue
        ticket = _ticket_line(file, number, line)
        reading = read_ticket(
            subject=str(ticket.get("subject") or ""), text=str(ticket.get("text") or ""),
            fields=ticket.get("fields") or None, now=present, hours=settings.office_hours,
        )  # fmt: skip
        _show(reading.to_json(ticket.get("id")), as_json)


@explain.command("deadline")
def explain_deadline(
    instants: Annotated[list[str], typer.Argument(help="Dates or instants, ISO 8601.")], as_json: AsJson = False
) -> None:
    """Show the dates that follow from a receipt, with the rule and the holiday behind each."""
    from bot.cases.clock import deadlines_at
    from bot.desk.policy import load

    with _clear_settings():
        settings = _settings()
        policy = load(settings.balie_policy)
    for text in instants:
        received = _instant(text, settings.zone)
        _show(deadlines_at(received, settings.zone, policy.cases.promise_days).to_json(), as_json)


@app.command()
def doctor() -> None:
    """Check every token, scope, channel, mailbox and the ticket system, and say what to do."""
    from bot.doctor import examine

    with _clear_settings():
        core = _core()
    problems = 0
    for finding in examine(core):
        problems += not finding.well
        typer.echo(f"{'ok   ' if finding.well else 'WRONG'} {finding.name}: {finding.what}")
        if finding.remedy:
            typer.echo(f"      -> {finding.remedy}")
    raise typer.Exit(1 if problems else 0)


@app.command()
def manifest(
    public_url: Annotated[str, typer.Option(help="Where Slack reaches Balie, for SLACK_MODE=http.")] = "",
) -> None:
    """Print the Slack app's manifest, to paste into a new app."""
    from bot.chat.manifest import manifest as made
    from bot.desk.languages import Texts

    with _clear_settings():
        settings = _settings()
        over_http = settings.slack_mode == "http"
        if over_http and not public_url.startswith("https://"):
            _fail("--public-url: is needed for SLACK_MODE=http; give the https:// address at which Slack reaches Balie")
    texts = Texts(settings.balie_language, settings.zone)
    typer.echo(json.dumps(made(texts, socket_mode=not over_http, public_url=public_url), indent=2, ensure_ascii=False))


@audit.command("verify")
def audit_verify() -> None:
    """Recompute the chain of the audit log; exit code 1 when a line was changed, added or taken away."""
    from bot.store.audit import verify

    with _clear_settings():
        core = _core()
        _migrate(core)
    with core.store.read() as session:
        verdict = verify(session)
    if verdict.broken_at is None:
        typer.echo(f"{verdict.lines} lines, unbroken; the last hash is {verdict.head}")
        return
    _say(f"broken at line {verdict.broken_at}: {verdict.why}")
    raise typer.Exit(1)


@effects.command("list")
def effects_list() -> None:
    """List the effects that were given up."""
    from bot.work.ledger import dead_letters

    with _clear_settings():
        core = _core()
        _migrate(core)
    with core.store.read() as session:
        for effect in dead_letters(session):
            typer.echo(f"{effect.key} {effect.kind} {effect.subject} {effect.error} after {effect.tries} tries")


@effects.command("retry")
def effects_retry(
    keys: Annotated[
        list[str] | None, typer.Argument(help="Effects like fx-12; none means all that were given up.")
    ] = None,
) -> None:
    """Send effects again that were given up."""
    wanted = [_effect_id(key) for key in keys] if keys else None
    with _clear_settings():
        core = _core()
        _migrate(core)
    with core.store.change("operator") as change:
        count = core.ledger.retry(change, wanted)
    typer.echo(f"{count} sent again")


def _core() -> Core:
    from bot.app import Core
    from bot.desk import logs

    logs.configure()
    return Core(_settings())


def _settings() -> Any:  # noqa: ANN401  # Settings is imported where it is used, so that --help is quick
    from bot.desk.settings import load

    return load()


def _migrate(core: Core) -> None:
    """Bring the tables up to date; a database that cannot be used ends the command with a clear line."""
    from sqlalchemy.exc import OperationalError

    try:
        core.migrate()
    except OperationalError as broken:
        _fail(
            "DATABASE_URL: the database cannot be used "
            f"({type(broken.orig).__name__}); is it running, and are name and password right?"
        )


@contextmanager
def _clear_settings() -> Iterator[None]:
    """Turn wrong settings into one line each and exit code 2."""
    from bot.desk.settings import SettingsError

    try:
        yield
    except SettingsError as wrong:
        _fail(str(wrong))


def _fail(lines: str) -> None:
    _say(lines)
    raise typer.Exit(WRONG_SETTINGS)


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as missing:
        _fail(f"{file}: cannot be read ({missing.strerror})")
        raise


def _ticket_line(file: str, number: int, line: str) -> dict[str, Any]:
    try:
        ticket = json.loads(line)
    except ValueError:
        ticket = None
    if not isinstance(ticket, dict):
        _fail(f"{file}: line {number} is no JSON object; give one ticket a line as {{id, subject, text, fields}}")
    return dict(ticket or {})


def _instant(text: str, zone: Any) -> datetime:  # noqa: ANN401  # a ZoneInfo; see _settings
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        _fail(f"{text!r} is no date or time; write 2026-11-24 or 2026-11-24T09:30+01:00")
        raise
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def _effect_id(key: str) -> int:
    number = key.removeprefix("fx-")
    if not number.isdigit():
        _fail(f"{key!r} is no effect; write it as balie effects list shows it, for example fx-12")
    return int(number)


def _show(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        _print_json(found)
        return
    width = max(map(len, found))
    for key, value in found.items():
        typer.echo(f"{key:>{width}}  {value}")
    typer.echo("")


def _print_json(found: dict[str, Any]) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False))
