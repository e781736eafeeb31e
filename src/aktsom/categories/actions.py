"""Writes of the catalogue: a new version of the high-risk list, and the official names of CPV codes."""

import csv
import hashlib
import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aktsom.categories.catalogue import Catalogue, read_catalogue
from aktsom.categories.models import CatalogueTable, CatalogueVersion, CpvCode
from aktsom.categories.permissions import keep_catalogue_refusal
from aktsom.categories.queries import LABEL, catalogue_of
from aktsom.categories.readers import READERS
from aktsom.categories.tables import CatalogueError
from aktsom.categories.versions import Difference, difference
from aktsom.core import journal, outbox
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, stop_if
from aktsom.core.once import forget

RESCREEN_ALL = "risk.rescreen_all"


class UnusableCatalogue(DomainError):
    """The files do not make a catalogue; the message says where."""

    def __init__(self, error: CatalogueError) -> None:
        super().__init__(_("Listen kan ikke brukes: %(problem)s") % {"problem": error.described(gettext)})


class CatalogueChanged(DomainError):
    """The files are not those whose difference was read."""

    def __init__(self) -> None:
        super().__init__(_("Filene er endret siden du så hva som er nytt. Se på forskjellen på nytt."))


class LabelTaken(DomainError):
    def __init__(self, label: str) -> None:
        super().__init__(
            _("Utgaven «%(label)s» finnes fra før med et annet innhold. Gi den nye et eget navn.") % {"label": label}
        )


class UnusableCpvList(DomainError):
    def __init__(self, line: int) -> None:
        super().__init__(
            _("Linje %(line)s er ikke en CPV-kode på åtte siffer med norsk og engelsk navn.") % {"line": line}
        )


@dataclass(frozen=True)
class Proposal:
    """What taking in the folder would change. `checksum` goes back to `take_in_version`; nothing has been written."""

    label: str
    checksum: str
    read_at: datetime
    taken_in: bool  # this very content is a version already
    difference: Difference


@dataclass(frozen=True)
class _Files:
    texts: dict[str, str]
    catalogue: Catalogue
    checksum: str


def _read(folder: Path) -> _Files:
    try:
        catalogue = read_catalogue(folder)
    except CatalogueError as error:
        raise UnusableCatalogue(error) from None
    texts = {name: (folder / f"{name}.csv").read_bytes().decode() for name in READERS}
    texts[LABEL] = (folder / f"{LABEL}.toml").read_bytes().decode()
    joined = "\0".join(f"{name}\0{text.replace(chr(13), '')}" for name, text in sorted(texts.items()))
    return _Files(texts, catalogue, hashlib.sha256(joined.encode()).hexdigest())


def propose_version(*, by: Actor, at: datetime, folder: Path) -> Proposal:
    """Compare the list in the folder with the current one. Writes nothing."""
    stop_if(keep_catalogue_refusal(by))
    files = _read(folder)
    current = CatalogueVersion.objects.first()
    old = catalogue_of(current) if current else Catalogue.from_rows({}, version="")
    taken_in = CatalogueVersion.objects.filter(checksum=files.checksum).exists()
    return Proposal(files.catalogue.version, files.checksum, at, taken_in, difference(old, files.catalogue))


def take_in_version(*, by: Actor, at: datetime, folder: Path, expected_checksum: str) -> CatalogueVersion:
    """Make the list in the folder the current version and ask for all contracts to be screened again.

    Content that has been taken in before is returned as it stands; nothing changes. Raises CatalogueChanged when the
    files are others than those proposed.
    """
    stop_if(keep_catalogue_refusal(by))
    files = _read(folder)
    if files.checksum != expected_checksum:
        raise CatalogueChanged
    with transaction.atomic():
        if known := CatalogueVersion.objects.filter(checksum=files.checksum).first():
            return known
        if CatalogueVersion.objects.filter(label=files.catalogue.version).exists():
            raise LabelTaken(files.catalogue.version)
        before = CatalogueVersion.objects.first()
        version = CatalogueVersion.objects.create(
            label=files.catalogue.version,
            source=files.catalogue.source.nb[:300],
            dated_on=date.fromisoformat(files.catalogue.as_of) if files.catalogue.as_of else timezone.localdate(at),
            checksum=files.checksum,
            taken_in_at=at,
            taken_in_by_id=by.person_id,
        )
        forget(CatalogueVersion)
        CatalogueTable.objects.bulk_create(
            CatalogueTable(version=version, name=name, text=text) for name, text in files.texts.items()
        )
        changes = {"label": [before.label if before else "", version.label], "checksum": version.checksum}
        journal.record(by=by, at=at, acts=[journal.Act("catalogue_taken_in", version.public_id, changes=changes)])
        outbox.send(kind=RESCREEN_ALL, payload={"catalogue": version.public_id}, at=at)
    return version


def load_cpv_list(*, by: Actor, at: datetime, path: Path) -> int:
    """Load the official CPV list (CSV in UTF-8 with code, name_nb, name_en); returns how many codes it has.

    Repeatable: the same list again changes nothing. A code that the file lacks keeps its name.
    """
    stop_if(keep_catalogue_refusal(by))
    codes = _cpv_codes(path)
    with transaction.atomic():
        known = {code.code: (code.name_nb, code.name_en) for code in CpvCode.objects.all()}
        changed = [code for code in codes if known.get(code.code) != (code.name_nb, code.name_en)]
        if changed:
            CpvCode.objects.bulk_create(
                changed, 500, update_conflicts=True, unique_fields=["code"], update_fields=["name_nb", "name_en"]
            )
            facts = {"codes": len(codes), "changed": len(changed)}
            journal.record(by=by, at=at, acts=[journal.Act("cpv_list_loaded", "cpv", changes=facts)])
    return len(codes)


def _cpv_codes(path: Path) -> list[CpvCode]:
    codes: list[CpvCode] = []
    try:
        for line, row in enumerate(csv.DictReader(io.StringIO(_utf_8(path), newline="")), start=2):
            code, nb, en = (str(row.get(column) or "").strip() for column in ("code", "name_nb", "name_en"))
            if not (len(code) == 8 and code.isascii() and code.isdigit() and nb and en):
                raise UnusableCpvList(line)
            codes.append(CpvCode(code=code, name_nb=nb[:300], name_en=en[:300]))
    except csv.Error:  # a cell that is longer than any name
        raise UnusableCpvList(len(codes) + 2) from None
    if not codes:
        raise UnusableCpvList(2)
    return codes


def _utf_8(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnusableCpvList(content.count(b"\n", 0, problem.start) + 1) from None
