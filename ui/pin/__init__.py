"""The manager's PIN: asked for before one act, and for that act only."""
