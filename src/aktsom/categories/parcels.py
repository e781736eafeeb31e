"""A version of the list as one zip file: the tables of a version to take home and change, and the changed ones back.

A parcel that comes back may hold only the tables that changed; the others are those of the current version. It is
kept in a folder of its own until somebody takes it in or it is forgotten.
"""

import io
import zipfile
import zlib
from lzma import LZMAError
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from aktsom.categories.models import CatalogueTable, CatalogueVersion
from aktsom.categories.queries import LABEL, current_version
from aktsom.categories.readers import READERS
from aktsom.core.errors import DomainError, NotVisible
from aktsom.core.public_ids import ALPHABET, new_public_id

MOST_BYTES = 20 * 1024 * 1024  # of all tables together, unpacked; the list itself is well under one megabyte
_DAY = (1980, 1, 1, 0, 0, 0)  # the same content gives the same file


class NotAParcel(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Filen er ikke en zip-fil. Pakk tabellene du har endret, i en zip-fil og last den opp."))


class ParcelTooLarge(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Tabellene er større enn 20 MB utpakket. Det er ikke en høyrisikoliste."))


class StrangeFile(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("«%(name)s» er ikke en av tabellene i listen. Bruk de samme filnavnene som i den du lastet ned.")
            % {"name": name}
        )


class EmptyParcel(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Zip-filen er tom. Den må inneholde minst én tabell, og catalogue.toml med navnet på utgaven.")
        )


def _file_name(table: str) -> str:
    return f"{table}.toml" if table == LABEL else f"{table}.csv"


_TABLES = {_file_name(table): table for table in (*READERS, LABEL)}


def parcel_of(version: CatalogueVersion) -> bytes:
    """The version's tables as a zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parcel:
        for table, text in CatalogueTable.objects.filter(version=version).order_by("name").values_list("name", "text"):
            entry = zipfile.ZipInfo(_file_name(table), _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            parcel.writestr(entry, text.encode())
    return target.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """The tables in a zip file by name. Raises an error that says what is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            files = [entry for entry in parcel.infolist() if not entry.is_dir() and not _left_by_system(entry.filename)]
            if sum(entry.file_size for entry in files) > MOST_BYTES:
                raise ParcelTooLarge
            return {_table(entry.filename): _read(parcel, entry) for entry in files}
    # What odd, locked and damaged zips are met with depends on which of their bytes are hit.
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
        OSError,
        LZMAError,
    ):
        raise NotAParcel from None


def _left_by_system(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")


def _table(name: str) -> str:
    plain = PurePosixPath(name).name
    if plain not in _TABLES:
        raise StrangeFile(plain)
    return _TABLES[plain]


def _read(parcel: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with parcel.open(entry) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ParcelTooLarge
    return content


def keep_parcel(content: bytes) -> str:
    """Lay the parcel's tables over those of the current version in a folder of their own; returns the folder's name."""
    changed = unpack(content)
    if not changed:
        raise EmptyParcel
    current = CatalogueTable.objects.filter(version=current_version()).values_list("name", "text")
    tables = {**{name: text.encode() for name, text in current}, **changed}
    name = new_public_id("new")
    folder = _folder(name)
    folder.mkdir(parents=True)
    for table, text in tables.items():
        (folder / _file_name(table)).write_bytes(text)
    return name


def kept_parcel(name: str) -> Path:
    """The folder of a parcel that was kept. Raises NotVisible."""
    prefix, _, rest = name.partition("-")
    folder = _folder(name)
    if prefix != "new" or not rest or set(rest) - set(ALPHABET) or not folder.is_dir():
        raise NotVisible
    return folder


def _folder(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "catalogue" / name
