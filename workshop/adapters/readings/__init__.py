"""One pure file per tool: text in, facts out. Nothing here raises, whatever it is given."""
