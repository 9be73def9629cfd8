"""Ring 1: facts and rules; the standard library only."""
