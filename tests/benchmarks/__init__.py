"""Benchmarks that print ratios against a floor measured beside them; never asserted by the tests."""
