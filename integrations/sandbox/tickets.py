"""The embedded ticket system over HTTP: the API that Balie uses, and what customers and agents do in the portal.

Faults meet a request before it comes here, in the sandbox's gate.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from integrations.sandbox import world
from integrations.sandbox.desk import Desk
from integrations.sandbox.ticket_book import API_AUTHOR, PAGE, TicketBook
from integrations.sandbox.ticket_model import Change, Draft, FieldValue, Refusal, Requester

Json = dict[str, Any]
Handler = Callable[[Request], Coroutine[Any, Any, Response]]

ROOT: Final = "/tickets/api/v1"

Words = Annotated[str, StringConstraints(max_length=100_000)]
Line = Annotated[str, StringConstraints(max_length=500)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=255, strip_whitespace=True)]
Mark = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)


class RequesterBody(_Body):
    """A customer."""

    name: Line = ""
    email: Line = ""
    phone: Line = ""
    organisation: Line = ""


class CreateBody(_Body):
    """POST /tickets."""

    subject: Line
    text: Words
    queue: Name
    key: Name
    requester: RequesterBody | None = None
    marks: list[Mark] = Field(default_factory=list, max_length=50)
    due: AwareDatetime | None = None


class EntryBody(_Body):
    """POST /tickets/{ref}/entries."""

    text: Words
    public: bool
    key: Name


class PatchBody(_Body):
    """PATCH /tickets/{ref}."""

    status: str | None = None
    owner: Line | None = None
    add_marks: list[Mark] = Field(default_factory=list, max_length=50)
    remove_marks: list[Mark] = Field(default_factory=list, max_length=50)
    due: AwareDatetime | None = None


class PortalTicket(BaseModel):
    """The customer's form."""

    name: Line = ""
    email: Line
    phone: Line = ""
    organisation: Line = ""
    subject: Line
    text: Words
    fields: dict[str, FieldValue] = Field(default_factory=dict)


class PortalEntry(BaseModel):
    """Words of a customer ("customer") or of an agent (their address)."""

    author: Line
    public: bool = True
    text: Words


class PortalStatus(BaseModel):
    """A status set by an agent."""

    status: str


def router(desk: Desk) -> APIRouter:
    """Both sides of the ticket system of one desk."""
    book = TicketBook(desk)
    desk.counts.provide("tickets", book.counts)
    both = APIRouter()
    both.include_router(_api_reading(desk, book))
    both.include_router(_api_writing(desk, book))
    both.include_router(_portal(book))
    return both


def _api_reading(desk: Desk, book: TicketBook) -> APIRouter:
    api = APIRouter(prefix=ROOT, route_class=_route_class(desk))

    @api.get("/ping")
    def ping() -> Json:
        return {"ok": True, "now": desk.clock.now().isoformat(timespec="milliseconds")}

    @api.get("/tickets")
    def find(key: str | None = None, requester: str | None = None) -> Json:
        if key is not None:
            return {"tickets": book.by_key(key)}
        if requester is not None:
            return {"tickets": book.by_requester(requester)}
        raise Refusal(422, "invalid", "key")

    @api.get("/tickets/{ref}")
    def read(ref: str) -> Json:
        return book.get(ref)

    @api.get("/tickets/{ref}/entries")
    def entries(ref: str) -> Json:
        return {"entries": book.entries(ref)}

    @api.get("/changes")
    def changes(
        cursor: str | None = None,
        since: AwareDatetime | None = None,
        limit: Annotated[int, Field(ge=1, le=500)] = PAGE,
    ) -> Json:
        return book.changes(cursor, since, limit)

    @api.get("/agents")
    def agents(email: str) -> Json:
        return {"agents": book.agents(email)}

    return api


def _api_writing(desk: Desk, book: TicketBook) -> APIRouter:
    api = APIRouter(prefix=ROOT, route_class=_route_class(desk))

    @api.post("/tickets")
    def create(body: CreateBody, response: Response) -> Json:
        person = Requester(**body.requester.model_dump()) if body.requester else Requester()
        ticket, made = book.create(
            Draft(body.subject, body.text, body.queue, person, body.key, frozenset(body.marks), body.due)
        )
        response.status_code = 201 if made else 200
        desk.counts.add("tickets", "created" if made else "repeated_keys")
        return ticket

    @api.patch("/tickets/{ref}")
    def update(ref: str, body: PatchBody) -> Json:
        change = Change(body.status, body.owner, frozenset(body.add_marks), frozenset(body.remove_marks), body.due)
        return book.update(ref, change)

    @api.post("/tickets/{ref}/entries")
    def add_entry(ref: str, body: EntryBody, response: Response) -> Json:
        entry, made = book.add_entry(ref, body.text, public=body.public, author=API_AUTHOR, key=body.key)
        response.status_code = 201 if made else 200
        desk.counts.add("tickets", "added" if made else "repeated_keys")
        return entry

    return api


def _portal(book: TicketBook) -> APIRouter:
    portal = APIRouter(prefix="/desk/api", route_class=_PortalRoute)

    def whole(ref: str, ticket: Json, email: str | None) -> Json:
        entries = book.entries(ref, public_only=email is not None)
        return {**(_for_customer(ticket) if email is not None else ticket), "entries": entries}

    @portal.get("/tickets")
    def tickets(email: str | None = None) -> Json:
        """All tickets for agents; with ``email`` those of that customer, as the customer sees them."""
        rows = book.everything() if email is None else book.by_requester(email)[::-1]
        return {"tickets": rows if email is None else [whole(row["ref"], row, email) for row in rows]}

    @portal.post("/tickets", status_code=201)
    def submit(body: PortalTicket) -> Json:
        if "@" not in body.email:
            raise Refusal(422, "invalid", "email")
        person = Requester(body.name, body.email, body.phone, body.organisation)
        ticket, _ = book.create(Draft(body.subject, body.text, requester=person, fields=body.fields))
        return _for_customer(ticket)

    @portal.get("/tickets/{number}")
    def ticket(number: str, email: str | None = None) -> Json:
        """With internal entries for agents; with ``email`` as that customer sees it."""
        ref = book.by_number(number)
        found = book.get(ref)
        if email is not None and found["requester"]["email"] != email.strip().lower():
            raise Refusal(404, "not_found")
        return whole(ref, found, email)

    @portal.post("/tickets/{number}/entries", status_code=201)
    def add(number: str, body: PortalEntry) -> Json:
        ref = book.by_number(number)
        if body.author == "customer":
            entry, _ = book.add_entry(ref, body.text, public=True, author=book.get(ref)["requester"]["email"])
            return entry
        if not book.agents(body.author):
            raise Refusal(422, "invalid", "author")
        entry, _ = book.add_entry(ref, body.text, public=body.public, author=body.author.strip().lower())
        return entry

    @portal.post("/tickets/{number}/status")
    def status(number: str, body: PortalStatus) -> Json:
        return book.update(book.by_number(number), Change(status=body.status))

    return portal


def _for_customer(ticket: Json) -> Json:
    """A ticket without what is the desk's own business."""
    return {name: ticket[name] for name in ticket if name not in ("marks", "key", "owner", "due", "queue", "url")}


async def _answered(handler: Handler, request: Request) -> Response:
    """The handler's answer, with refusals and bad input as JSON that names the field."""
    try:
        return await handler(request)
    except Refusal as refusal:
        return JSONResponse(refusal.as_json(), refusal.status)
    except RequestValidationError as error:
        places = [str(part) for part in error.errors()[0]["loc"] if isinstance(part, str)]
        return JSONResponse({"error": "invalid", "field": places[-1] if len(places) > 1 else "body"}, 422)


class _PortalRoute(APIRoute):
    def get_route_handler(self) -> Handler:
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            return await _answered(handler, request)

        return answer


def _route_class(desk: Desk) -> type[APIRoute]:
    """Routes of the API: they want the token and are counted by name when they succeed."""
    wanted = f"Bearer {world.TICKETS_TOKEN}".encode()

    class ApiRoute(APIRoute):
        def get_route_handler(self) -> Handler:
            handler = super().get_route_handler()

            async def answer(request: Request) -> Response:
                if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), wanted):
                    desk.counts.add("tickets", "unauthorized")
                    return JSONResponse({"error": "unauthorized"}, 401)
                said = await _answered(handler, request)
                desk.counts.add("tickets", self.name if said.status_code < 300 else "refused")
                return said

            return answer

    return ApiRoute
