"""Engines that wipe one medium each and read it back; they return logs, never verdicts."""
