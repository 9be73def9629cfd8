"""Ring 3: technology; the adapters do not know one another."""
