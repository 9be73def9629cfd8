"""The page as a judge: files go in, what it says comes out."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from tests.verifier.browser import Browser
from workshop.resources import resource

PAGE = resource("verifier", "verification.html")
Judged = tuple[str, str]
Flip = tuple[int, int]  # a place, and the bits to turn over there

_TOOLS = """
const unpacked = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const judgedAs = async (bytes, trusted, revoked) => {
  const found = await examined(bytes);
  const { word, reason } = verdictOn(found, trusted.map(plainFingerprint), revoked.map(plainFingerprint));
  return [word, reason];
};
const asked = async (work) => {
  try { return await work(); } catch (problem) { return problem instanceof NotIntact ? problem.message : `${problem}`; }
};
"""


class Judge:
    """Asks the page. Its own buttons and fields are tried elsewhere; here many files go through one start."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def open(self, page: Path = PAGE) -> None:
        """Start afresh, with tools of our own beside the page's."""
        self.browser.open(page)
        self.browser.ask(_TOOLS)

    def verdict(self, pdf: bytes, trusted: Collection[str] = (), revoked: Collection[str] = ()) -> Judged:
        word, reason = self._json(f"judgedAs({_packed(pdf)}, {_written([*trusted])}, {_written([*revoked])})")
        return word, reason

    def flipped(self, pdf: bytes, flips: Iterable[Flip], trusted: str) -> list[Judged]:
        """Judge a file with one byte changed, for each change."""
        self.browser.ask(f"globalThis.whole = {_packed(pdf)}; 0")
        answers = self._json(
            f"""(async () => {{
              const answers = [];
              for (const [place, bits] of {_written(list(flips))}) {{
                whole[place] ^= bits;
                answers.push(await judgedAs(whole, [{_written(trusted)}], []));
                whole[place] ^= bits;
              }}
              return answers;
            }})()"""
        )
        return [(word, reason) for word, reason in answers]

    def asked(self, expression: str, *files: bytes) -> Any:
        """Return what an expression over `bytes` comes to for each file, or the reason why it comes to nothing."""
        listed = ", ".join(_packed(file) for file in files)
        return self._json(
            f"""(async () => {{
              const answers = [];
              for (const bytes of [{listed}]) answers.push(await asked(async () => {expression}));
              return answers;
            }})()"""
        )

    def _json(self, expression: str) -> Any:
        return json.loads(self.browser.ask(f"(async () => JSON.stringify(await {expression}))()"))


def _packed(content: bytes) -> str:
    return f"unpacked('{base64.b64encode(content).decode('ascii')}')"


def _written(content: Any) -> str:
    return json.dumps(content)
