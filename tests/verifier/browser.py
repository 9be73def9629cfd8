"""A headless Chromium, driven over its own pipe: one page, asked in JavaScript. No network, no other program."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 120.0
CHOSEN = """globalThis.chosen = new Promise((done) => {
  document.querySelector('FIELD').addEventListener('change', () => setTimeout(done, 0), { once: true });
}); 0"""
SETTLED = """(async () => {
  await globalThis.chosen;
  while (state.working) await new Promise((done) => setTimeout(done, 5));
})()"""
OPTIONS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--accept-lang=fr-FR",
)


def chromium() -> str | None:
    """Return where a Chromium is on this machine."""
    if sys.platform == "win32":  # the pipe is made the POSIX way
        return None
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def _pipe() -> tuple[int, int]:
    """Make a pipe whose ends are out of the way of the two numbers that the browser wants."""
    low = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in low)
    for end in low:
        os.close(end)
    return high[0], high[1]


class Browser:
    """Open one file in a browser of its own; close it and nothing is left."""

    def __init__(self, program: str, folder: Path) -> None:
        theirs_in, self._write = _pipe()
        self._read, theirs_out = _pipe()
        sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
        nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
        self._process = os.posix_spawn(
            program,
            [program, *OPTIONS, *sandbox, f"--user-data-dir={folder}", "about:blank"],
            os.environ,
            file_actions=[*nowhere, (os.POSIX_SPAWN_DUP2, theirs_in, 3), (os.POSIX_SPAWN_DUP2, theirs_out, 4)],
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._waiting = bytearray()
        self._rank = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        try:
            target = self.send("Target.createTarget", url="about:blank")["targetId"]
            self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ("Page", "Runtime", "DOM", "Network"):
                self.send(f"{domain}.enable")
        except AssertionError:
            self._leave()
            raise
        return self

    def __exit__(self, *_problem: object) -> None:
        self._session = ""
        self.send("Browser.close")
        self._leave()

    def _leave(self) -> None:
        os.close(self._write)  # a browser whose pipe is closed ends by itself
        os.close(self._read)
        os.waitpid(self._process, 0)

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command of the DevTools protocol and wait for its answer."""
        self._rank += 1
        message: dict[str, Any] = {"id": self._rank, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        left = memoryview(json.dumps(message).encode() + b"\0")
        while left:
            left = left[os.write(self._write, left) :]
        return self._answer(self._rank)

    def _answer(self, rank: int) -> dict[str, Any]:
        until = time.monotonic() + SECONDS
        while True:
            message = self._message(until)
            if message.get("id") == rank:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result
            self.events.append(message)

    def _message(self, until: float) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            ready, _, _ = select.select([self._read], [], [], max(0.0, until - time.monotonic()))
            chunk = os.read(self._read, 1 << 20) if ready else b""
            assert chunk, "the browser does not answer"
            self._waiting += chunk
        text, _, rest = self._waiting.partition(b"\0")
        self._waiting = rest
        found: dict[str, Any] = json.loads(text)
        return found

    def open(self, page: Path) -> None:
        """Open a file and wait until its scripts have run."""
        self.send("Page.navigate", url=page.resolve().as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self._message(time.monotonic() + SECONDS))
        self.events.clear()

    def ask(self, expression: str) -> Any:
        """Return what an expression (a promise too) comes to."""
        answer = self.send(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def choose(self, field: str, *files: Path) -> None:
        """Put files into a file field, as the person's choice does, and wait until they were looked at."""
        self.ask(CHOSEN.replace("FIELD", field))
        root = self.send("DOM.getDocument")["root"]["nodeId"]
        node = self.send("DOM.querySelector", nodeId=root, selector=field)["nodeId"]
        self.send("DOM.setFileInputFiles", nodeId=node, files=[str(file) for file in files])
        self.settle()

    def settle(self) -> None:
        """Wait until the page has nothing under way."""
        self.ask(SETTLED)

    def size(self, width: int, height: int, **more: Any) -> None:
        """Give the window a size in CSS pixels."""
        known: Mapping[str, Any] = {"deviceScaleFactor": 1, "mobile": False} | more
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, **known)

    def picture(self, file: Path, *, whole: bool = True) -> None:
        """Write what is seen as PNG."""
        shot = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(shot["data"]))
