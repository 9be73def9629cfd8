"""Tests: what works and what does not, one test at a time."""
