"""A register file on its way in: received, read into rows, its columns corrected, or dropped."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from aktsom.contracts import permissions, queries
from aktsom.contracts.models import ColumnMemory, ImportRow, RegisterImport
from aktsom.contracts.queries.contracts import held_by_reference
from aktsom.contracts.rules import Compared, Comparison, StagedRow, as_json, fold_header, plain_changes, storable
from aktsom.contracts.states import IMPORT
from aktsom.core import outbox
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.models import OutboxMessage
from aktsom.members.models import Member
from aktsom.members.permissions import reaches
from aktsom.terms.queries import term_set_codes

READ = "register.read"  # outbox: {"import": public id}; the handler reads the file and calls `stage_rows`
GIVEN_UP = "reading_given_up"
CHUNK = 1_000
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]|.*[/\\]")


class Told(Protocol):
    """Called now and then with (rows done, rows in all); the second is 0 while nobody knows."""

    def __call__(self, done: int, total: int, /) -> object: ...


def receive_register(*, by: Actor, at: datetime, member: Member, file_name: str, content: bytes) -> RegisterImport:
    """Keep the file as it came and ask for it to be read. A file taken in before is received too; see
    `queries.taken_in_before`. Raises DomainError for a file over the limit."""
    if not reaches(by, member.pk):
        raise NotVisible
    stop_if(permissions.keep_register(by, member.pk))
    if len(content) > settings.REGISTER_MAX_BYTES:
        limit = settings.REGISTER_MAX_BYTES // 1024 // 1024
        raise DomainError(
            _("Filen er større enn {limit} MB. Del den opp, eller lagre den som CSV.").format(limit=limit)
        )
    path = _keep_file(content)
    try:
        return _receive(by, at, member, file_name, content, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@transaction.atomic
def _receive(  # noqa: PLR0917 - the parts of one act, told apart only because the file outlives a failed transaction
    by: Actor, at: datetime, member: Member, file_name: str, content: bytes, path: Path
) -> RegisterImport:
    received = RegisterImport.objects.create(
        member=member,
        person_id=by.person_id or 0,
        file_name=_UNSAFE.sub("", file_name).strip()[-200:] or "register",
        file_path=str(path.relative_to(settings.MEDIA_ROOT)),
        checksum=hashlib.sha256(content).hexdigest(),
        received_at=at,
    )
    told = {"file_name": received.file_name, "checksum": received.checksum}
    record(by=by, at=at, acts=[Act("register_received", received.public_id, member.pk, changes=told)])
    outbox.send(kind=READ, payload={"import": received.public_id}, at=at)
    return received


def _keep_file(content: bytes) -> Path:
    """Under a random name: nothing of what the sender called it becomes a path."""
    folder = Path(settings.MEDIA_ROOT) / "registers"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / secrets.token_hex(16)
    path.write_bytes(content)
    return path


def file_of(register_import: RegisterImport) -> Path:
    return Path(settings.MEDIA_ROOT) / register_import.file_path


@transaction.atomic
def start_reading(*, public_id: str) -> RegisterImport | None:
    """The import, now being read and without rows of earlier readings; None when there is nothing to read any more
    (read already, or dropped), since a message may come twice."""
    found = RegisterImport.objects.select_for_update().filter(public_id=public_id).first()
    if found is None or IMPORT.refusal(found.state, "start_reading"):
        return None
    found.state = IMPORT.after(found.state, "start_reading")
    found.problem, found.problem_params = "", {}
    found.save(update_fields=["state", "problem", "problem_params"])
    found.rows.all().delete()
    return found


@transaction.atomic
def fail_reading(
    *, register_import: RegisterImport, by: Actor, at: datetime, code: str, params: Mapping[str, str | int]
) -> RegisterImport:
    """The file cannot be read; `code` and `params` are the file reader's, for a text with a way to mend it."""
    found = RegisterImport.objects.select_for_update().get(pk=register_import.pk)
    found.state = IMPORT.after(found.state, "fail")
    found.problem, found.problem_params = code, _storable(params)
    found.revision += 1
    found.save(update_fields=["state", "problem", "problem_params", "revision"])
    found.rows.all().delete()
    told = {"problem": code}
    record(by=by, at=at, acts=[Act("register_not_read", found.public_id, found.member_id, changes=told)])
    return found


def give_up_reading(*, by: Actor, at: datetime) -> list[str]:
    """For the start of the worker: a register whose reading ended the worker time after time is told to be one that
    cannot be read, so that nobody waits in vain. Returns public ids."""
    free = Q(taken_at__isnull=True) | Q(taken_at__lt=at - outbox.TAKEN_FOR)
    asked = OutboxMessage.objects.filter(free, kind=READ, delivered_at__isnull=True).order_by("id")
    failed = []
    for message in asked.filter(attempts__gte=outbox.MAX_ATTEMPTS):
        found = RegisterImport.objects.filter(public_id=message.payload["import"]).first()
        with transaction.atomic():
            if found and not IMPORT.refusal(found.state, "fail"):
                fail_reading(register_import=found, by=by, at=at, code=GIVEN_UP, params={"filename": found.file_name})
                failed.append(found.public_id)
            message.delivered_at, message.error = at, GIVEN_UP
            message.save(update_fields=["delivered_at", "error"])
    return failed


def stage_rows(
    *,
    register_import: RegisterImport,
    by: Actor,
    at: datetime,
    sheet: str,
    header_row: int | None,
    columns: Sequence[Mapping[str, Any]],
    rows: Iterable[StagedRow],
    noticed: Mapping[str, Any] | None = None,
    whole_register: bool | None = None,
    progress: Told | None = None,
) -> RegisterImport:
    """Compare the rows, in the order of the file, with the register, and lay them out for a person to see.

    `columns` is kept as given; each item has at least `header` and `field`. So is `noticed`, once all rows have been
    taken from the iterable. `whole_register` stays as it is when nothing is given. Rows are written in portions, so
    that others can write meanwhile; nothing shows before all are there. A file dropped meanwhile stays dropped.
    """
    comparison = Comparison(held_by_reference(register_import.member_id), term_set_codes())
    total = len(rows) if isinstance(rows, Sequence) else 0
    done = 0
    for portion in _portions(rows):
        ImportRow.objects.bulk_create([_row(register_import, one, comparison.row(one)) for one in portion])
        done += len(portion)
        if progress:
            progress(done, total)
    found_as = {"sheet": sheet, "header_row": header_row, "columns": columns, "noticed": noticed or {}}
    return _finish_reading(register_import, by, at, done, found_as, whole_register)


def _portions(rows: Iterable[StagedRow]) -> Iterator[list[StagedRow]]:
    left = iter(rows)
    while portion := list(islice(left, CHUNK)):
        yield portion


def _row(register_import: RegisterImport, staged: StagedRow, compared: Compared) -> ImportRow:
    return ImportRow(
        register_import=register_import,
        member_id=register_import.member_id,
        number=staged.number,
        reference=compared.facts.reference[:80],
        words={name: storable(text) for name, text in staged.words.items()},
        facts=as_json(compared.facts),
        problems=[problem.as_json() for problem in compared.problems],
        outcome=compared.outcome,
        contract_id=compared.contract_id,
        changes=plain_changes(compared.changes),
    )


def _storable(told: Any) -> Any:
    """What a file says of itself, such as headings and names of sheets, with each text in it made storable."""
    if isinstance(told, str):
        return storable(told)
    if isinstance(told, Mapping):
        return {name: _storable(one) for name, one in told.items()}
    return [_storable(one) for one in told] if isinstance(told, Sequence) else told


@transaction.atomic
def _finish_reading(  # noqa: PLR0917 - the end of `stage_rows`, apart only for its transaction
    register_import: RegisterImport,
    by: Actor,
    at: datetime,
    rows: int,
    found_as: Mapping[str, Any],
    whole_register: bool | None,
) -> RegisterImport:
    found = RegisterImport.objects.select_for_update().get(pk=register_import.pk)
    if IMPORT.refusal(found.state, "finish_reading"):
        found.rows.all().delete()
        return found
    found.state = IMPORT.after(found.state, "finish_reading")
    kept = _storable(found_as)
    found.sheet, found.header_row, found.columns = kept["sheet"], kept["header_row"], kept["columns"]
    found.noticed = kept["noticed"]
    found.whole_register = found.whole_register if whole_register is None else whole_register
    found.revision += 1
    found.save(update_fields=["state", "sheet", "header_row", "columns", "noticed", "whole_register", "revision"])
    record(by=by, at=at, acts=[Act("register_read", found.public_id, found.member_id, changes={"rows": rows})])
    return found


@transaction.atomic
def correct_columns(
    *,
    by: Actor,
    at: datetime,
    public_id: str,
    columns: Sequence[Mapping[str, Any]] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> RegisterImport:
    """What a person says the columns, the sheet or the heading row are; the file is read again accordingly.

    `columns` has `header` and `field` for each, an empty field to leave the column out; it is remembered for the
    member's next file. Another sheet or heading row has other columns, so that earlier ones are forgotten.
    """
    found = import_for_change(by, public_id)
    stop_if(permissions.work_on_import(by, found, "correct_columns"))
    found.state = IMPORT.after(found.state, "correct_columns")
    if sheet is not None or header_row is not None:
        found.sheet = found.sheet if sheet is None else sheet
        found.header_row, found.columns = header_row, []
    if columns is not None:
        found.columns = [{**column, "chosen": True} for column in columns]
        _remember(found.member_id, columns)
    found.revision += 1
    found.save(update_fields=["state", "sheet", "header_row", "columns", "revision"])
    told = {"sheet": found.sheet, "header_row": found.header_row, "columns": _told(found.columns)}
    record(by=by, at=at, acts=[Act("register_columns_corrected", public_id, found.member_id, changes=told)])
    outbox.send(kind=READ, payload={"import": public_id}, at=at)
    return found


def _told(columns: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {str(column["header"]): str(column["field"] or "") for column in columns}


def _remember(member_id: int, columns: Sequence[Mapping[str, Any]]) -> None:
    said = {fold_header(header): field for header, field in _told(columns).items() if fold_header(header)}
    ColumnMemory.objects.bulk_create(
        [ColumnMemory(member_id=member_id, header=header, field=field) for header, field in said.items()],
        update_conflicts=True,
        unique_fields=["member", "header"],
        update_fields=["field"],
    )


@transaction.atomic
def drop_import(*, by: Actor, at: datetime, public_id: str) -> RegisterImport:
    """The file is not to be taken in. It is kept as it came; its rows are not."""
    found = import_for_change(by, public_id)
    stop_if(permissions.work_on_import(by, found, "drop"))
    found.state = IMPORT.after(found.state, "drop")
    found.revision += 1
    found.save(update_fields=["state", "revision"])
    found.rows.all().delete()
    record(by=by, at=at, acts=[Act("register_dropped", public_id, found.member_id)])
    return found


def import_for_change(by: Actor, public_id: str) -> RegisterImport:
    """The actor's own import, locked. Another's is answered as if it did not exist."""
    found = queries.own_imports(by).select_for_update(of=("self",)).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found
