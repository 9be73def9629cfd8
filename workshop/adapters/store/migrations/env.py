"""Alembic runs this file; the connection comes from run.py, with its transaction."""

from alembic import context

from workshop.adapters.store.migrations.run import COMPARISON
from workshop.adapters.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    **COMPARISON,
)
with context.begin_transaction():
    context.run_migrations()
