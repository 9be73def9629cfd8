"""Setting a reader: the code that teaches, drawn large right where a reader was found not to be set."""
