"""The command line as a test calls it: an exit code, what was printed, what was said on the error stream."""

from __future__ import annotations

from collections.abc import Callable

Command = Callable[..., tuple[int, str, str]]


def in_plain_signs(command: Command, *, errors_too: bool = False) -> Command:
    """Give the same with plain spaces and apostrophes, as tests write them."""

    def plainly(*arguments: object) -> tuple[int, str, str]:
        code, out, err = command(*arguments)
        return code, _plain(out), _plain(err) if errors_too else err

    return plainly


def _plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ").replace("’", "'")
