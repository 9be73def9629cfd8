"""Effacer: what will be erased, confirmed by its own label; and every wipe of this bench, failures first."""
