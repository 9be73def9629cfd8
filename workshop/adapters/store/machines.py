"""What is counted of machines beyond equal fields."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, func, select

from workshop.adapters.store.tables import MACHINE

# Times are texts, and a whole second is written without a fraction: 08:00:00Z stands after 08:00:00.5Z.
_SINCE = select(func.count()).where(
    MACHINE.c.received_at >= bindparam("since"), MACHINE.c.received_at != bindparam("whole_second_before")
)


def received_since(connection: Connection, moment: datetime) -> int:
    """Count the machines that were received at or after a moment."""
    since = moment.astimezone(UTC).replace(tzinfo=None)
    before = f"{since.replace(microsecond=0).isoformat()}Z" if since.microsecond else ""
    values = {"since": since.isoformat(), "whole_second_before": before}
    return int(connection.execute(_SINCE, values).scalar_one())
