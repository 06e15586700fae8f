"""What can be done with a privacy request: one method an intention, one transaction each."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from bot.alerts.planning import Alerts
from bot.alerts.rungs import case_ladder
from bot.cases import letters
from bot.cases.clock import Deadlines, deadlines_at
from bot.cases.errors import CaseClosed, CaseTaken, NoAddress, TypesUnconfirmed
from bot.cases.holidays import is_provisional
from bot.cases.letters import Letter
from bot.cases.model import Case, CaseMail, CasePerson, CaseState, MailContent, RequestType
from bot.desk.hours import OfficeHours
from bot.desk.languages import Texts
from bot.desk.policy import Policy
from bot.store.database import Change, Store
from bot.store.numbers import next_number
from bot.work.ledger import Ledger

SERIES = "AVG"


@dataclass(frozen=True, slots=True)
class NewCase:
    """A message that opens a case, as it was read."""

    person: CasePerson
    content: MailContent
    types: tuple[str, ...]
    language: str
    flags: tuple[str, ...]
    sender_print: str
    message_id_print: str
    acknowledge: bool


class CaseService:
    """The life of cases."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        alerts: Alerts,
        policy: Policy,
        hours: OfficeHours,
        *,
        channel: str,
        organisation: str,
        mail_address: str,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._alerts = alerts
        self._policy = policy
        self._hours = hours
        self._channel = channel
        self._organisation = organisation
        self._mail_domain = mail_address.rpartition("@")[2]

    def open(self, change: Change, new: NewCase) -> str:
        """Open a case in the caller's transaction; card, ticket and receipt are effects that need not each other."""
        dates = deadlines_at(change.now, self._hours.zone, self._policy.cases.promise_days)
        case = Case(
            number=next_number(change.session, SERIES, dates.received.year),
            types=list(new.types),
            language=new.language,
            received_at=change.now,
            promised=dates.promised,
            steer_by=dates.steer_by,
            statutory=dates.statutory,
            provisional=any(is_provisional(day.year) for day in (dates.promised, dates.steer_by, dates.statutory)),
            flags=list(new.flags),
            sender_print=new.sender_print,
            sealed=self._store.vault.seal(new.person.model_dump_json()),
        )
        change.session.add(case)
        change.session.flush()
        self._keep(change, case, new.content, new.message_id_print, incoming=True)
        change.record("case.opened", case.number, types=list(new.types), steer_by=dates.steer_by.isoformat())
        self._alerts.plan(change, case.number, case_ladder(dates_of(case), self._policy.alerts.case, self._hours))
        self._ledger.emit(change, "slack.card", case.number, self._channel)
        self._ledger.emit(change, "case.ticket", case.number, "ticket")
        if new.acknowledge:
            self._send(
                change, case, letters.write("receipt", case, self._texts(case), self._organisation), automatic=True
            )
        return case.number

    def attach(self, change: Change, number: str, content: MailContent, message_id_print: str) -> None:
        """Add a message to the case that it belongs to, in the caller's transaction."""
        case = self._of(change.session, number)
        self._keep(change, case, content, message_id_print, incoming=True)
        self._follow(change, case, "attached", "intake")

    def confirm_types(self, number: str, user: str, types: tuple[RequestType, ...], once: str) -> None:
        """A person says what the case is about. Raises CaseClosed."""
        with self._store.change(user, once) as change:
            case = self._open_case(change.session, number)
            wanted = [kind.value for kind in types]
            if case.types_confirmed and case.types == wanted:
                return
            case.types, case.types_confirmed = wanted, True
            self._follow(change, case, "confirmed", user, types=",".join(wanted))

    def confirm_proposed(self, number: str, user: str, once: str) -> None:
        """A person says that the proposed types are right. Raises CaseClosed."""
        with self._store.change(user, once) as change:
            case = self._open_case(change.session, number)
            if not case.types_confirmed:
                case.types_confirmed = True
                self._follow(change, case, "confirmed", user, types=",".join(case.types))

    def take(self, number: str, user: str, once: str) -> None:
        """A privacy officer takes the case on; the first one has it. Raises CaseClosed or CaseTaken."""
        with self._store.change(user, once) as change:
            case = self._open_case(change.session, number)
            if case.assignee == user:
                return
            if case.assignee:
                raise CaseTaken(who=case.assignee)
            case.assignee, case.state = user, CaseState.IN_PROGRESS
            self._follow(change, case, "taken", user)

    def look(self, number: str, user: str) -> tuple[Case, CasePerson, list[tuple[CaseMail, MailContent]]]:
        """All of a case for one with the role, what came in first, newest first; the look is in the audit log."""
        with self._store.change(user) as change:
            case = self._of(change.session, number)
            mails = change.session.exec(
                select(CaseMail)
                .where(CaseMail.case_id == case.id)
                .order_by(col(CaseMail.incoming).desc(), col(CaseMail.id).desc())
                .limit(20)
            ).all()
            change.record("case.looked", number)
        return case, self._person(case), [(mail, self._content(mail)) for mail in mails]

    def get(self, number: str) -> Case:
        """The case without anything personal."""
        with self._store.read() as session:
            return session.exec(select(Case).where(Case.number == number)).one()

    def dates(self, number: str) -> Deadlines:
        """The dates of a case with the reasoning behind them."""
        case = self.get(number)
        return deadlines_at(case.received_at, self._hours.zone, self._policy.cases.promise_days)

    def check_answerable(self, number: str) -> Case:
        """The case, when it can be answered now. Raises CaseClosed, TypesUnconfirmed or NoAddress."""
        with self._store.read() as session:
            return self._answerable(session, number)

    def answer(self, number: str, user: str, words: str, once: str) -> None:
        """Send the answer and close the case. Raises CaseClosed, TypesUnconfirmed or NoAddress."""
        with self._store.change(user, once) as change:
            case = self._answerable(change.session, number)
            letter = letters.write("answer", case, self._texts(case), self._organisation, words)
            self._send(change, case, letter, automatic=False)
            self._close(change, case, CaseState.ANSWERED, user)

    def close(self, number: str, user: str, state: CaseState, once: str) -> None:
        """Close without an answer: the person took the request back, or it was none. Raises CaseClosed."""
        with self._store.change(user, once) as change:
            self._close(change, self._open_case(change.session, number), state, user)

    def _close(self, change: Change, case: Case, state: CaseState, user: str) -> None:
        case.state, case.closed_at, case.assignee = state, change.now, case.assignee or user
        self._alerts.withdraw(change, case.number)
        self._follow(change, case, state.value, user)

    def _follow(self, change: Change, case: Case, what: str, user: str, **detail: str) -> None:
        """What every step leaves: an audit line, a fresh card, a line in its thread, and a note in the ticket."""
        change.session.add(case)
        change.record(f"case.{what}", case.number, **detail)
        self._ledger.emit_once(change, "slack.refresh", case.number, self._channel)
        self._ledger.emit(
            change, "slack.line", case.number, self._channel, text=f"case.line.{what}", user=user, **detail
        )
        self._ledger.emit(
            change, "case.note", case.number, "ticket", text=what, user=user, at=change.now.isoformat(), **detail
        )

    def _send(self, change: Change, case: Case, letter: Letter, *, automatic: bool) -> None:
        # The id is made here and kept with the message: an answer to it is then known to belong to this case, and a
        # second attempt at sending carries the same one. Nobody outside can guess it.
        message_id = f"<{uuid.uuid4().hex}@{self._mail_domain}>"
        content = MailContent(sender="", subject=letter.subject, text=letter.text)
        mail = self._keep(
            change,
            case,
            content,
            self._store.vault.fingerprint("message-id", message_id),
            incoming=False,
        )
        self._ledger.emit(
            change, "case.mail", case.number, "sender", mail=mail.id, message_id=message_id, automatic=automatic
        )

    def _keep(
        self, change: Change, case: Case, content: MailContent, message_id_print: str, *, incoming: bool
    ) -> CaseMail:
        if case.id is None:
            raise ValueError("a case must be flushed before its messages")
        mail = CaseMail(
            case_id=case.id,
            incoming=incoming,
            at=change.now,
            message_id_print=message_id_print,
            sealed=self._store.vault.seal(content.model_dump_json()),
        )
        change.session.add(mail)
        change.session.flush()
        return mail

    def _open_case(self, session: Session, number: str) -> Case:
        case = self._of(session, number)
        if not case.state.is_open:
            raise CaseClosed
        return case

    def _answerable(self, session: Session, number: str) -> Case:
        case = self._open_case(session, number)
        if not case.types_confirmed:
            raise TypesUnconfirmed
        if not self._person(case).email:
            raise NoAddress
        return case

    def _of(self, session: Session, number: str) -> Case:
        return session.exec(select(Case).where(Case.number == number).with_for_update()).one()

    def _texts(self, case: Case) -> Texts:
        return Texts(case.language, self._hours.zone)

    def _person(self, case: Case) -> CasePerson:
        return CasePerson.model_validate_json(self._store.vault.open(case.sealed))

    def _content(self, mail: CaseMail) -> MailContent:
        return MailContent.model_validate_json(self._store.vault.open(mail.sealed))


def dates_of(case: Case) -> dict[str, date]:
    """The stored dates of a case by name."""
    return {"promised": case.promised, "steer_by": case.steer_by, "statutory": case.statutory}
