"""Migrations, inside a transaction that the caller opened: a step that fails leaves the database as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeEngine


def _types_differ(
    context: MigrationContext, _old: object, _new: object, old: TypeEngine[Any], new: TypeEngine[Any]
) -> bool:
    """Compare types as they are written; Alembic's own comparison does not see through a TypeDecorator."""
    return old.compile(context.dialect) != new.compile(context.dialect)


COMPARISON: dict[str, Any] = {"compare_type": _types_differ, "compare_server_default": True, "render_as_batch": True}


class NewerError(Exception):
    """The database was written by a newer version: its revision is not among ours."""


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, which no file holds."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def upgrade(connection: Connection, target: str = "head") -> None:
    """Bring a database to a revision, an empty one included."""
    config = configuration(connection)
    revision = _revision(connection)
    if revision is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(revision)
        except CommandError as error:
            raise NewerError(revision) from error
    command.upgrade(config, target)
    _check_references(connection)


def downgrade(connection: Connection, target: str = "base") -> None:
    """Bring a database back to a revision."""
    command.downgrade(configuration(connection), target)
    _check_references(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _check_references(connection: Connection) -> None:
    """Find references that a rebuilt table broke: SQLite migrates with foreign keys off, or it would lose rows."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise IntegrityError(None, None, ValueError(f"{broken[0]} {broken[1]} refers to nothing in {broken[2]}"))
