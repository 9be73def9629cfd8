"""Where commands print: answers on stdout (JSON where asked), messages and progress on stderr."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from workshop.domain.content import to_content
from workshop.domain.errors import MediumError
from workshop.words import shown


class Exit(IntEnum):
    """What a command ended with."""

    DONE = 0
    REFUSED = 1
    WRONG_USE = 2


@dataclass(frozen=True, slots=True)
class Console:
    """Prints for one command. `as_json`: stdout carries one JSON document and nothing else."""

    as_json: bool

    def answer(self, content: Any, *lines: str) -> None:
        """Print the answer: as JSON, or as these lines."""
        if self.as_json:
            print(json.dumps(to_content(content), ensure_ascii=False, indent=2))
        else:
            for line in lines:
                print(shown(line))

    def say(self, message: str) -> None:
        """Print a message for the person."""
        print(shown(message), file=sys.stderr, flush=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file the person asked for; raises MediumError where that is impossible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or str(problem)) from problem
