"""views.*: modals and Home tabs."""

from __future__ import annotations

from typing import Any

from integrations.sandbox.slack.blocks import Check, home_view, modal_view
from integrations.sandbox.slack.blocks.views import too_large
from integrations.sandbox.slack.call import Call
from integrations.sandbox.slack.core import Slack
from integrations.sandbox.slack.errors import SlackError
from integrations.sandbox.slack.modals import shown
from integrations.sandbox.slack.posting import parsed

Json = dict[str, Any]


def open_view(slack: Slack, call: Call) -> Json:
    """views.open."""
    view = modal(call.arguments["view"])
    trigger = _trigger(call)
    user, _ = slack.triggers.look(trigger)
    entry = slack.views.open(user, view, slack.moment())
    slack.triggers.use(trigger)
    slack.desk.changed("views", [user])
    return {"view": shown(entry)}


def push(slack: Slack, call: Call) -> Json:
    """views.push: only with a trigger that came from a modal."""
    view = modal(call.arguments["view"])
    trigger = _trigger(call)
    user, below = slack.triggers.look(trigger)
    if below is None:
        raise SlackError("invalid_trigger_id")
    entry = slack.views.push(user, view, slack.moment())
    slack.triggers.use(trigger)
    slack.desk.changed("views", [user])
    return {"view": shown(entry)}


def update(slack: Slack, call: Call) -> Json:
    """views.update, by view_id or external_id; with ``hash`` only when nobody changed the view since."""
    view = parsed(call.arguments["view"], "invalid_arguments")
    view_id, external_id = call.arguments.get("view_id"), call.arguments.get("external_id")
    if not view_id and not external_id:
        raise SlackError("invalid_arguments", ["[ERROR] view_id or external_id is required"])
    entry = slack.views.find(str(view_id)) if view_id else slack.views.by_external_id(str(external_id))
    if entry is None:
        raise SlackError("not_found")
    if entry["view"]["type"] == "home":
        slack.views.publish(entry["user"], home(view), slack.moment())
        slack.desk.changed("home", [entry["user"]])
        return {"view": shown(slack.views.home(entry["user"]) or entry)}
    view = modal(view)
    _same_hash(call, entry)
    slack.views.update(entry, view, slack.moment())
    slack.desk.changed("views", [entry["user"]])
    return {"view": shown(entry)}


def publish(slack: Slack, call: Call) -> Json:
    """views.publish."""
    user = str(call.arguments["user_id"])
    if user not in slack.workspace.people:
        raise SlackError("user_not_found")
    view = home(call.arguments["view"])
    known = slack.views.home(user)
    if known is not None:
        _same_hash(call, known)
    entry = slack.views.publish(user, view, slack.moment())
    slack.desk.changed("home", [user])
    return {"view": shown(entry)}


def modal(value: object) -> Json:
    """A modal, checked. Raises invalid_arguments with what is wrong, or view_too_large."""
    view = parsed(value, "invalid_arguments")
    check = Check()
    if not modal_view(check, view) or not isinstance(view, dict):
        raise SlackError("invalid_arguments", check.messages)
    return _fitting(view)


def home(value: object) -> Json:
    """A Home tab, checked. Raises invalid_arguments with what is wrong, or view_too_large."""
    view = parsed(value, "invalid_arguments")
    check = Check()
    if not home_view(check, view) or not isinstance(view, dict):
        raise SlackError("invalid_arguments", check.messages)
    return _fitting(view)


def _fitting(view: Json) -> Json:
    if too_large(view):
        raise SlackError("view_too_large")
    return view


def _trigger(call: Call) -> str:
    trigger = call.arguments.get("trigger_id") or call.arguments.get("interactivity_pointer")
    if not trigger:
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: trigger_id"])
    return str(trigger)


def _same_hash(call: Call, entry: Json) -> None:
    wish = call.arguments.get("hash")
    if wish and wish != entry["view"]["hash"]:
        raise SlackError("hash_conflict")
