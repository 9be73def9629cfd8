"""Our kit: one idea a file. Widgets paint themselves from the theme; every word comes in by parameter."""
