"""Modals and the Home tab, as a person sees and works them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final

from tests.driver import screen
from tests.driver.screen import Widget
from tests.driver.waiting import NotSeen, wait_until

if TYPE_CHECKING:
    from tests.driver.person import Person

Json = dict[str, Any]

_MANY: Final = ("checkboxes", "multi_static_select", "multi_external_select")
_VALUE_KEYS: Final = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}


class _Window(ABC):
    """What modals and the Home tab have in common."""

    person: Person

    @property
    @abstractmethod
    def view(self) -> Json:
        """The view as it is now."""

    @property
    def text(self) -> str:
        """All visible words, the title first."""
        view = self.view
        title = screen.flat(view["title"]) if view["type"] == "modal" else ""
        return "\n".join(part for part in (title, screen.flat(view["blocks"])) if part)

    @property
    def widgets(self) -> list[Widget]:
        """Everything that can be worked with."""
        return list(screen.widgets(self.view["blocks"]))

    @property
    def buttons(self) -> list[str]:
        """Words on the buttons among the blocks."""
        return [one.label for one in self.widgets if one.kind == "button"]

    @property
    def labels(self) -> list[str]:
        """Labels of the fields."""
        return [one.label for one in self.widgets if one.kind not in screen.BUTTONS]

    def see(self, words: str) -> None:
        """Wait until these words are there."""
        wait_until(lambda: words in self.text, repr(words), lambda: self.text)

    def click(self, label: str) -> None:
        """Press a button among the blocks."""
        widget = self._find(label, buttons=True)
        self.person.act({"type": "view", "view_id": self.view["id"]}, widget, None, self._on_screen())

    def _on_screen(self) -> dict[str, dict[str, Any]]:
        """What was filled in and not sent yet, as far as its fields are still there."""
        return {}

    def _find(self, label: str, *, buttons: bool = False) -> Widget:
        def look() -> Widget | None:
            fitting = [one for one in self.widgets if (one.kind == "button") is buttons]
            return screen.find_widget(fitting, label)

        return wait_until(look, f"a {'button' if buttons else 'field'} {label!r}", self._show)

    def _show(self) -> str:
        return f"{self.text}\n[{' | '.join(self.buttons)}]\nfields: {self.labels}"


class Modal(_Window):
    """One open modal. What is filled in is sent when it is submitted, or at once where the app wants to hear it."""

    def __init__(self, person: Person, view_id: str) -> None:
        self.person = person
        self.id = view_id
        self._filled: dict[tuple[str, str], Any] = {}

    @property
    def entry(self) -> Json:
        """The modal with its errors. Raises NotSeen when it is closed."""
        for one in self.person.open_views():
            if one["id"] == self.id:
                return dict(one)
        raise NotSeen(
            f"the modal is closed; open are {[screen.flat(one['view']['title']) for one in self.person.open_views()]}"
        )

    @property
    def view(self) -> Json:
        """The view as it is now."""
        found: Json = self.entry["view"]
        return found

    @property
    def is_open(self) -> bool:
        """Whether it is still there."""
        return any(one["id"] == self.id for one in self.person.open_views())

    @property
    def title(self) -> str:
        """The title."""
        return screen.flat(self.view["title"])

    @property
    def errors(self) -> dict[str, str]:
        """Complaints by the label of the field; "" for one about the whole modal."""
        entry = self.entry
        labels = {one.block_id: one.label for one in screen.widgets(entry["view"]["blocks"])}
        return {labels.get(block_id, ""): text for block_id, text in entry["errors"].items()}

    def value(self, label: str) -> object:
        """What stands in a field: a text, a date, the words of the chosen option or options; None when empty."""
        widget = self._find(label)
        state = self.view["state"]["values"].get(widget.block_id, {}).get(widget.action_id, {})
        plain = next((one for key, one in state.items() if key != "type"), None)
        if isinstance(plain, dict):
            return screen.seen(plain["text"]["text"])
        if isinstance(plain, list) and plain and isinstance(plain[0], dict):
            return [screen.seen(one["text"]["text"]) for one in plain]
        return plain

    def options(self, label: str) -> list[str]:
        """The words of a field's options."""
        element = self._find(label).element
        return [screen.seen(one["text"]["text"]) for one in element.get("options") or []]

    def fill(self, label: str, value: str) -> Modal:
        """Type into a text, number, date or time field (dates YYYY-MM-DD, times HH:MM)."""
        widget = self._find(label)
        self._put(widget, value, {_VALUE_KEYS.get(widget.kind, "value"): value})
        return self

    def choose(self, label: str, option: str) -> Modal:
        """Choose one option of a select or radio group; a person by name or a channel by name in such selects."""
        widget = self._find(label)
        if widget.kind in _VALUE_KEYS:
            value: Any = self.person.desk.id_of(option)
            if widget.kind.startswith("multi_"):
                value = [value]
            self._put(widget, value, {_VALUE_KEYS[widget.kind]: value})
            return self
        chosen = widget.option(option)
        if widget.kind in _MANY:
            return self.tick(label, option)
        self._put(widget, chosen["value"], {"selected_option": chosen})
        return self

    def tick(self, label: str, *options: str) -> Modal:
        """Tick exactly these boxes (or these options of a multi select)."""
        widget = self._find(label)
        chosen = [widget.option(one) for one in options]
        self._put(widget, [one["value"] for one in chosen], {"selected_options": chosen})
        return self

    def submit(self) -> Modal:
        """Submit, and expect that it is taken. Fails with what the modal complains about."""
        errors = self.try_submit()
        if errors:
            raise NotSeen(f"the modal was refused: {errors}\n--- on screen ---\n{self._show()}")
        return self

    def try_submit(self) -> dict[str, str]:
        """Submit and return the complaints by label; empty when it was taken."""
        body = {"as": self.person.id, "values": self._on_screen()}
        answer = self.person.api.post(f"views/{self.id}/submit", body)
        if answer["errors"]:
            return self.errors
        if not answer["acked"]:
            raise NotSeen("the app did not acknowledge the submission")
        return {}

    def close(self, *, everything: bool = False) -> None:
        """Close it by its button; ``everything`` is the cross, which closes those below too."""
        self.person.api.post(f"views/{self.id}/close", {"as": self.person.id, "everything": everything})

    def _put(self, widget: Widget, plain: object, action: Json) -> None:
        self._filled[widget.block_id, widget.action_id] = plain
        if not widget.waits_for_submit:
            self.person.act({"type": "view", "view_id": self.id}, widget, action, self._on_screen())

    def _on_screen(self) -> dict[str, dict[str, Any]]:
        there = {(one.block_id, one.action_id) for one in self.widgets}
        values: dict[str, dict[str, Any]] = {}
        for (block_id, action_id), value in self._filled.items():
            if (block_id, action_id) in there:
                values.setdefault(block_id, {})[action_id] = value
        return values


class Home(_Window):
    """The Home tab of the app."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def view(self) -> Json:
        """The view as it is now. Raises NotSeen when nothing was published."""
        found: Json | None = self.person.api.get("home", **{"as": self.person.id})["view"]
        if found is None:
            raise NotSeen("the Home tab is empty")
        return found
