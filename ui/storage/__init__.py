"""Ranger / Chercher: places and their labels, machines put into them, counted there, and found again by anything."""
