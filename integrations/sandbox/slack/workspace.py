"""People, channels and user groups of the sandbox's workspace, with who is a member of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from integrations.sandbox import world
from integrations.sandbox.slack.errors import SlackError
from integrations.sandbox.slack.shelf import Shelf
from integrations.sandbox.store import Store
from integrations.sandbox.world import Person

Json = dict[str, Any]

_TIMEZONE: Final = {"tz": "Europe/Amsterdam", "tz_label": "Central European Time", "tz_offset": 3600}


@dataclass(frozen=True, slots=True)
class Conversation:
    """A channel, or the direct messages between the bot and one person (then ``person`` is set)."""

    id: str
    name: str
    private: bool
    person: str | None = None

    @property
    def is_im(self) -> bool:
        """Whether these are direct messages."""
        return self.person is not None

    @property
    def kind(self) -> str:
        """channel_type as in message events."""
        if self.is_im:
            return "im"
        return "group" if self.private else "channel"

    def scope(self, what: str) -> str:
        """The scope that reading this conversation needs; ``what`` is "read" or "history"."""
        return {"im": "im", "group": "groups", "channel": "channels"}[self.kind] + ":" + what


class Workspace:
    """Looks people and channels up; refuses like Slack does."""

    def __init__(self, store: Store) -> None:
        self._extra = Shelf(store, "extra_people")
        self._membership = Shelf(store, "membership")
        self.people: dict[str, Person] = {person.id: person for person in world.PEOPLE}
        counted = self._extra.get("count")
        if counted is not None:
            self._add(int(counted["count"]))
        self.channels: dict[str, Conversation] = {
            one.id: Conversation(one.id, one.name, one.private) for one in world.CHANNELS
        }

    def add_staff(self, count: int) -> list[Person]:
        """Makes the first ``count`` extra staff members exist. Raises ValueError when there are not so many."""
        added = self._add(count)
        self._extra.keep("count", {"count": max(count, len(self.people) - len(world.PEOPLE))})
        return added

    def _add(self, count: int) -> list[Person]:
        added = list(world.extra_staff(count))
        self.people.update({person.id: person for person in added})
        return added

    # Membership

    def members(self, channel: Conversation) -> list[str]:
        """Ids of the members of a channel, the bot among them."""
        if channel.person is not None:
            return [channel.person, world.BOT_USER]
        spec = next(one for one in world.CHANNELS if one.id == channel.id)
        usual = [person.id for person in self.people.values() if person.role in spec.roles]
        usual += [world.BOT_USER] if spec.bot else []
        changes = self._membership.get(channel.id) or {}
        return [one for one in usual if changes.get(one, True)] + [
            one for one, present in changes.items() if present and one not in usual
        ]

    def is_member(self, channel: Conversation, user: str) -> bool:
        """Whether the person (or the bot) is in the channel."""
        return user in self.members(channel)

    def set_member(self, channel: Conversation, user: str, present: bool) -> None:
        """Lets somebody join or leave a channel."""
        changes = dict(self._membership.get(channel.id) or {})
        changes[user] = present
        self._membership.keep(channel.id, changes)

    # Conversations

    def conversation(self, channel_id: str) -> Conversation | None:
        """The channel or direct messages with this id, or None."""
        found = self.channels.get(channel_id)
        if found is not None:
            return found
        person = self.people.get("U" + channel_id[1:]) if channel_id.startswith("D") else None
        return None if person is None else self.direct(person)

    @staticmethod
    def direct(person: Person) -> Conversation:
        """The direct messages between the bot and a person."""
        return Conversation(person.im, person.handle, private=True, person=person.id)

    def for_bot(self, channel_id: str) -> Conversation:
        """The channel as the bot knows it. Raises channel_not_found, also for private ones that the bot is not in."""
        found = self.conversation(channel_id)
        if found is None or (found.private and not self.is_member(found, world.BOT_USER)):
            raise SlackError("channel_not_found")
        return found

    def for_posting(self, target: str) -> Conversation:
        """Where the bot may post: a channel that it is in, or a person's direct messages by the user's id."""
        if target in self.people:
            return self.direct(self.people[target])
        by_name = next((one for one in self.channels.values() if "#" + one.name == target), None)
        found = by_name or self.for_bot(target)
        if not self.is_member(found, world.BOT_USER):
            raise SlackError("not_in_channel")
        return found

    def seen_by(self, person: str) -> list[Conversation]:
        """The channels that a person is in."""
        return [one for one in self.channels.values() if self.is_member(one, person)]

    def may_see(self, person: str, channel: Conversation) -> bool:
        """Whether a person may read the channel: members, and everybody for a public one."""
        if channel.is_im:
            return channel.person == person
        return not channel.private or self.is_member(channel, person)

    # JSON forms, as Slack gives them

    def user_json(self, user_id: str, *, locale: bool, email: bool) -> Json:
        """A user object. Raises user_not_found."""
        if user_id == world.BOT_USER:
            return _user(
                user_id, world.BOT_NAME, "Balie", {"bot_id": world.BOT_ID, "api_app_id": world.APP_ID}, bot=True
            )
        person = self.people.get(user_id)
        if person is None:
            raise SlackError("user_not_found")
        user = _user(person.id, person.handle, person.name, {"email": person.email} if email else {}, bot=False)
        if locale:
            user["locale"] = person.locale
        return user

    def channel_json(self, channel: Conversation) -> Json:
        """A conversation object as the bot sees it."""
        shared: Json = {
            "id": channel.id,
            "created": 1_700_000_000,
            "is_archived": False,
            "is_im": channel.is_im,
            "is_org_shared": False,
            "context_team_id": world.TEAM_ID,
            "updated": 1_700_000_000_000,
        }
        if channel.person is not None:
            return shared | {"user": channel.person, "is_user_deleted": False, "is_open": True, "priority": 0}
        return shared | {
            "name": channel.name,
            "name_normalized": channel.name,
            "is_channel": not channel.private,
            "is_group": channel.private,
            "is_mpim": False,
            "is_private": channel.private,
            "is_general": channel.id == world.GENERAL,
            "is_shared": False,
            "is_ext_shared": False,
            "is_member": self.is_member(channel, world.BOT_USER),
            "creator": world.ROBIN.id,
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }


def _user(user_id: str, handle: str, name: str, more: Json, *, bot: bool) -> Json:
    first, _, last = name.partition(" ")
    return {
        "id": user_id,
        "team_id": world.TEAM_ID,
        "name": handle,
        "deleted": False,
        "real_name": name,
        **_TIMEZONE,
        "profile": {
            "real_name": name,
            "real_name_normalized": name,
            "display_name": handle,
            "display_name_normalized": handle,
            "first_name": first,
            "last_name": last,
            "team": world.TEAM_ID,
            **more,
        },
        "is_admin": False,
        "is_owner": False,
        "is_bot": bot,
        "is_app_user": False,
        "updated": 1_700_000_000,
    }
