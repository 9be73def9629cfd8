"""Reads a whole machine: runs the tools in parallel and hands what they say to `readings`."""

from workshop.adapters.machine.reader import MachineReader

__all__ = ["MachineReader"]
