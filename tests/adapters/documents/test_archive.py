"""PDF/A-3b, checked by structure: veraPDF cannot be had here, so what it would look at first is looked at."""

from __future__ import annotations

import io
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from shutil import which
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms

from tests.adapters.documents.samples import HOSTILE, certificate, documents, lot_of, manifest
from workshop.adapters.documents.colour import srgb
from workshop.adapters.documents.seal import throw_away_seal
from workshop.domain.certificates import Certificate, Variant
from workshop.domain.content import canonical, to_content
from workshop.domain.variants import variant_of

PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
DC, RDF = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
KINDS = ("certificate", "sealed", "manifest", "public")


LARGE = 200


def made(kind: str) -> bytes:
    papers = documents()
    if kind == "large":
        return papers.unsealed_certificate(lot_of(LARGE), "fr")
    if kind == "english":
        return papers.unsealed_certificate(certificate(), "en")
    if kind == "manifest":
        return papers.manifest(manifest(), "fr")
    return (papers.certificate if kind == "sealed" else papers.unsealed_certificate)(content_of(kind), "fr")


def content_of(kind: str) -> Certificate:
    return variant_of(certificate(), Variant.PUBLIC) if kind == "public" else certificate()


@pytest.fixture(params=KINDS)
def document(request: pytest.FixtureRequest) -> Any:
    with pikepdf.open(io.BytesIO(made(request.param))) as opened:
        yield opened


def test_it_says_that_it_is_pdf_a_3b(document: Any) -> None:
    metadata = ET.fromstring(bytes(document.Root.Metadata.read_bytes()))
    assert metadata.findtext(f".//{PDFAID}part") == "3"
    assert metadata.findtext(f".//{PDFAID}conformance") == "B"
    assert "/Filter" not in document.Root.Metadata  # ISO 19005-3, 6.6.2.1: readable as plain text
    assert not document.is_encrypted


def test_it_is_titled_and_french(document: Any) -> None:
    assert str(document.Root.Lang) == "fr-FR"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    title = str(document.docinfo["/Title"])
    metadata = ET.fromstring(bytes(document.Root.Metadata.read_bytes()))
    assert metadata.findtext(f".//{DC}title//{RDF}li") == title
    assert "EXEMPLE-" in title


def test_its_colours_are_defined(document: Any) -> None:
    (intent,) = document.Root.OutputIntents
    assert intent.S == pikepdf.Name.GTS_PDFA1
    profile = bytes(intent.DestOutputProfile.read_bytes())
    assert int(intent.DestOutputProfile.N) == 3
    assert profile[16:20] + profile[36:40] == b"RGB acsp"
    assert profile == srgb()


def test_every_font_is_inside(document: Any) -> None:
    fonts = [font for page in document.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.FontDescriptor, str(font.BaseFont)
        assert "AtkinsonHyperlegibleNext" in str(font.BaseFont)
        assert "/ToUnicode" in font


def test_one_json_file_is_attached_as_data(document: Any) -> None:
    (name,) = document.attachments
    (associated,) = document.Root.AF
    assert associated.AFRelationship == pikepdf.Name.Data
    assert str(associated.F) == str(associated.UF) == name
    assert associated.EF.F.Subtype == pikepdf.Name("/application/json")
    kind = "public" if "variante publique" in str(document.docinfo["/Title"]) else "certificate"
    content = content_of(kind) if name == "certificate.json" else manifest()
    assert document.attachments[name].get_file().read_bytes() == canonical(to_content(content))


def test_nothing_in_it_acts_or_points_outside(document: Any) -> None:
    assert "/OpenAction" not in document.Root
    assert "/AA" not in document.Root
    assert "/JavaScript" not in document.Root.Names
    for page in document.pages:
        assert "/AA" not in page
        assert "/Group" not in page  # no transparency


def test_the_seal_is_invisible_printable_and_allows_no_change() -> None:
    with pikepdf.open(io.BytesIO(made("sealed"))) as opened:
        document: Any = opened
        (field,) = document.Root.AcroForm.Fields
        assert pikepdf.Name.Sig == field.FT
        assert int(field.F) & 4
        assert [float(side) for side in field.Rect] == [0, 0, 0, 0]
        assert document.Root.Perms.DocMDP.objgen == field.V.objgen
        assert int(field.V.Reference[0].TransformParams.P) == 1


def test_the_seal_leaves_the_description_alone() -> None:
    plain, sealed = made("certificate"), made("sealed")
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(sealed)) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert dict(before.docinfo) == dict(after.docinfo)


def test_the_same_content_and_seal_give_the_same_bytes() -> None:
    seal = throw_away_seal()
    first, second = (documents(seal).unsealed_certificate(certificate(), "fr") for _ in range(2))
    assert first == second
    assert documents(seal).certificate(certificate(), "fr").startswith(first)
    assert documents().manifest(manifest(), "fr") == documents().manifest(manifest(), "fr")


def test_names_with_control_characters_leave_the_metadata_readable() -> None:
    made = documents().unsealed_certificate(certificate(workshop=HOSTILE + "<&>]]>"), "fr")
    with pikepdf.open(io.BytesIO(made)) as opened:
        metadata = ET.fromstring(bytes(opened.Root.Metadata.read_bytes()))
    assert "<&>" in (metadata.findtext(f".//{DC}creator//{RDF}li") or "")


def test_the_colour_profile_is_srgb_of_version_2() -> None:
    profile = srgb()
    assert profile[8:10] == b"\x02\x10"
    assert int.from_bytes(profile[:4]) == len(profile)
    ours = ImageCms.getOpenProfile(io.BytesIO(profile))
    theirs = ImageCms.createProfile("sRGB")
    colours = Image.new("RGB", (256, 3))
    for level in range(256):
        colours.putpixel((level, 0), (level, level, level))
        colours.putpixel((level, 1), (level, 255 - level, 128))
        colours.putpixel((level, 2), (40, level, level // 2))
    seen = ImageCms.profileToProfile(colours, ours, theirs)
    assert seen is not None
    extrema: Any = ImageChops.difference(colours, seen).getextrema()
    assert max(high for _low, high in extrema) <= 1


# Debian: libpdfbox2-java, libactivation-java, libjaxb-api-java, default-jre-headless, and what they depend on
JARS = [
    Path(f"/usr/share/java/{name}.jar")
    for name in ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io", "pdfbox2-tools")
] + [Path("/usr/share/java/jaxb-api.jar"), Path("/usr/share/java/javax.activation.jar")]


@pytest.mark.long
@pytest.mark.skipif(
    not (which("java") and all(jar.exists() for jar in JARS)),
    reason="Apache PDFBox Preflight is not here (libpdfbox2-java)",
)
@pytest.mark.parametrize("kind", ["certificate", "manifest", "public", "large", "english"])
def test_without_its_attachment_it_is_a_valid_pdf_a_1b_file(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "stripped.pdf"
    with pikepdf.open(io.BytesIO(made(kind))) as opened:
        document: Any = opened
        for name in list(document.attachments):
            del document.attachments[name]
        del document.Root.Names
        metadata = document.Root.Metadata.read_bytes().replace(b"<pdfaid:part>3<", b"<pdfaid:part>1<")
        document.Root.Metadata.write(metadata)
        document.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable, force_version="1.4")
    command = ["java", "-cp", ":".join(map(str, JARS)), "org.apache.pdfbox.preflight.Validator_A1b", str(file)]
    told = subprocess.run(command, check=False, capture_output=True, text=True)
    assert "is a valid PDF/A-1b file" in told.stdout, told.stdout
