"""The workshop's memory on SQLite or PostgreSQL; `opening.open_store` is the way in."""
