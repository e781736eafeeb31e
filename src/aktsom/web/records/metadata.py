"""The metadata of a case file: lists to read and XML in the shape of Noark 5, made of what lies in the file already."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from zipfile import ZipInfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.members.models import Member
from aktsom.members.queries.journal import JournalRow
from aktsom.records.documents import CaseDocument, LeftOut
from aktsom.records.models import AccessMark
from aktsom.records.queries.case_journal import case_journal
from aktsom.records.rules import noark
from aktsom.records.rules.noark_facts import NoarkArchive, NoarkCase, NoarkChange, NoarkDocument, NoarkFile, Shield
from aktsom.sharing.grounds import secrecy_ground
from aktsom.web.journal.verbs import verb_words
from aktsom.web.records import lists
from aktsom.web.records.gathering import counted
from aktsom.web.records.making import KINDS
from aktsom.web.records.not_covered import as_file
from aktsom.web.records.pieces import DOCUMENTS, CaseFile

Infos = Mapping[str, tuple[int, str]]  # {path: (size, checksum)} of what is in the file


def made_files(viewer: Actor, member: Member, cases: Sequence[CaseFile], infos: Infos) -> Iterator[tuple[str, bytes]]:
    """(path, content), in the order they are written."""
    changes: list[NoarkChange] = []
    told = []
    for one in cases:
        documents = tuple(_document(one, at, row, infos) for at, row in enumerate(one.documents, start=1))
        told.append(_case(one, member, documents))
        own = [row.contract.public_id for row in one.case.covered.all() if row.member_id == member.pk]
        # The journal of a joint inquiry tells when signals were joined to it, which could tell who spoke.
        told_of = [row.id for row in one.documents if row.kind != "inquiry"]
        rows = case_journal(viewer, [*told_of, *own])
        yield f"{one.folder}/{DOCUMENTS}.csv", lists.documents_csv(documents, lists.kinds_of(one.documents))
        yield f"{one.folder}/journal.csv", lists.journal_csv(rows)
        yield f"{one.folder}/journal.json", lists.journal_json(rows)
        changes += [_change(one, row) for row in rows]
    opened = min((case.opened for case in told), default=date.min)
    archive = NoarkArchive(member.public_id, member.name, member.organisation_number, opened, tuple(told))
    yield f"{noark.STRUCTURE}.xml", noark.structure(archive)
    yield f"{noark.CHANGES}.xml", noark.changes(changes)
    yield f"{noark.JOURNAL}.xml", noark.journal(archive, public=False)
    yield f"{noark.PUBLIC_JOURNAL}.xml", noark.journal(archive, public=True)
    yield "ikke-dekket.txt", as_file(left_out_of(cases, infos))


def left_out_of(cases: Sequence[CaseFile], infos: Infos) -> tuple[LeftOut, ...]:
    """With files that are not where they should be."""
    rows = [row for one in cases for row in one.left_out]
    missing = sum(piece.path not in infos for one in cases for piece in one.pieces)
    if missing:
        rows.append(LeftOut(_("Filer"), missing, _("Filen er ikke der den skal være.")))
    return counted(rows)


def _case(one: CaseFile, member: Member, documents: tuple[NoarkDocument, ...]) -> NoarkCase:
    case, number = one.case, one.number
    title = _("Oppfølging av %(name)s") % {"name": case.supplier.name}
    return NoarkCase(
        id=case.public_id, year=number.year if number else None, serial=number.serial if number else None,
        class_code=number.class_code if number else "", class_title=number.class_title if number else "",
        title=title, public_title=title, opened=timezone.localdate(case.made_at),
        closed=timezone.localdate(case.ended_at) if case.ended_at else None, maker=member.name,
        unit=number.unit if number else member.name, responsible=number.responsible if number else member.name,
        parties=(case.supplier.name,), documents=documents,
    )  # fmt: skip


def _document(one: CaseFile, at: int, row: CaseDocument, infos: Infos) -> NoarkDocument:
    files = tuple(
        NoarkFile(path, *infos[path], path.rpartition(".")[2].lower()) for path in one.paths[row.id] if path in infos
    )
    return NoarkDocument(
        id=row.id, number=at, title=row.title, public_title=row.public_title, kind=str(KINDS[row.kind]), on=row.on,
        way=row.way, party=row.party, public_party=row.public_party, maker=row.maker, files=files,
        shield=shield_of(row, one.marks.get(row.id)),
    )  # fmt: skip


def shield_of(row: CaseDocument, mark: AccessMark | None) -> Shield | None:
    """As the member has judged it; before it has, as the record itself carries it."""
    ground = secrecy_ground(mark.ground if mark else row.ground)
    if ground is None:
        return None
    name = getattr(ground, f"name_{translation.get_language() or 'nb'}", ground.name_nb)
    until = mark.review_on if mark else row.review_on
    return Shield(ground.legal_reference, mark.covers if mark else str(name), until)


def _change(one: CaseFile, row: JournalRow) -> NoarkChange:
    known = {document.id for document in one.documents} - {one.case.public_id}
    of = f"{one.case.public_id}/{row.subject}" if row.subject in known else one.case.public_id
    return NoarkChange(of, row.verb, timezone.localtime(row.at), lists.who(row), verb_words(row.verb))


def infos_of(rows: Sequence[ZipInfo]) -> dict[str, tuple[int, str]]:
    """What was noted of each piece when it was written to its end."""
    found = ((row.filename, row.file_size, row.comment.decode(errors="replace").partition(" ")[2]) for row in rows)
    return {name: (size, checksum) for name, size, checksum in found if checksum}
