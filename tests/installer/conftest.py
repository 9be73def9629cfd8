"""A small checkout with the real scripts, tiny libraries instead of the real ones, and no network."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
NOBODY = 65534
SYSTEM_PYTHON = "/usr/bin/python3"  # one that every account may run

APPLICATION = '''"""Stands for the command line: says what it was asked, ends as the environment says."""
import os
import sys
import time
from pathlib import Path


def main() -> int:
    print("workshop", *sys.argv[1:], flush=True)
    if os.environ.get("SLOW"):
        Path(os.environ["SLOW"]).touch()
        time.sleep(60)
    return int(os.environ.get("CODE", "0"))
'''
WINDOW = 'import sys\nprint("ui", *sys.argv[1:])\nraise SystemExit(3 if "--break" in sys.argv else 0)\n'
TOOL = '''"""Stands for every checking tool: fails when the environment names it."""
import os
import sys
from pathlib import Path


def main() -> int:
    name = Path(sys.argv[0]).name
    name = Path(sys.argv[0]).parent.name if name == "__main__.py" else name
    print(name, *sys.argv[1:], os.environ.get("QT_QPA_PLATFORM", ""), os.environ.get("QT_IM_MODULE", ""))
    print(f"closing line of {name}")
    return int(name in os.environ.get("FAILING", "").split())
'''
BACKEND = '''"""A build backend in a few lines: the project needs no other to be installed."""
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
INFO = "etabli-0.1.dist-info/"
FILES = {
    "etabli-link.pth": f"{ROOT}\\n",
    INFO + "METADATA": "Metadata-Version: 2.1\\nName: etabli\\nVersion: 0.1\\n",
    INFO + "WHEEL": "Wheel-Version: 1.0\\nGenerator: tests\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    INFO + "entry_points.txt": "[console_scripts]\\nworkshop = workshop:main\\n",
}


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "etabli-0.1-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory) / name, "w") as wheel:
        for path, content in FILES.items():
            wheel.writestr(path, content)
        wheel.writestr(INFO + "RECORD", "".join(f"{path},,\\n" for path in [*FILES, INFO + "RECORD"]))
    return name
'''
PYPROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def write_wheel(folder: Path, name: str, files: Mapping[str, str]) -> str:
    """Write version 1.0 of a library and return its line for a lock, hash included."""
    info = f"{name}-1.0.dist-info/"
    content = {
        **files,
        info + "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        info + "WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if name == "tools":
        scripts = "".join(f"{script} = tool:main\n" for script in ("ruff", "mypy", "lint-imports"))
        content[info + "entry_points.txt"] = "[console_scripts]\n" + scripts
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for inside, text in content.items():
            wheel.writestr(inside, text)
        wheel.writestr(info + "RECORD", "".join(f"{inside},,\n" for inside in [*content, info + "RECORD"]))
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@dataclass(frozen=True)
class Said:
    """How a script ended and what it said."""

    exit_code: int
    told: str
    failures: str


@dataclass(frozen=True)
class Checkout:
    """One small checkout, with the environment its scripts are run in."""

    root: Path
    environment: Mapping[str, str]

    def run(
        self,
        *arguments: str,
        script: str = "run.py",
        user: int | None = None,
        more: Mapping[str, str] | None = None,
    ) -> Said:
        """Run a script to its end; `more` are variables added to its environment."""
        python = sys.executable if user is None else SYSTEM_PYTHON
        ended = subprocess.run(
            [python, str(self.root / "installer" / script), *arguments],
            env={**self.environment, **(more or {})},
            cwd=self.root.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            user=user,
            timeout=120,
            check=False,
        )
        return Said(ended.returncode, ended.stdout, ended.stderr)

    def start(self, *arguments: str, more: Mapping[str, str]) -> subprocess.Popen[str]:
        """Start run.py in a group of its own, as a terminal does: it hears Ctrl+C even where these tests do not."""
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return subprocess.Popen(
                [sys.executable, str(self.root / "installer" / "run.py"), *arguments],
                env={**self.environment, **more},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                start_new_session=True,
            )
        finally:
            signal.signal(signal.SIGINT, before)

    @property
    def lock(self) -> Path:
        return self.root / "installer" / "requirements.lock"

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def log(self) -> str:
        """Return the log of the last run alone."""
        return (self.root / "build" / "installer.log").read_text(encoding="utf-8").rpartition("=====\n")[2]


def wait_for(sign: Path) -> None:
    """Wait until a program has made a file, at most half a minute."""
    deadline = time.monotonic() + 30
    while not sign.exists():
        assert time.monotonic() < deadline, f"{sign} never came"
        time.sleep(0.02)


def small_checkout(folder: Path) -> Checkout:
    """Lay out a checkout in an empty folder that every account may read."""
    root, wheels = folder / "etabli", folder / "wheels"
    shutil.copytree(INSTALLER, root / "installer", ignore=shutil.ignore_patterns("__pycache__", "*.lock"))
    wheels.mkdir()
    runtime = write_wheel(wheels, "brick", {"brick.py": "WEIGHT = 1\n"})
    pytest_in_view = "import sys\nfrom tool import main\nsys.exit(main())\n"
    tools = write_wheel(wheels, "tools", {"tool.py": TOOL, "pytest/__main__.py": pytest_in_view})
    for path, content in {
        "installer/requirements.lock": runtime,
        "installer/test-requirements.lock": runtime + tools,
        "pyproject.toml": PYPROJECT,
        "backend.py": BACKEND,
        "workshop/__init__.py": APPLICATION,
        "ui/__main__.py": WINDOW,
    }.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT") if name in os.environ}
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    return Checkout(root, {**kept, **pip, "LANG": "fr_FR.UTF-8", "PYTHONUTF8": "1"})


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other accounts may enter, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(prefix="etabli-installer-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def checkout(open_folder: Path) -> Checkout:
    """A fresh checkout: nothing was set up in it."""
    return small_checkout(open_folder)


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout where all is set up; tests leave its files as they are."""
    checkout = small_checkout(tmp_path_factory.mktemp("ready"))
    said = checkout.run("--no-system", script="test.py")
    assert said.exit_code == 0, said
    return checkout
