"""The workspace that the sandbox plays: a made-up organisation, its people, channels and user groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["staff", "officer", "manager", "operator"]

TEAM_ID: Final = "T0VERDANT01"
TEAM_NAME: Final = "Verdant"
TEAM_DOMAIN: Final = "verdant"
MAIL_DOMAIN: Final = "verdant.example"

BOT_TOKEN: Final = "xoxb-sandbox"  # noqa: S105 - the sandbox's public token
APP_TOKEN: Final = "xapp-sandbox"  # noqa: S105 - the sandbox's public token
BOT_USER: Final = "U0BALIE0001"
BOT_ID: Final = "B0BALIE0001"
APP_ID: Final = "A0BALIE0001"
BOT_NAME: Final = "balie"

TICKETS_TOKEN: Final = "sandbox"  # noqa: S105 - the sandbox's public token


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the workspace. ``locale`` is an IETF tag as Slack gives it."""

    id: str
    name: str
    role: Role
    locale: str = "nl-NL"

    @property
    def handle(self) -> str:
        """The user name: lower case, without spaces."""
        return self.name.lower().replace(" ", ".")

    @property
    def email(self) -> str:
        """The address at the organisation."""
        return f"{self.handle}@{MAIL_DOMAIN}"

    @property
    def im(self) -> str:
        """The id of the direct-message channel between this person and the bot."""
        return "D" + self.id[1:]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; ``roles`` says whose people are members."""

    id: str
    name: str
    private: bool
    roles: frozenset[Role]
    bot: bool


@dataclass(frozen=True, slots=True)
class UserGroup:
    """A user group (subteam) with its handle and members."""

    id: str
    handle: str
    name: str
    members: tuple[str, ...]


SANNE: Final = Person("U0SANNE0001", "Sanne de Wit", "staff")
YOUSSEF: Final = Person("U0YOUSSEF01", "Youssef Amrani", "staff")
MARIT: Final = Person("U0MARIT0001", "Marit Bos", "officer")
DAAN: Final = Person("U0DAAN00001", "Daan Kuipers", "officer")
KOEN: Final = Person("U0KOEN00001", "Koen Visser", "manager")
ELS: Final = Person("U0ELS000001", "Els Jansma", "manager")
ROBIN: Final = Person("U0ROBIN0001", "Robin Smit", "operator", "en-GB")

PEOPLE: Final[tuple[Person, ...]] = (SANNE, YOUSSEF, MARIT, DAAN, KOEN, ELS, ROBIN)

SERVICEDESK: Final = "C0SERVICEDESK"
PRIVACY: Final = "C0PRIVACY01"
MANAGERS: Final = "C0MANAGERS1"
GENERAL: Final = "C0GENERAL01"

_EVERYONE: Final[frozenset[Role]] = frozenset({"staff", "officer", "manager", "operator"})

CHANNELS: Final[tuple[Channel, ...]] = (
    Channel(SERVICEDESK, "servicedesk", private=False, roles=_EVERYONE, bot=True),
    Channel(PRIVACY, "privacy", private=True, roles=frozenset({"officer", "manager"}), bot=True),
    Channel(MANAGERS, "managers", private=True, roles=frozenset({"manager"}), bot=True),
    Channel(GENERAL, "general", private=False, roles=_EVERYONE, bot=False),
)

GROUP_PRIVACY: Final = "S0PRIVACY01"
GROUP_MANAGERS: Final = "S0MANAGERS1"
GROUP_COACHES: Final = "S0COACHES01"
GROUP_OPERATORS: Final = "S0OPERATORS"

USER_GROUPS: Final[tuple[UserGroup, ...]] = (
    UserGroup(GROUP_PRIVACY, "privacy-officers", "Privacy officers", (MARIT.id, DAAN.id)),
    UserGroup(GROUP_MANAGERS, "managers", "Managers", (KOEN.id, ELS.id)),
    UserGroup(GROUP_COACHES, "coaches", "Coaches", (KOEN.id, YOUSSEF.id)),
    UserGroup(GROUP_OPERATORS, "operators", "Operators", (ROBIN.id,)),
)

SCOPES: Final[frozenset[str]] = frozenset(
    {
        "commands",
        "chat:write",
        "im:write",
        "users:read",
        "users:read.email",
        "usergroups:read",
        "files:write",
        "channels:read",
        "groups:read",
        "channels:history",
        "groups:history",
        "im:history",
    }
)
"""Exactly what Balie's manifest asks for; a method that needs another scope answers missing_scope."""

_EXTRA_NAMES: Final = (
    "Aisha Bakker", "Bram Cornelis", "Carla Dijkstra", "Derk Evers", "Emma Faber", "Fatima Groen", "Gijs Hofman",
    "Hanna Idema", "Ivo Kramer", "Joke Lammers", "Karim Mulder", "Lotte Noor", "Mees Otten", "Nadia Postma",
    "Olaf Quist", "Petra Roos", "Quinten Schaap", "Rosa Timmer", "Stijn Uitham", "Tess Vermeer",
)  # fmt: skip

MOST_EXTRA: Final = len(_EXTRA_NAMES)


def extra_staff(count: int) -> tuple[Person, ...]:
    """The first ``count`` of the extra staff members, U0STAFF0001 and on. Raises ValueError above MOST_EXTRA."""
    if not 0 <= count <= MOST_EXTRA:
        raise ValueError(f"there are at most {MOST_EXTRA} extra people")
    return tuple(
        Person(f"U0STAFF{number:04}", name, "staff") for number, name in enumerate(_EXTRA_NAMES[:count], start=1)
    )
