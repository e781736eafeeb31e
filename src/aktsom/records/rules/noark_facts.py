"""What metadata in the shape of Noark 5 are made of: an archive, its cases and their documents, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from aktsom.records.states import Way


@dataclass(frozen=True)
class NoarkFile:
    path: str
    size: int
    sha256: str
    form: str  # how its name ends


@dataclass(frozen=True)
class Shield:
    """Why it is kept from the public, what is kept, and until when."""

    ground: str
    covers: str
    until: date | None


@dataclass(frozen=True)
class NoarkDocument:
    id: str
    number: int  # in the case
    title: str
    public_title: str
    kind: str
    on: date
    way: Way
    party: str
    public_party: str  # instead of the party in the public journal, where that may be a private person
    maker: str
    files: tuple[NoarkFile, ...]
    shield: Shield | None


@dataclass(frozen=True)
class NoarkCase:
    """`year`, `serial` and the classification are the member's own, empty where it has given none."""

    id: str
    year: int | None
    serial: int | None
    class_code: str
    class_title: str
    title: str
    public_title: str
    opened: date
    closed: date | None
    maker: str
    unit: str
    responsible: str
    parties: tuple[str, ...]
    documents: tuple[NoarkDocument, ...]

    @property
    def number(self) -> str:
        return f"{self.year}/{self.serial}" if self.serial else ""


@dataclass(frozen=True)
class NoarkChange:
    """One entry of the journal; `of` is the id of a case or a document in the structure."""

    of: str
    what: str
    at: datetime
    by: str
    said: str


@dataclass(frozen=True)
class NoarkArchive:
    id: str
    owner: str
    owner_number: str
    opened: date
    cases: tuple[NoarkCase, ...]
