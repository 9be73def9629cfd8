"""PDF/A-3b: what makes a PDF readable in thirty years, with its content attached as data.

XMP is written by hand with one `rdf:Description` a schema: validators do not read namespaces that are declared on a
property (measured: desktop-facts.md §5). The same content gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name

from workshop.adapters.documents.colour import NAME, srgb

PROGRAM = "Établi"


@dataclass(frozen=True, slots=True)
class Papers:
    """What an archived document says of itself, and the content that it carries."""

    title: str
    author: str
    subject: str
    language: str
    made_at: datetime
    file_name: str
    file: bytes
    file_description: str


def archive(pdf: bytes, papers: Papers) -> bytes:
    """Return the PDF as PDF/A-3b with one JSON file attached (/AFRelationship /Data)."""
    document = pikepdf.open(io.BytesIO(pdf))
    root = document.Root
    root.OutputIntents = Array([document.make_indirect(_output_intent(document))])
    root.Lang = pikepdf.String(papers.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.AF = Array([_attach(document, papers)])
    _tell(document, papers)
    file = io.BytesIO()
    document.save(
        file,
        linearize=False,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        force_version="1.7",
    )
    return file.getvalue()


def _output_intent(document: pikepdf.Pdf) -> Dictionary:
    profile = document.make_stream(srgb())
    profile.N = 3
    profile.Alternate = Name.DeviceRGB
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String(NAME),
        Info=pikepdf.String(NAME),
        RegistryName=pikepdf.String("http://www.color.org"),
        DestOutputProfile=profile,
    )


def _attach(document: pikepdf.Pdf, papers: Papers) -> pikepdf.Object:
    when = _pdf_date(papers.made_at)
    document.attachments[papers.file_name] = pikepdf.AttachedFileSpec(
        document,
        papers.file,
        filename=papers.file_name,
        description=papers.file_description,
        mime_type="application/json",
        creation_date=when,
        mod_date=when,
        relationship=Name.Data,
    )
    return document.attachments[papers.file_name].obj


def _tell(document: pikepdf.Pdf, papers: Papers) -> None:
    for key in ("/Trapped", "/Keywords"):
        if key in document.docinfo:
            del document.docinfo[key]
    told = {
        "/Title": papers.title,
        "/Author": papers.author,
        "/Subject": papers.subject,
        "/Creator": PROGRAM,
        "/Producer": PROGRAM,
        "/CreationDate": _pdf_date(papers.made_at),
        "/ModDate": _pdf_date(papers.made_at),
    }
    for key, value in told.items():
        document.docinfo[key] = pikepdf.String(_plain(value))
    metadata = document.make_stream(_xmp(papers).encode("utf-8"))
    metadata.Type = Name.Metadata
    metadata.Subtype = Name.XML
    document.Root.Metadata = metadata


def _xmp(papers: Papers) -> str:
    when = f"{papers.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+00:00"

    def alternative(text: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(text)}</rdf:li></rdf:Alt>'

    def described(prefix: str, address: str, *properties: tuple[str, str]) -> str:
        inner = "".join(f"<{prefix}:{name}>{value}</{prefix}:{name}>" for name, value in properties)
        return f'<rdf:Description rdf:about="" xmlns:{prefix}="{address}">{inner}</rdf:Description>\n'

    schemas = (
        described(
            "dc",
            "http://purl.org/dc/elements/1.1/",
            ("format", "application/pdf"),
            ("title", alternative(papers.title)),
            ("creator", f"<rdf:Seq><rdf:li>{_xml(papers.author)}</rdf:li></rdf:Seq>"),
            ("description", alternative(papers.subject)),
            ("language", f"<rdf:Bag><rdf:li>{_xml(papers.language)}</rdf:li></rdf:Bag>"),
        ),
        described(
            "xmp",
            "http://ns.adobe.com/xap/1.0/",
            ("CreateDate", when),
            ("ModifyDate", when),
            ("MetadataDate", when),
            ("CreatorTool", PROGRAM),
        ),
        described("pdf", "http://ns.adobe.com/pdf/1.3/", ("Producer", PROGRAM)),
        described("pdfaid", "http://www.aiim.org/pdfa/ns/id/", ("part", "3"), ("conformance", "B")),
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'{"".join(schemas)}</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )


def _xml(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isprintable())


def _pdf_date(moment: datetime) -> str:
    return f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}+00'00'"
