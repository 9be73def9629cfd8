from __future__ import annotations

import os
import shutil
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from installer.steps.system_packages import BENCH_PACKAGES, WINDOW_PACKAGES, line_to_run, names_in, venv_package
from tests.installer.conftest import NOBODY, SYSTEM_PYTHON, Checkout, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="apt is Debian's")
as_root = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="plays root and nobody")

PROGRAMS = {
    "dpkg": '[ "$1" = --configure ] && rm "$MACHINE/cut-short"; echo amd64',
    "dpkg-query": 'cat "$MACHINE/installed"',
    # install: what the lists name is installed; anything else is unknown, in apt's own words
    "apt-get": """
        echo "$*" >> "$MACHINE/asked"
        [ -n "$APT_BREAKS" ] && { echo "Failed to fetch"; exit 100; }
        if [ "$2" != --simulate ]; then
            [ -e "$MACHINE/cut-short" ] && { echo "E: ... you must manually run 'dpkg --configure -a' ..."; exit 100; }
            [ -n "$SLOW" ] && { touch "$SLOW"; sleep 1; touch "$SLOW.whole"; }
        fi
        case "$*" in *update*) cp "$MACHINE/archive" "$MACHINE/lists"; exit 0;; esac
        code=0
        for name in "$@"; do
            case "$name" in -*|install|DPkg*) continue;; esac
            grep -qx "$name" "$MACHINE/lists" || { echo "E: Unable to locate package $name"; code=100; continue; }
            [ "$2" = --simulate ] || printf 'installed\\tamd64\\t%s\\t\\n' "$name" >> "$MACHINE/installed"
        done
        exit $code
    """,
}
ORDINARY = ("sh", "env", "cat", "cp", "grep", "rm", "sleep", "touch", "true")


@dataclass(frozen=True)
class Machine:
    """A machine with a fake dpkg and apt: what is installed, and what the archive holds."""

    folder: Path
    environment: dict[str, str]

    def asked(self) -> list[str]:
        """Return the calls of apt-get, simulations left out, oldest first."""
        file = self.folder / "asked"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [line for line in lines if "--simulate" not in line]

    def add(self, name: str, script: str) -> None:
        program = self.folder / "bin" / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)


@pytest.fixture
def machine(open_folder: Path) -> Machine:
    folder = open_folder / "machine"
    (folder / "bin").mkdir(parents=True)
    folder.chmod(0o777)
    for name in ORDINARY:
        (folder / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    machine = Machine(folder, {"PATH": str(folder / "bin"), "MACHINE": str(folder)})
    for name, script in PROGRAMS.items():
        machine.add(name, script)
    everything = "".join(
        f"{name}\n" for name in (*WINDOW_PACKAGES, *BENCH_PACKAGES, f"python3.{sys.version_info[1]}-venv")
    )
    for file, content in {"installed": "", "lists": everything, "archive": everything}.items():
        (folder / file).write_text(content, encoding="utf-8")
        (folder / file).chmod(0o666)
    return machine


def installed(*names: str) -> str:
    return "".join(f"installed\tamd64\t{name}\t\n" for name in names)


def stop_after_the_packages(checkout: Checkout) -> None:
    """End the set-up where the second step would begin."""
    (checkout.root / "installer" / "steps" / "virtual_environment.py").write_text(
        "from .setup import Stopped\nfrom .sentences import READY\n\n\nclass VirtualEnvironment:\n"
        "    def __init__(self, setup):\n        pass\n\n    def provide(self):\n        raise Stopped(READY)\n",
        encoding="utf-8",
    )


def test_a_provided_name_counts_as_installed_and_a_foreign_one_does_not() -> None:
    listing = (
        "installed\tamd64\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.84.4-3), libglib2.0-other:any\n"
        "installed\ti386\tlibgl1\t\n"
        "config-files\tamd64\tnwipe\t\n"
        "installed\tall\txkb-data\t\n"
    )
    assert names_in(listing, "amd64") == {"libglib2.0-0t64", "libglib2.0-0", "libglib2.0-other", "xkb-data"}


def test_the_package_for_environments_follows_the_python_that_runs() -> None:
    assert venv_package((3, 13), has_ensurepip=False) == ("python3.13-venv",)
    assert venv_package((3, 11), has_ensurepip=True) == ()


def test_the_line_to_run_is_one_line_for_a_shell() -> None:
    line = line_to_run(["libgl1", "nwipe"])
    assert "\n" not in line
    assert line.startswith(
        ("sudo sh -c 'apt-get update && apt-get install", "su - -c 'apt-get update && apt-get install")
    )
    assert line.endswith("libgl1 nwipe'")


@as_root
def test_root_installs_only_what_is_missing_and_asks_nothing_the_second_time(
    checkout: Checkout, machine: Machine
) -> None:
    stop_after_the_packages(checkout)
    (machine.folder / "installed").write_text(installed(*WINDOW_PACKAGES), encoding="utf-8")
    said = checkout.run(more=machine.environment)
    assert "1/4 Outils du système… prêt." in said.told
    assert [line.partition(" install ")[2] for line in machine.asked()] == [" ".join(BENCH_PACKAGES)]
    checkout.run(more=machine.environment)
    assert len(machine.asked()) == 1


@as_root
def test_missing_lists_are_fetched_first(checkout: Checkout, machine: Machine) -> None:
    stop_after_the_packages(checkout)
    (machine.folder / "lists").write_text("", encoding="utf-8")
    said = checkout.run(more=machine.environment)
    assert "1/4 Outils du système… prêt." in said.told
    assert [line.split()[0] for line in machine.asked()] == ["update", "-y"]


@as_root
def test_a_package_that_the_archive_lacks_does_not_keep_the_others_away(checkout: Checkout, machine: Machine) -> None:
    stop_after_the_packages(checkout)
    archive = (machine.folder / "archive").read_text(encoding="utf-8").replace("nwipe\n", "")
    for file in ("archive", "lists"):
        (machine.folder / file).write_text(archive, encoding="utf-8")
    said = checkout.run(more=machine.environment)
    assert "Paquets qui n’ont pas pu être installés\N{NO-BREAK SPACE}: nwipe." in said.told
    assert "1/4 Outils du système… incomplet." in said.told
    present = names_in((machine.folder / "installed").read_text(encoding="utf-8"), "amd64")
    assert present == {*WINDOW_PACKAGES, *BENCH_PACKAGES} - {"nwipe"}


@as_root
def test_an_installation_that_was_cut_short_before_us_is_finished_first(checkout: Checkout, machine: Machine) -> None:
    stop_after_the_packages(checkout)
    (machine.folder / "cut-short").touch()
    said = checkout.run(more=machine.environment)
    assert "1/4 Outils du système… prêt." in said.told
    assert not (machine.folder / "cut-short").exists()


@as_root
def test_ctrl_c_lets_an_installation_end_by_itself(checkout: Checkout, machine: Machine) -> None:
    sign = machine.folder / "sign"
    running = checkout.start(more={**machine.environment, "SLOW": str(sign)})
    wait_for(sign)
    os.killpg(running.pid, signal.SIGINT)
    told, failures = running.communicate(timeout=30)
    assert (machine.folder / "sign.whole").exists()
    assert "finit ce qu’elle a commencé" in told
    assert failures.startswith("Interrompu à votre demande")
    assert running.returncode == 130


@as_root
def test_without_network_apt_is_tried_twice_and_the_set_up_goes_on(checkout: Checkout, machine: Machine) -> None:
    said = checkout.run(more={**machine.environment, "APT_BREAKS": "1"})
    assert "1/4 Outils du système… incomplet." in said.told
    assert "2/4 Environnement Python… prêt." in said.told
    assert [line.split()[0] for line in machine.asked()] == ["-y", "update", "-y"]
    assert said.exit_code == 0


def test_the_system_is_left_alone_when_asked(ready: Checkout, machine: Machine) -> None:
    said = ready.run("--no-system", more=machine.environment)
    assert "1/4 Outils du système… laissé de côté (--no-system)." in said.told
    assert machine.asked() == []


def test_a_system_without_apt_is_told_what_to_look_for(ready: Checkout, machine: Machine) -> None:
    (machine.folder / "bin" / "apt-get").unlink()
    said = ready.run(more=machine.environment)
    assert "Ce système n’a pas apt." in said.told
    assert "smartmontools" in said.told
    assert said.exit_code == 0


@as_root
@pytest.mark.skipif(not Path(SYSTEM_PYTHON).exists(), reason="no Python that nobody may run")
def test_an_account_that_cannot_be_root_is_given_one_line_and_goes_on(checkout: Checkout, machine: Machine) -> None:
    stop_after_the_packages(checkout)
    shutil.chown(checkout.root, NOBODY)
    said = checkout.run(user=NOBODY, more=machine.environment)
    (line,) = [line for line in said.told.splitlines() if line.startswith("    ")]
    assert line.startswith("    su - -c 'apt-get update && apt-get install -y")
    assert "La mise en place continue avec ce qui est là." in said.told
    assert "1/4 Outils du système… incomplet." in said.told
    assert machine.asked() == []


@as_root
@pytest.mark.skipif(not Path(SYSTEM_PYTHON).exists(), reason="no Python that nobody may run")
def test_sudo_is_used_where_it_asks_for_no_password(checkout: Checkout, machine: Machine) -> None:
    stop_after_the_packages(checkout)
    machine.add("sudo", 'echo "$*" >> "$MACHINE/sudo"\n[ "$1" = -n ] || exit 1\nshift\nexec "$@"')
    shutil.chown(checkout.root, NOBODY)
    said = checkout.run(user=NOBODY, more=machine.environment)
    assert "1/4 Outils du système… prêt." in said.told
    through_sudo = (machine.folder / "sudo").read_text(encoding="utf-8").splitlines()
    assert through_sudo[0] == "-n true"
    assert all("DEBIAN_FRONTEND=noninteractive" in line for line in through_sudo[1:])


@as_root
@pytest.mark.skipif(not Path(SYSTEM_PYTHON).exists(), reason="no Python that nobody may run")
def test_a_sudo_that_wants_a_password_is_not_waited_for_without_a_terminal(
    checkout: Checkout, machine: Machine
) -> None:
    stop_after_the_packages(checkout)
    machine.add("sudo", "exit 1")
    shutil.chown(checkout.root, NOBODY)
    said = checkout.run(user=NOBODY, more=machine.environment)
    assert "    sudo sh -c 'apt-get update && apt-get install -y" in said.told
    assert machine.asked() == []
