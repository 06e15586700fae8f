"""What Slack shows of a case: never a name, an address or the customer's words outside a modal."""

from __future__ import annotations

from sqlmodel import Session, col, select

from bot.cases.clock import Deadlines
from bot.cases.model import Case, CaseMail, CasePerson, CaseState, MailContent, RequestType
from bot.chat import blocks
from bot.chat.blocks import Block, Message
from bot.chat.text import Safe, clean, link, mention, outside, say
from bot.desk.languages import Texts

_HOME_ROWS = 8
_LONGEST_MESSAGE = 2800
_SHOWN_MESSAGES = 5


class CaseCards:
    """Cards, lines, modals and Home parts of cases."""

    def __init__(self, channel: str) -> None:
        self.channel = channel

    def card(self, session: Session, number: str, texts: Texts) -> Message:
        """The card of a case as it is now."""
        case = session.exec(select(Case).where(Case.number == number)).one()
        state = _state(case, texts)
        rows = [
            (say(texts, "case.card.types" if case.types_confirmed else "case.card.proposed"), _types(case, texts)),
            (say(texts, "card.state"), state),
            (say(texts, "case.card.steer_by"), outside(texts.day(case.steer_by))),
            (say(texts, "case.card.statutory"), _statutory(case, texts)),
            (say(texts, "card.ticket"), _ticket(case, texts)),
            (say(texts, "card.language"), say(texts, f"language.{case.language}")),
        ]
        shown = [blocks.header(texts.say("case.card.title", number=number)), blocks.facts(rows)]
        if case.flags:
            reasons = [say(texts, "flag", reason=_flag(reason, texts)) for reason in case.flags]
            shown.append(blocks.context(say(texts, "case.card.look") + Safe(" ") + Safe("; ").join_with(reasons)))
        shown += [blocks.actions(f"buttons_{place}", *row) for place, row in enumerate(_buttons(case, texts))]
        return Message(say(texts, "case.card.text", number=number, types=_types(case, texts), state=state), shown)

    def summary(self, session: Session, number: str, texts: Texts) -> Safe:
        """One line for an alert."""
        case = session.exec(select(Case).where(Case.number == number)).one()
        return say(
            texts,
            "case.summary",
            number=number,
            types=_types(case, texts),
            promised=texts.day(case.promised),
            state=_state(case, texts),
        )

    def home(self, session: Session, user: str, texts: Texts) -> list[Block]:
        """My cases, soonest first; nothing for those who have none."""
        query = select(Case).where(Case.assignee == user, col(Case.state).in_([CaseState.NEW, CaseState.IN_PROGRESS]))
        mine = session.exec(query.order_by(col(Case.steer_by)).limit(_HOME_ROWS)).all()
        if not mine:
            return []
        lines = [say(texts, "home.line", number=case.number, due=texts.day(case.steer_by)) for case in mine]
        return [blocks.section(say(texts, "home.cases") + Safe("\n") + Safe("\n").join_with(lines))]

    def message_modal(
        self, case: Case, person: CasePerson, mails: list[tuple[CaseMail, MailContent]], texts: Texts
    ) -> Block:
        """All that was written, newest first, for those with the role."""
        rows = [blocks.words(texts.say("case.modal.sender", name=person.name or "—", email=person.email or "—"))]
        for mail, content in mails[:_SHOWN_MESSAGES]:
            way = texts.say(
                "case.modal.incoming" if mail.incoming else "case.modal.outgoing", when=texts.moment(mail.at)
            )
            rows += [
                blocks.divider(),
                blocks.section(outside(way)),
                blocks.words(texts.say("case.modal.subject", subject=clean(content.subject, 300) or "—")),
                blocks.words(content.text[:_LONGEST_MESSAGE].strip() or "—"),
            ]
            if content.attachments:
                names = ", ".join(clean(name, 80) for name in content.attachments[:20])
                rows.append(blocks.words(texts.say("case.modal.attachments", names=names)))
        rows.append(blocks.context(say(texts, "case.modal.audited")))
        return blocks.modal("case_message", case.number, rows, close=texts.say("button.close"))

    def why_modal(self, number: str, dates: Deadlines, texts: Texts) -> Block:
        """How the dates came about: rule, day, and the holiday or weekend in the way."""
        rows = [
            blocks.section(
                say(
                    texts,
                    "case.why.step",
                    field=texts.say(f"case.why.{step.field}"),
                    day=texts.long_day(step.day),
                    rule=step.rule,
                    because=texts.say(f"case.why.because.{step.because.replace(' ', '_')}") if step.because else "",
                )
            )
            for step in dates.trace
        ]
        if dates.provisional:
            rows.append(blocks.context(say(texts, "case.why.provisional")))
        return blocks.modal("case_why", number, rows, close=texts.say("button.close"))

    def types_modal(self, number: str, chosen: list[str], texts: Texts) -> Block:
        """Choose what a case is about."""
        options = [(kind.value, texts.say(f"type.{kind}")) for kind in RequestType]
        field = blocks.choice_input("types", texts.say("case.modal.types"), options, initial=chosen, many=True)
        return blocks.modal(
            "case_types",
            number,
            [field],
            submit=texts.say("button.confirm"),
            close=texts.say("button.cancel"),
            metadata=number,
        )

    def answer_modal(self, number: str, texts: Texts, letter_texts: Texts) -> Block:
        """Write the answer; the closing lines about rights are added by Balie."""
        rows = [
            blocks.text_input(
                "words",
                texts.say("case.modal.words"),
                multiline=True,
                initial=letter_texts.say("case.modal.salutation"),
                hint=texts.say("case.modal.words_hint", language=texts.say(f"language.{letter_texts.language}")),
            )
        ]
        return blocks.modal(
            "case_answer",
            number,
            rows,
            submit=texts.say("button.send"),
            close=texts.say("button.cancel"),
            metadata=number,
        )

    def close_modal(self, number: str, texts: Texts) -> Block:
        """Close without an answer."""
        options = [
            (state.value, texts.say(f"case.close.{state}")) for state in (CaseState.NOT_A_REQUEST, CaseState.WITHDRAWN)
        ]
        rows = [blocks.choice_input("state", texts.say("case.modal.close_because"), options)]
        return blocks.modal(
            "case_close",
            number,
            rows,
            submit=texts.say("button.confirm"),
            close=texts.say("button.cancel"),
            metadata=number,
        )


def _state(case: Case, texts: Texts) -> Safe:
    who = mention(case.assignee) if case.assignee else Safe("—")
    return say(texts, f"case.state.{case.state}", who=who)


def _types(case: Case, texts: Texts) -> Safe:
    return Safe(", ").join_with([say(texts, f"type.{kind}") for kind in case.types])


def _statutory(case: Case, texts: Texts) -> Safe:
    day = outside(texts.day(case.statutory))
    return day + Safe(" ") + say(texts, "case.card.provisional") if case.provisional else day


def _ticket(case: Case, texts: Texts) -> Safe:
    if not case.ticket_number:
        return say(texts, "card.no_ticket")
    return link(case.ticket_url, outside(f"#{case.ticket_number}", 40))


def _flag(reason: str, texts: Texts) -> str:
    return texts.say_or(f"flags.{reason.replace(' ', '_')}", reason)


def _buttons(case: Case, texts: Texts) -> list[list[Block]]:
    number = case.number
    read = blocks.button(texts.say("case.button.read"), "case_read", number)
    why = blocks.button(texts.say("case.button.why"), "case_why", number)
    if not case.state.is_open:
        return [[read, why]]
    first = []
    if not case.types_confirmed:
        first.append(blocks.button(texts.say("case.button.confirm"), "case_confirm", number, "primary"))
    first.append(blocks.button(texts.say("case.button.change"), "case_change", number))
    if not case.assignee:
        first.append(blocks.button(texts.say("case.button.take"), "case_take", number))
    answer = blocks.button(texts.say("case.button.answer"), "case_answer", number)
    close = blocks.button(texts.say("case.button.close"), "case_close", number)
    return [[*first, read, why], [answer, close]]
