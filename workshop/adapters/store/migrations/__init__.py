"""The steps from one shape of the database to the next; `HEAD` names the last, so that opening needs no Alembic."""

HEAD = "0012"
