"""The words that the two commands understand, and their refusals, in the reader's language."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from .language import chosen_language
from .sentences import RUN_HELP, TEST_HELP, WRONG_USE, Sentence

WRONG_USE_CODE = 2


class Words(argparse.ArgumentParser):
    """A parser that refuses in one sentence and shows a help of ours: argparse speaks only English here."""

    def __init__(self, program: str, explained: Sentence) -> None:
        super().__init__(prog=program, add_help=False, allow_abbrev=False, exit_on_error=False)
        self._explained = explained
        self.add_argument("-h", "--help", action="store_true")
        self.add_argument("--no-system", action="store_true")

    def error(self, message: str) -> NoReturn:
        self.refuse(message)

    def refuse(self, argument: str) -> NoReturn:
        """End the process with exit code 2."""
        sentence = WRONG_USE.with_facts(argument=argument, program=self.prog)
        print(sentence.spoken(chosen_language()), file=sys.stderr)
        sys.exit(WRONG_USE_CODE)

    def read(self, arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
        """Return the options and, untouched, the words that are not ours; show the help where it is asked."""
        try:
            options, others = self.parse_known_args(arguments)
        except argparse.ArgumentError as refused:
            self.refuse(refused.argument_name or refused.message)
        if options.help:
            print(self._explained.spoken(chosen_language()))
            sys.exit(0)
        return options, others


def words_of_run(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return run.py's options and, after a `--`, the words for Établi itself."""
    mine, for_the_application = arguments, list[str]()
    if "--" in arguments:
        place = arguments.index("--")
        mine, for_the_application = arguments[:place], arguments[place + 1 :]
    words = Words("python3 installer/run.py", RUN_HELP)
    words.add_argument("--out", type=Path)
    options, others = words.read(mine)
    if others:
        words.refuse(" ".join(others))
    return options, for_the_application


def words_of_test(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return test.py's options and the words for pytest."""
    words = Words("python3 installer/test.py", TEST_HELP)
    words.add_argument("--long", action="store_true")
    options, others = words.read(arguments)
    return options, [word for word in others if word != "--"]
