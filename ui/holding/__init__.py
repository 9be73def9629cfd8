"""Keeping something where it is, and letting it go on: a donor's data on the donor's word only."""
