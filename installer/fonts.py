"""Prepare the fonts of `resources/fonts/` from the published ones: `python installer/fonts.py [--check]`.

The licence (SIL OFL 1.1, no reserved name) allows changed copies under the same licence; its text stays beside them.

1. Upstream lacks the narrow no-break space, the hair space and the no-break hyphen: Qt then borrows another font and
   the line grows, a PDF gets an empty box. They are given the thin space's and the hyphen's glyphs.
2. A second cut, named « … Tab », has tabular digits by default, for PDF and labels, whose engine ignores OpenType
   features.

The same input gives the same bytes; `--check` prepares them again and compares.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path

from fontTools.ttLib import TTFont

PACKAGE = "@expo-google-fonts/atkinson-hyperlegible-next@0.4.1"
FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
LICENCE = ("package/LICENSE_FONT", "aca6a428580965d2297d1b718042dd427c2a9443ece3b0d02d758e161e0c4030")
WEIGHTS: Mapping[str, tuple[str, str]] = {
    "Regular": (
        "package/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
        "60f8c1a1b2e7da47ff7af95c3e5b5b1232ca5b3771e93eb587784f08fb1e6650",
    ),
    "Bold": (
        "package/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf",
        "4ba7415b7095e546720446b6d47daa95d6f482d9fd40c729793e21d67cc9f366",
    ),
}
# the character that is missing, and the one whose glyph it borrows
BORROWED = {
    0x200A: 0x2009,  # hair space ← thin space
    0x202F: 0x2009,  # narrow no-break space ← thin space
    0x2011: 0x002D,  # no-break hyphen ← hyphen
}
DIGITS = range(0x30, 0x3A)
FAMILY_NAMES = (1, 4, 16)  # name table: family, full name, typographic family
UNIQUE_NAME, POSTSCRIPT_NAME = 3, 6


def main() -> int:
    """Write the fonts, or compare them with what is there when asked to `--check`."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        made.mkdir()
        prepare(fetch(Path(folder)), made)
        if "--check" in sys.argv[1:]:
            return check(made)
        FONTS.mkdir(parents=True, exist_ok=True)
        for file in sorted(made.iterdir()):
            (FONTS / file.name).write_bytes(file.read_bytes())
            print(f"{file.name}: {file.stat().st_size} bytes")
    return 0


def fetch(folder: Path) -> Path:
    """Ask the npm registry for the published package and unpack the three files we use."""
    subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", str(folder), PACKAGE], check=True, stdout=subprocess.DEVNULL
    )
    archive = next(folder.glob("*.tgz"))
    with tarfile.open(archive) as package:
        for name, sha256 in (LICENCE, *WEIGHTS.values()):
            package.extract(name, folder, filter="data")
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sha256:
                raise SystemExit(f"{name} is not the file this script was written for")
    return folder


def prepare(source: Path, target: Path) -> None:
    """Write both cuts of both weights, and the licence, into `target`."""
    (target / "OFL.txt").write_bytes((source / LICENCE[0]).read_bytes())
    for weight, (name, _) in WEIGHTS.items():
        font = TTFont(source / name, recalcTimestamp=False)
        borrow(font)
        font.save(target / f"AtkinsonHyperlegibleNext-{weight}.ttf")
        make_tabular(font)
        rename(font)
        font.save(target / f"AtkinsonHyperlegibleNextTab-{weight}.ttf")


def unicode_maps(font: TTFont) -> list[dict[int, str]]:
    """Return the character → glyph tables of one font."""
    tables = (table.cmap for table in font["cmap"].tables if table.isUnicode())
    return list({id(characters): characters for characters in tables}.values())  # one table may be there twice


def borrow(font: TTFont) -> None:
    """Give the missing characters a glyph that looks right."""
    best = font.getBestCmap()
    for characters in unicode_maps(font):
        characters.update({missing: best[lender] for missing, lender in BORROWED.items()})


def make_tabular(font: TTFont) -> None:
    """Make the digits that the feature `tnum` would choose the plain ones."""
    substitutions = font["GSUB"].table
    wanted = {
        index
        for record in substitutions.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    tabular: dict[str, str] = {}
    for index in sorted(wanted):
        for subtable in substitutions.LookupList.Lookup[index].SubTable:
            tabular.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    for characters in unicode_maps(font):
        characters.update({digit: tabular[characters[digit]] for digit in DIGITS})


def rename(font: TTFont) -> None:
    """Name the tabular cut, so that both can be used side by side."""
    names = font["name"]
    for record in list(names.names):
        text = str(record)
        if record.nameID in FAMILY_NAMES:
            text = text.replace("Hyperlegible Next", "Hyperlegible Next Tab")
        elif record.nameID in (UNIQUE_NAME, POSTSCRIPT_NAME):
            text = text.replace("HyperlegibleNext", "HyperlegibleNextTab")
        names.setName(text, record.nameID, record.platformID, record.platEncID, record.langID)


def check(made: Path) -> int:
    """Say which shipped file differs from what the script makes."""
    different = [f.name for f in sorted(made.iterdir()) if not same(f, FONTS / f.name)]
    for name in different:
        print(f"{name} differs from what installer/fonts.py makes")
    return 1 if different else 0


def same(one: Path, other: Path) -> bool:
    """Tell whether two files hold the same bytes."""
    return other.is_file() and one.read_bytes() == other.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
