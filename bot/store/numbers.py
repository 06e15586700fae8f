"""Numbers that people see: AVG-2026-0001 and CB-2026-0001, without gaps in a year."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col


class Counter(SQLModel, table=True):
    """The last number given, per series and year."""

    __tablename__ = "counter"

    series: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


def next_number(session: Session, series: str, year: int) -> str:
    """The next number of a series ("AVG" or "CB"), given back when the caller's transaction rolls back."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = (
        insert(Counter)
        .values(series=series, year=year, last=1)
        .on_conflict_do_update(index_elements=["series", "year"], set_={"last": Counter.last + 1})
        .returning(col(Counter.last))
    )
    last: int = session.execute(statement).scalar_one()
    return f"{series}-{year}-{last:04d}"
