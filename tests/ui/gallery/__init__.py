"""Pages composed from the kit, as the screens are, to look at and to test: `python -m tests.ui.gallery --out DIR`."""
