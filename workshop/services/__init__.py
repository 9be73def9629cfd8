"""Ring 2: use cases, one small class per word of the trade."""
