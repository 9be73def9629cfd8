"""Each screen in three pictures."""
