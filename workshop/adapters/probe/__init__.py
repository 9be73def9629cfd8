"""Our probe: the report that it writes, the sticks that it comes on, and where reports arrive."""
