"""What goes into a case file: for each case a folder with its documents, under safe names and in a fixed order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.papers import Paper, pdf_of
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.records.documents import CaseDocument, LeftOut, StoredFile
from aktsom.records.models import AccessMark, CaseNumber
from aktsom.records.queries.cases import marks_of, numbers_of
from aktsom.sanctions.letter_making import sender_lines
from aktsom.web.base.jinja import write_date
from aktsom.web.packages.contents import safe_name
from aktsom.web.records.gathering import gathered
from aktsom.web.records.making import KINDS

DOCUMENTS = "dokumenter"  # names of folders and lists are the same in every language: programs look for them


@dataclass(frozen=True)
class Piece:
    """One file: copied from the store, or made. `mark` is another as soon as what lies under the path would be."""

    path: str
    mark: str
    file: StoredFile | None = None
    make: Callable[[], bytes] | None = None


@dataclass(frozen=True)
class CaseFile:
    """One case in the file. `paths` are of each document's files, by its id."""

    case: FollowUp
    number: CaseNumber | None
    folder: str
    documents: tuple[CaseDocument, ...]
    left_out: tuple[LeftOut, ...]
    marks: dict[str, AccessMark]
    pieces: tuple[Piece, ...]
    paths: dict[str, tuple[str, ...]]


def case_files(viewer: Actor, member: Member, cases: Sequence[FollowUp]) -> Iterator[CaseFile]:
    numbers = numbers_of(member, cases)
    for case in cases:
        found, number = gathered(viewer, member, case), numbers.get(case.pk)
        folder = folder_of(case, number)
        pieces: list[Piece] = []
        paths: dict[str, tuple[str, ...]] = {}
        for at, document in enumerate(found.documents, start=1):
            own = list(_pieces(member, number, document, f"{folder}/{DOCUMENTS}/{at:03}"))
            pieces += own
            paths[document.id] = tuple(piece.path for piece in own)
        held = [LeftOut(str(KINDS[one.kind]), 1, one.withheld) for one in found.documents if one.withheld]
        left_out, marks = (*found.left_out, *held), dict(marks_of(member, case))
        yield CaseFile(case, number, folder, found.documents, left_out, marks, tuple(pieces), paths)


def folder_of(case: FollowUp, number: CaseNumber | None) -> str:
    """The member's number is its own; where it has given none, ours."""
    called = number.number.replace("/", "-") if number else case.public_id
    return safe_name(f"{called} {case.supplier.name}")


def _pieces(member: Member, number: CaseNumber | None, one: CaseDocument, stem: str) -> Iterator[Piece]:
    if one.withheld:
        return
    for file in one.files:
        yield Piece(f"{stem} {safe_name(file.name)}", mark_of(one.id, file.sha256), file=file)
    if not one.files:
        paper = paper_of(member, number, one)
        yield Piece(f"{stem} {safe_name(one.title)}.pdf", mark_of(repr(paper)), make=lambda: pdf_of(paper))


def paper_of(member: Member, number: CaseNumber | None, one: CaseDocument) -> Paper:
    language = translation.get_language() or "nb"
    facts = [(_("Sak"), number.number)] if number else []
    facts += [(_("Dato"), write_date(one.on)), (_("Id"), one.id)]
    if one.maker:
        facts.append((_("Fra"), one.maker))
    return Paper(
        title=one.title, language=language, sender=sender_lines(member, language), parts=one.parts, facts=tuple(facts),
        labels=(_("Side"), _("av")),
    )  # fmt: skip


def mark_of(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:16]
