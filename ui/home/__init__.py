"""Accueil: the jobs, and what waits at each."""
