"""The catalogue of sentences: gathers them from the code, merges them into the translations, compiles these.

`python installer/strings.py` after any sentence was added or changed; `--check` says what is missing, writes nothing.
French is the language of the code; every other language must be complete. `fr_simple` holds only the sentences that
are said more simply to those who want it: their `msgid` is written there by hand, the rest is kept in order here.
"""

from __future__ import annotations

import argparse
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("en",)
SIMPLE = "fr_simple"
LOCALES = {SIMPLE: "fr"}  # a wording of a language has that language's grammar
WITHOUT_A_DATE = datetime(2000, 1, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "several": (1, 2), "ngettext": (1, 2)}
FOLDERS = ("workshop", "ui")
NOT_OURS = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Generated-By',
    b'"Report-Msgid-Bugs-To',
    b'"Last-Translator',
    b'"Language-Team',
)


def gathered() -> Catalog:
    """Gather every sentence of the code, in the order of the files."""
    catalogue = Catalog(project="Établi", charset="utf-8", header_comment="# Sentences of Établi, GPL-3.0-or-later.")
    for folder in FOLDERS:
        found = extract_from_dir(str(ROOT / folder), [("**.py", "python")], {}, KEYWORDS, comment_tags=())
        for name, _line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
            catalogue.add(message, None, [(f"{folder}/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def translation(language: str) -> Path:
    """Return where a language's sentences are written."""
    return LOCALE / language / "LC_MESSAGES" / "etabli.po"


def read(language: str) -> Catalog:
    """Read a translation; empty where there is none yet."""
    path, locale = translation(language), LOCALES.get(language, language)
    if not path.exists():
        return Catalog(locale=locale, project="Établi")
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def merged(language: str, template: Catalog) -> Catalog:
    """Bring a translation up to date: new sentences are empty, old ones are gone, nothing is guessed."""
    catalogue = read(language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = f"# Sentences of Établi ({language}), GPL-3.0-or-later."
    return catalogue


def simple(template: Catalog) -> Catalog:
    """Bring the simple French set up to date: what differs from the code's French, in the order of the code."""
    kept = read(SIMPLE)
    header = "# Sentences of Établi that are said more simply, GPL-3.0-or-later."
    catalogue = Catalog(locale=LOCALES[SIMPLE], project="Établi", charset="utf-8", header_comment=header, fuzzy=False)
    for message in template:
        said = kept.get(message.id) if message.id else None
        if said is not None and _complete(said.string):
            catalogue.add(message.id, said.string, message.locations)
    return catalogue


def unsaid(template: Catalog) -> list[str]:
    """List the sentences of the simple set that the code says no more."""
    return [str(message.id) for message in read(SIMPLE) if message.id and template.get(message.id) is None]


def missing(catalogue: Catalog) -> list[str]:
    """List the sentences without a translation."""
    return [str(message.id) for message in catalogue if message.id and (message.fuzzy or not _complete(message.string))]


def _complete(text: object) -> bool:
    return all(text) if isinstance(text, list | tuple) else bool(text)


def compiled(catalogue: Catalog) -> bytes:
    """Compile a translation to what the program reads: the same bytes for the same sentences, at any hour."""
    catalogue.creation_date = catalogue.revision_date = WITHOUT_A_DATE
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def written(catalogue: Catalog) -> bytes:
    """Write a translation as text, without line numbers and dates, so that a change shows only what changed."""
    for message in catalogue:
        message.locations = [(name, None) for name, _line in message.locations]
    out = io.BytesIO()
    write_po(out, catalogue, width=120, omit_header=False, sort_output=False, include_lineno=False)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(NOT_OURS))


def main() -> int:
    """Update or check every language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    left = 0
    for language in LANGUAGES:
        catalogue = merged(language, gathered())
        without = missing(catalogue)
        left += len(without)
        for sentence in without:
            print(f"{language}: {sentence}")
        if not check:
            path = translation(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(catalogue))
            path.with_suffix(".mo").write_bytes(compiled(read(language)))
    return _simple_french(check=check) or (1 if left else 0)


def _simple_french(*, check: bool) -> int:
    template = gathered()
    gone = unsaid(template)
    for sentence in gone:
        print(f"{SIMPLE}, said no more: {sentence}")
    if not check:
        path = translation(SIMPLE)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(simple(template)))
        path.with_suffix(".mo").write_bytes(compiled(read(SIMPLE)))
    return 1 if gone and check else 0


if __name__ == "__main__":
    sys.exit(main())
