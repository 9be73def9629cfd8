"""Entrée: a donor's lot comes in, machine by machine, each with its label."""
