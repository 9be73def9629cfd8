"""Triggers that refuse to change or take away what stands for ever, whoever writes: this program or another.

A migration that makes a guarded table anew loses its triggers with it: `protect` belongs at its end.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Guard:
    """What stands for ever in a table: nothing is deleted, and these columns (none named: all) do not change."""

    table: str
    columns: tuple[str, ...] = ()
    changes: str = ""  # instead: the condition on OLD and NEW under which a change is refused
    only_delete: bool = False


GUARDS = (
    Guard("event"),
    Guard("fact"),
    Guard("document"),
    Guard("document_file"),
    Guard("scan"),
    Guard("scan_answer"),
    Guard("code", columns=("code", "subject", "ending", "issued_at")),
    Guard("counter", changes="NEW.value <= OLD.value OR NEW.name <> OLD.name"),
    Guard("workshop", changes="NEW.code <> OLD.code OR NEW.site <> OLD.site OR NEW.sample <> OLD.sample"),
    Guard("person", only_delete=True),
)
_REFUSE = "refuse_change"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {_REFUSE}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is written in %% stands for ever', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def protect(connection: Connection) -> None:
    """Put the triggers on the tables."""
    on_sqlite = connection.dialect.name == "sqlite"
    if not on_sqlite:
        connection.exec_driver_sql(_FUNCTION)
    for guard in GUARDS:
        for statement in _sqlite(guard) if on_sqlite else _postgresql(guard):
            connection.exec_driver_sql(statement)


def unprotect(connection: Connection) -> None:
    """Take the triggers away, for a migration."""
    on_sqlite = connection.dialect.name == "sqlite"
    for guard in GUARDS:
        for act in _acts(guard, on_sqlite=on_sqlite):
            where = "" if on_sqlite else f' ON "{guard.table}"'
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_name(guard, act)}{where}")
    if not on_sqlite:
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {_REFUSE}()")


def _acts(guard: Guard, *, on_sqlite: bool) -> tuple[str, ...]:
    acts = ("delete",) if on_sqlite else ("delete", "truncate")
    return acts if guard.only_delete else (*acts, "update")


def _name(guard: Guard, act: str) -> str:
    return f"{guard.table}_no_{act}"


def _when(guard: Guard, act: str) -> str:
    return f" WHEN ({guard.changes})" if act == "update" and guard.changes else ""


def _on(guard: Guard, act: str) -> str:
    of = f" OF {', '.join(guard.columns)}" if act == "update" and guard.columns else ""
    return f'BEFORE {act.upper()}{of} ON "{guard.table}"'


def _sqlite(guard: Guard) -> list[str]:
    sentence = f"what is written in {guard.table} stands for ever"
    return [
        f"CREATE TRIGGER {_name(guard, act)} {_on(guard, act)}{_when(guard, act)}"
        f" BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        for act in _acts(guard, on_sqlite=True)
    ]


def _postgresql(guard: Guard) -> list[str]:
    return [
        f"CREATE TRIGGER {_name(guard, act)} {_on(guard, act)}"
        f" FOR EACH {'STATEMENT' if act == 'truncate' else 'ROW'}{_when(guard, act)} EXECUTE FUNCTION {_REFUSE}()"
        for act in _acts(guard, on_sqlite=False)
    ]
