"""Put the probe onto a USB stick, in a folder of its own: `.venv/bin/python installer/stick/make.py FOLDER`.

What is on the stick then reads a computer that has nothing but Python: the part of the core that reads, and psutil.
Nothing that wipes, prints or opens a database is put there.
"""

import sys
from pathlib import Path

INSTALLER = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(INSTALLER))

from steps.python_version import refuse_old_python  # noqa: E402 — the set-up's own words

refuse_old_python()  # before any line that an old Python could not read

import importlib.util  # noqa: E402 — see above
import os  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import tempfile  # noqa: E402
import tomllib  # noqa: E402
from collections.abc import Iterator  # noqa: E402

from steps.command_line import WRONG_USE_CODE, Words  # noqa: E402
from steps.language import chosen_language  # noqa: E402
from steps.sentences import (  # noqa: E402
    STICK_HELP,
    STICK_IS_READY,
    STICK_IS_UNSIGNED,
    STICK_NO_FOLDER,
    STICK_NO_PSUTIL,
    STICK_NOT_STARTING,
    STICK_REFUSES,
    Sentence,
)

CHECKOUT = INSTALLER.parent
FOLDER, DRAFT, KEY = "etabli-probe", ".etabli-probe.draft", "etabli-probe.key"
ADAPTERS = ("commands", "machine", "probe", "readings")
STEPS = ("__init__.py", "language.py", "python_version.py", "sentences.py")
TRIED_ON = CHECKOUT / "resources" / "machines" / "dell-latitude-5400-healthy"
LONGEST_SECONDS = 120


def main(arguments: list[str]) -> int:
    """Return the exit code: 0 done, 1 refused, 2 wrong use."""
    words = Words("installer/stick/make.py", STICK_HELP)
    words.add_argument("folder", type=Path, nargs="?")
    options, others = words.read(arguments)
    if others:
        words.refuse(" ".join(others))
    if options.folder is None:
        _refuse(STICK_HELP)
        return WRONG_USE_CODE
    stick = options.folder.absolute()
    library = importlib.util.find_spec("psutil")
    if not stick.is_dir():
        return _refuse(STICK_NO_FOLDER.with_facts(folder=stick))
    if library is None or library.origin is None:
        return _refuse(STICK_NO_PSUTIL)
    try:
        said = put_onto(stick, Path(library.origin).parent)
    except OSError as problem:
        return _refuse(STICK_REFUSES.with_facts(reason=problem.strerror or problem))
    if said:
        return _refuse(STICK_NOT_STARTING.with_facts(reason=said))
    _say(STICK_IS_READY)
    if not (stick / KEY).is_file():
        _say(STICK_IS_UNSIGNED.with_facts(folder=stick))
    return 0


def put_onto(stick: Path, psutil: Path) -> str:
    """Put the folder of the probe onto a stick, whole or not at all; return why it does not start, empty: it does."""
    draft, folder = stick / DRAFT, stick / FOLDER
    try:
        shutil.rmtree(draft, ignore_errors=True)
        for source, place in contents(psutil):
            (draft / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, draft / place)  # a stick's file system keeps no rights
        _name(draft)
        said = tried(draft)
        if not said:
            if folder.exists():
                shutil.rmtree(folder)
            draft.rename(folder)
            if hasattr(os, "sync"):
                os.sync()
        return said
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def contents(psutil: Path) -> Iterator[tuple[Path, Path]]:
    """List what goes onto a stick: each file, and its place in the folder of the probe."""
    core = CHECKOUT / "workshop"
    for file in _plain_files(core):
        place = file.relative_to(core)
        if place.parts[0] != "adapters" or len(place.parts) == 2 or place.parts[1] in ADAPTERS:  # noqa: PLR2004
            yield file, "workshop" / place
    for file in _plain_files(psutil):
        yield file, Path("libraries", "psutil", file.relative_to(psutil))
    for licence in sorted(psutil.parent.glob("psutil-*.dist-info/**/LICENSE*")):
        yield licence, Path("libraries", "psutil", licence.name)
    for file in _plain_files(CHECKOUT / "resources" / "locale"):
        if file.suffix == ".mo":
            yield file, file.relative_to(CHECKOUT)
    for name in STEPS:
        yield INSTALLER / "steps" / name, Path("steps", name)
    yield INSTALLER / "stick" / "probe.py", Path("probe.py")
    yield CHECKOUT / "LICENSE", Path("LICENSE")


def tried(folder: Path) -> str:
    """Read a recorded machine with what is on a stick, and with nothing else; return what went wrong, if anything."""
    with tempfile.TemporaryDirectory(prefix="etabli-stick-") as place:
        wanted = ("--machine", TRIED_ON, "--out", Path(place, "report"))
        command = [sys.executable, "-I", "-S", folder / "probe.py", *wanted]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return f"{LONGEST_SECONDS} s"
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]


def _plain_files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.endswith((".pyc", ".pyo")):
            yield file


def _name(folder: Path) -> None:
    """Say which version is on a stick, so that its reports say it too."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    told = folder / f"{project['name']}-{project['version']}.dist-info" / "METADATA"
    told.parent.mkdir()
    told.write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", "utf-8")


def _say(sentence: Sentence) -> None:
    print(sentence.spoken(chosen_language()))


def _refuse(sentence: Sentence) -> int:
    print(sentence.spoken(chosen_language()), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
