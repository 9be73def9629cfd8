"""The tables. Whatever changes here needs a step in migrations/versions/; the tests compare both.

References are checked when a transaction ends, so that the order in which records are put does not matter.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table

from workshop.adapters.store.columns import WHOLE, Raw, Reference, Written

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _code() -> Column[str]:
    return Column("code", Written, _to("code.code"), primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Written, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _reference(name: str, target: str) -> Column[str]:
    return Column(name, Reference, _to(target))


def _to(target: str) -> Any:
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


CODE = Table(
    "code",
    METADATA,
    Column("code", Written, primary_key=True),
    _text("subject"),  # the first code of what it is on
    _text("ending"),  # the last eight digits, which are typed by hand
    _text("issued_at"),
    _text("status"),  # active, void
    _reference("replaced_by", "code.code"),
    Index(None, "ending"),
    Index(None, "subject"),
)
COUNTER = Table("counter", METADATA, Column("name", Written, primary_key=True), _number("value"))
WORKSHOP = Table("workshop", METADATA, _code(), _text("name"), _number("site"), _flag("sample"))
ADDRESS = Table("address", METADATA, Column("code", Written, _to("workshop.code"), primary_key=True), _text("text"))
PERSON = Table("person", METADATA, _code(), _text("name"), _text("role"), _flag("fictitious"))
PREFERENCES = Table(
    "preferences",
    METADATA,
    Column("code", Written, _to("person.code"), primary_key=True),
    _number("zoom_percent"),
    _text("look"),
    _text("language"),
    _text("wording"),
    _text("sounds"),
)
PIN = Table(
    "pin",
    METADATA,
    Column("code", Written, _to("person.code"), primary_key=True),
    _text("secret"),
    _number("failed"),
    _text("waits_until"),
)
LOT = Table(
    "lot",
    METADATA,
    _code(),
    _text("donor"),
    _number("expected"),
    _text("slip"),
    _flag("open"),
    _text("opened_at"),
)
ORDER = Table(
    "order_",
    METADATA,
    _code(),
    _text("buyer"),
    _text("reference"),
    _text("contract"),
    _flag("open"),
    _text("opened_at"),
    _flag("system_wanted"),
)
RECIPIENT = Table(
    "recipient",
    METADATA,
    Column("code", Written, primary_key=True),
    _reference("order_code", "order_.code"),
    _number("number"),
    _text("name"),
    _text("address"),
    _number("quantity"),
    _text("lowest_letter"),
    _number("memory_mib"),
    _text("manifest"),
    Index(None, "order_code", "number"),
)
PLACE = Table(
    "place",
    METADATA,
    _code(),
    _text("name"),
    _text("key"),
    _text("kind"),
    _number("turn"),
    _text("opened_at"),
    _flag("counting"),
    _text("counted_at"),
    Index(None, "key"),
)
ACCESSORY = Table(
    "accessory",
    METADATA,
    _code(),
    _text("what"),
    _text("name"),
    _reference("machine", "machine.code"),
    Index(None, "machine"),
)
BOX = Table(
    "box",
    METADATA,
    _code(),
    _reference("order_code", "order_.code"),
    _number("recipient"),
    _number("number"),
    _flag("open"),
    Index(None, "order_code"),
)
MACHINE = Table(
    "machine",
    METADATA,
    _code(),
    _reference("lot", "lot.code"),
    _text("state"),
    _text("category"),
    _text("maker"),
    _text("model"),
    _text("serial"),
    _text("serial_key"),
    _text("received_at"),
    _number("number"),
    Column("charger", Boolean),
    _text("reading"),
    _text("inspection"),
    _text("grade"),
    _text("letter"),
    _reference("order_code", "order_.code"),
    _number("recipient"),
    _reference("box", "box.code"),
    _text("manifest"),
    _reference("place", "place.code"),
    _number("place_turn"),
    _flag("place_changed"),
    _text("inventory"),
    _text("inventory_key"),
    _flag("unsure"),
    _text("destination"),
    Index(None, "serial_key"),
    Index(None, "inventory_key"),
    Index(None, "lot"),
    Index(None, "state"),
    Index(None, "order_code"),
    Index(None, "box"),
    Index(None, "received_at"),
    Index(None, "place"),
    Index(None, "unsure"),
    Index(None, "destination"),
)
DRIVE = Table(
    "drive",
    METADATA,
    _code(),
    _reference("machine", "machine.code"),
    _text("disposition"),
    _text("validation"),
    _text("model"),
    _text("serial"),
    _text("wwn"),
    Column("size_bytes", WHOLE, nullable=False),
    _text("medium"),
    _text("wipe_log"),
    _text("certificate"),
    _reference("lot", "lot.code"),
    _text("place"),
    Index(None, "machine"),
    Index(None, "lot"),
    Index(None, "serial"),
    Index(None, "wwn"),
)
WIPE = Table(
    "wipe",
    METADATA,
    Column("code", Written, primary_key=True),  # the id of its log
    _reference("drive", "drive.code"),
    _reference("machine", "machine.code"),
    _reference("lot", "lot.code"),
    _text("method"),
    _reference("person", "person.code"),
    _text("bench"),
    _text("started_at"),
    _text("confirmed"),
    _flag("exercise"),
    _flag("open"),
    Index(None, "open"),
    Index(None, "drive"),
    Index(None, "started_at"),
)
REPORT = Table(
    "report",
    METADATA,
    Column("code", Written, primary_key=True),  # the digest of what was written
    _text("state"),
    _text("reason"),
    _reference("machine", "machine.code"),
    _text("maker"),
    _text("model"),
    _text("serial"),
    _text("category"),
    _text("tool"),
    _text("format"),
    _text("authenticity"),
    _text("arrived_at"),
    _text("name"),
    _text("file"),
    _reference("fact", "fact.digest"),
    _text("system_key"),
    _text("chassis_key"),
    _text("board_key"),
    Index(None, "state", "arrived_at"),
    Index(None, "machine"),
    Index(None, "system_key"),
    Index(None, "chassis_key"),
    Index(None, "board_key"),
)
STICK = Table(
    "stick",
    METADATA,
    Column("code", Written, primary_key=True),
    _text("label"),
    _text("secret"),  # in hexadecimal; empty once it is forgotten
    _text("prepared_at"),
    _text("forgotten_at"),
)
FACT = Table(
    "fact",
    METADATA,
    Column("digest", Written, primary_key=True),
    _text("kind"),
    _text("subject"),
    Column("content", LargeBinary, nullable=False),  # canonical text, zlib
    _text("at"),
    Index(None, "subject"),
)
DOCUMENT = Table(
    "document",
    METADATA,
    _code(),
    _text("kind"),
    Column("number", Written, nullable=False, unique=True),
    _number("site"),
    _number("year"),
    _number("rank"),
    _reference("content", "fact.digest"),
    _text("about"),
    _text("issued_at"),
    _reference("person", "person.code"),
    _text("replaces"),
    Index(None, "about"),
)
DOCUMENT_FILE = Table(
    "document_file",
    METADATA,
    Column("code", Written, primary_key=True),
    _reference("document", "document.code"),
    _text("form"),
    _text("sha256"),
    Index(None, "document"),
)
EVENT = Table(
    "event",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    _text("subject"),
    _text("kind"),
    _text("content"),  # canonical text
    _reference("person", "person.code"),
    _text("bench"),
    _text("at"),
    _text("prev_hash"),
    _text("hash"),
    Index(None, "subject", "seq"),
)
SCAN = Table(
    "scan",
    METADATA,
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    Column("text", Raw, nullable=False),
    Column("reader", Raw, nullable=False),
    _text("at"),
    _flag("typed"),
    _text("person"),  # no reference: a scan is kept, whoever holds the reader
    _text("bench"),
)
SCAN_ANSWER = Table(
    "scan_answer",
    METADATA,
    Column("scan", WHOLE, _to("scan.number"), primary_key=True, autoincrement=False),
    _text("signal"),
    _text("content"),  # JSON in ASCII
    Index(None, "signal", "scan"),
)
SCAN_SETTLED = Table(  # the refused scans that wait no longer
    "scan_settled",
    METADATA,
    Column("scan", WHOLE, _to("scan_answer.scan"), primary_key=True, autoincrement=False),
    _text("at"),
)
LABEL_JOB = Table(
    "label_job",
    METADATA,
    Column("code", Written, primary_key=True),  # the number of the job
    _reference("about", "code.code"),
    _text("kind"),
    _number("copy"),
    _text("bench"),
    _text("state"),
    _text("made_at"),
    _text("content"),
    _text("trouble"),
    _number("tries"),
    _reference("person", "person.code"),
    _text("why"),
    _text("made_for"),
    _flag("by_itself"),
    Index(None, "bench", "state"),
    Index(None, "about"),
)
STICKER_CHECK = Table(
    "sticker_check",
    METADATA,
    _code(),
    _text("state"),
    _text("why"),
    _reference("lot", "lot.code"),
    _reference("person", "person.code"),
    _text("bench"),
    _text("asked_at"),
    _text("passed_at"),
    Index(None, "person", "why"),
    Index(None, "state"),
)
STICKER_RULES = Table("sticker_rules", METADATA, _code(), _number("one_in"), _number("first"), _flag("same_model"))
SECOND_LOOK = Table("second_look", METADATA, _code(), _reference("fact", "fact.digest"), _text("at"))
SECOND_RULE = Table("second_rule", METADATA, _code(), _number("percent"))
