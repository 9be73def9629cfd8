"""The first run: one big choice, then the workshop's name and site number, and nothing else."""
