"""A machine for other people's programs: GLPI's inventory, and our own documented form."""
