"""Rules kept as data under resources/: text in, facts of the domain out, all errors at once."""
