"""A register file on its way in."""

from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection, transaction

from aktsom.contracts import actions, progress, queries
from aktsom.contracts.models import ImportRow, RegisterImport
from aktsom.contracts.rules import EMPTY, FIELDS, Problem
from aktsom.contracts.states import RowOutcome
from aktsom.core import outbox
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.models import JournalEntry, OutboxMessage
from tests.cast import NOON, actor, member
from tests.factories.contracts import contract, facts
from tests.factories.registers import read, received, staged, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def waiting(kind="register.read"):
    return [message.payload for message in OutboxMessage.objects.filter(kind=kind)]


# --- receive


def test_the_file_is_kept_as_it_came(tmp_path):
    found = received(content=b"a;b\n1;2", file_name="..\\..\\Avtaler\x00 2026.csv")
    assert actions.file_of(found).read_bytes() == b"a;b\n1;2"
    assert actions.file_of(found).parent == tmp_path / "registers"
    assert (found.file_name, found.state) == ("Avtaler 2026.csv", "received")
    assert found.checksum == sha256(b"a;b\n1;2").hexdigest()


def test_receiving_asks_for_reading_and_is_told():
    found = received()
    assert waiting() == [{"import": found.public_id}]
    entry = JournalEntry.objects.get(subject=found.public_id)
    assert (entry.verb, entry.changes["file_name"]) == ("register_received", "register.csv")


def test_a_file_over_the_limit_is_refused_and_not_kept(settings, tmp_path):
    settings.REGISTER_MAX_BYTES = 3
    with pytest.raises(DomainError):
        received(content=b"four")
    assert list(tmp_path.rglob("*")) == []


def test_nothing_is_kept_when_the_journal_fails(tmp_path):
    olga, oslo = actor("olga"), member("oslo")
    with connection.cursor() as cursor:
        cursor.execute("alter table aktsom_journalentry rename to set_aside")
    with pytest.raises(Exception, match="aktsom_journalentry"), transaction.atomic():
        actions.receive_register(by=olga, at=NOON, member=oslo, file_name="a", content=b"a")
    with connection.cursor() as cursor:
        cursor.execute("alter table set_aside rename to aktsom_journalentry")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert (RegisterImport.objects.count(), OutboxMessage.objects.count()) == (0, 0)


@pytest.mark.parametrize(("who", "error"), [("rita", Refused), ("berit", NotVisible), ("sekka", NotVisible)])
def test_receiving_is_for_those_who_keep_the_register(who, error):
    with pytest.raises(error):
        actions.receive_register(by=actor(who), at=NOON, member=member("oslo"), file_name="a", content=b"a")


def test_a_file_taken_in_before_is_known():
    taken_in([staged(2, facts())])
    again = received()
    assert queries.taken_in_before(again) == RegisterImport.objects.exclude(id=again.id).get()
    assert queries.taken_in_before(received(content=b"other")) is None


# --- read


def test_rows_are_laid_out_with_what_they_would_do():
    same, changed = contract(reference="A1"), contract(reference="A2")
    rows = [
        staged(2, queries.facts_of(same)),
        staged(3, facts(reference="A2", title="Ny tittel")),
        staged(4, facts(reference="A3")),
        staged(5, facts(reference="A4", title="")),
    ]
    found = read(rows)
    assert (found.state, found.sheet, found.header_row) == ("read", "Ark1", 1)
    assert queries.row_counts(found) == {"new": 1, "changed": 1, "same": 1, "blocked": 1, "left_out": 0}
    view = queries.row(found, 3)
    assert (view.outcome, view.contract, view.changes) == (
        "changed",
        changed.public_id,
        {"title": ["Engangshansker i nitril", "Ny tittel"]},
    )


def test_row_pages_are_by_number_and_outcome():
    found = read([staged(n, facts(title="" if n == 4 else "Kaffe")) for n in range(2, 7)])
    assert [row.number for row in queries.rows(found, limit=2)] == [2, 3]
    assert [row.number for row in queries.rows(found, after=3)] == [4, 5, 6]
    assert [row.number for row in queries.rows(found, outcome=RowOutcome.BLOCKED)] == [4]


def test_rows_to_look_at_are_those_that_are_taken_in_with_a_remark():
    found = read(
        [staged(2, facts()), staged(3, facts(supplier_name="", supplier_number="")), staged(4, facts(title=""))]
    )
    assert [row.number for row in queries.rows(found, warned=True)] == [3]
    assert queries.warned_count(found) == 1


def test_row_pages_ask_the_same_number_of_questions_for_one_and_three(django_assert_num_queries):
    for owner, count in (("oslo", 1), ("bergen", 3)):
        found = read([staged(n, facts()) for n in range(2, 2 + count)], owner)
        with django_assert_num_queries(1):
            assert len(queries.rows(found)) == count


def test_reading_again_starts_afresh():
    found = read([staged(2, facts())])
    actions.correct_columns(by=actor("olga"), at=NOON, public_id=found.public_id, header_row=3)
    actions.start_reading(public_id=found.public_id)
    assert ImportRow.objects.count() == 0


def test_a_message_that_comes_twice_reads_once():
    found = read([staged(2, facts())])
    assert actions.start_reading(public_id=found.public_id) is None
    assert actions.start_reading(public_id="imp-0000000000") is None
    assert ImportRow.objects.count() == 1


def test_a_file_dropped_while_it_was_read_stays_dropped():
    found = actions.start_reading(public_id=received().public_id)
    actions.drop_import(by=actor("olga"), at=NOON, public_id=found.public_id)
    after = actions.stage_rows(
        register_import=found, by=PLATFORM, at=NOON, sheet="", header_row=1, columns=[], rows=[staged(2, facts())]
    )
    assert (after.state, ImportRow.objects.count()) == ("dropped", 0)


def test_a_file_that_cannot_be_read_keeps_the_reason():
    found = actions.start_reading(public_id=received().public_id)
    actions.fail_reading(
        register_import=found, by=PLATFORM, at=NOON, code="password_protected", params={"filename": "a.xlsx"}
    )
    kept = RegisterImport.objects.get()
    assert (kept.state, kept.problem, kept.problem_params) == (
        "failed",
        "password_protected",
        {"filename": "a.xlsx"},
    )
    assert JournalEntry.objects.get(verb="register_not_read").changes == {"problem": "password_protected"}


def test_progress_is_read_from_outside():
    seen = []
    found = actions.start_reading(public_id=received().public_id)
    rows = [staged(n, facts()) for n in range(2, 5)]

    def tell(done, total):
        progress.report(found.public_id, "reading", done, total)
        seen.append(progress.read(found.public_id))

    actions.stage_rows(
        register_import=found, by=PLATFORM, at=NOON, sheet="", header_row=1, columns=[], rows=rows, progress=tell
    )
    assert seen == [progress.Progress("reading", 3, 3)]
    assert (seen[0].percent, progress.Progress("reading", 3, 0).percent, progress.read("imp-none")) == (100, None, None)


# --- columns


def test_corrected_columns_are_remembered_and_read_again():
    found = read([staged(2, facts())])
    columns = [{"header": "Avtale  NR", "field": "reference", "why": "guess"}, {"header": "Ansvarlig", "field": ""}]
    after = actions.correct_columns(by=actor("mons"), at=NOON, public_id=found.public_id, columns=columns)
    assert queries.column_memory(found.member_id) == {"avtale nr": "reference", "ansvarlig": ""}
    assert after.columns == [{**column, "chosen": True} for column in columns]
    assert (after.state, waiting()) == ("received", [{"import": found.public_id}] * 2)
    assert JournalEntry.objects.get(verb="register_columns_corrected").changes["columns"] == {
        "Avtale  NR": "reference",
        "Ansvarlig": "",
    }


def test_a_later_correction_of_the_same_column_wins():
    for field in ("title", "description"):
        found = read([staged(2, facts())])
        columns = [{"header": "Navn", "field": field}]
        actions.correct_columns(by=actor("mons"), at=NOON, public_id=found.public_id, columns=columns)
    assert queries.column_memory(found.member_id) == {"navn": "description"}


def test_another_sheet_has_other_columns():
    found = read([staged(2, facts())])
    columns = [{"header": "Navn", "field": "title"}]
    actions.correct_columns(by=actor("mons"), at=NOON, public_id=found.public_id, columns=columns)
    actions.start_reading(public_id=found.public_id)
    failed = RegisterImport.objects.get()
    actions.fail_reading(register_import=failed, by=PLATFORM, at=NOON, code="no_rows", params={})
    after = actions.correct_columns(by=actor("mons"), at=NOON, public_id=found.public_id, sheet="Ark2", header_row=4)
    assert (after.sheet, after.header_row, after.columns) == ("Ark2", 4, [])


def test_columns_are_corrected_by_those_who_keep_the_register():
    found = read([staged(2, facts())])
    for who, error in (("rita", Refused), ("berit", NotVisible)):
        with pytest.raises(error):
            actions.correct_columns(by=actor(who), at=NOON, public_id=found.public_id, header_row=2)


# --- drop


def test_a_dropped_file_is_kept_and_its_rows_are_not():
    found = read([staged(2, facts())])
    after = actions.drop_import(by=actor("olga"), at=NOON, public_id=found.public_id)
    assert (after.state, ImportRow.objects.count()) == ("dropped", 0)
    assert Path(actions.file_of(found)).exists()
    with pytest.raises(Refused):
        actions.drop_import(by=actor("olga"), at=NOON, public_id=found.public_id)


# --- mend


def mend(found, number, facts, mended=None, problems=(), who="mons"):
    return actions.mend_row(
        by=actor(who),
        at=NOON,
        import_id=found.public_id,
        number=number,
        mended=mended or {"title": facts.title},
        staged=staged(number, facts, problems=problems),
    )


def test_a_mended_row_is_judged_anew():
    found = read([staged(2, facts(reference="A1", title=""))])
    row = mend(found, 2, facts(reference="A1", title="Kaffe"))
    assert (row.outcome, row.problems, row.mended) == ("new", [], {"title": "Kaffe"})
    assert row.words["title"] == ""
    entry = JournalEntry.objects.get(verb="register_row_mended")
    assert entry.changes == {"row": 2, "title": ["", "Kaffe"]}
    assert RegisterImport.objects.get().revision == found.revision + 1


def test_a_mended_row_keeps_its_generated_reference():
    said = facts(reference="", title="Kafe")
    found = read([staged(2, said)])
    before = ImportRow.objects.get().reference
    assert mend(found, 2, facts(reference="", title="Kaffe")).reference == before


def test_mending_keeps_what_was_mended_before():
    found = read([staged(2, facts(reference="A1", title="", description=""))])
    mend(found, 2, facts(reference="A1", title="Kaffe"))
    row = mend(found, 2, facts(reference="A1", title="Kaffe", description="Ny"), {"description": "Ny"})
    assert row.mended == {"title": "Kaffe", "description": "Ny"}


def test_a_row_mended_wrongly_stays_blocked():
    found = read([staged(2, facts(title=""))])
    unread = Problem("value", "amount_unclear", {"value": "x"})
    assert mend(found, 2, facts(title="Kaffe"), problems=[unread]).outcome == "blocked"


def test_mending_a_double_reference_frees_the_other_row():
    rows = [facts(reference="A1"), facts(reference="A1", title="Masker")]
    found = read([staged(n, row) for n, row in enumerate(rows, 2)])
    assert queries.row_counts(found)["blocked"] == 1
    mend(found, 2, facts(reference="A2"), {"reference": "A2"})
    assert [(row.number, row.outcome, row.problems) for row in queries.rows(found)] == [(2, "new", ()), (3, "new", ())]


def test_mending_into_a_double_reference_blocks_the_later_row():
    found = read([staged(2, facts(reference="A1")), staged(3, facts(reference="A2"))])
    mend(found, 2, facts(reference="A2"), {"reference": "A2"})
    assert [row.outcome for row in queries.rows(found)] == ["new", "blocked"]


def test_a_row_left_out_frees_the_other_and_comes_back():
    found = read([staged(n, facts(reference="A1")) for n in (2, 3)])
    leave_out, back = actions.leave_out_row, actions.take_row_back
    leave_out(by=actor("mons"), at=NOON, import_id=found.public_id, number=2)
    assert [row.outcome for row in queries.rows(found)] == ["left_out", "new"]
    back(by=actor("mons"), at=NOON, import_id=found.public_id, number=2)
    assert [row.outcome for row in queries.rows(found)] == ["new", "blocked"]
    verbs = JournalEntry.objects.filter(subject=found.public_id, verb__startswith="register_row").order_by("number")
    assert [entry.verb for entry in verbs] == ["register_row_left_out", "register_row_taken_back"]


def test_doing_again_what_is_done_leaves_no_trace():
    found = read([staged(2, facts())])
    actions.take_row_back(by=actor("mons"), at=NOON, import_id=found.public_id, number=2)
    actions.leave_out_row(by=actor("mons"), at=NOON, import_id=found.public_id, number=2)
    revision = RegisterImport.objects.get().revision
    actions.leave_out_row(by=actor("mons"), at=NOON, import_id=found.public_id, number=2)
    assert actions.leave_out_blocked(by=actor("mons"), at=NOON, import_id=found.public_id) == 0
    assert RegisterImport.objects.get().revision == revision


def test_all_blocked_rows_are_left_out_together():
    found = read([staged(2, facts()), staged(3, facts(title="")), staged(4, facts(title=""))])
    assert actions.leave_out_blocked(by=actor("mons"), at=NOON, import_id=found.public_id) == 2
    assert queries.row_counts(found) == {"new": 1, "changed": 0, "same": 0, "blocked": 0, "left_out": 2}


def test_rows_are_in_the_hands_of_those_who_keep_the_register():
    found = read([staged(2, facts())])
    for who, number, error in (("rita", 2, Refused), ("berit", 2, NotVisible), ("mons", 9, NotVisible)):
        with pytest.raises(error):
            actions.leave_out_row(by=actor(who), at=NOON, import_id=found.public_id, number=number)


def test_imports_are_seen_by_the_members_own_people():
    found = read([staged(2, facts(), columns=FIELDS)])
    assert queries.register_import(actor("rita"), found.public_id) == found
    for who in ("berit", "sekka"):
        with pytest.raises(NotVisible):
            queries.register_import(actor(who), found.public_id)
    with pytest.raises(NotVisible):
        queries.row(found, 9)


def test_an_empty_file_can_be_laid_out():
    assert queries.row_counts(read([])) == {"new": 0, "changed": 0, "same": 0, "blocked": 0, "left_out": 0}
    assert EMPTY.title == ""


def test_headings_and_sheets_are_kept_without_what_a_database_refuses():
    found = actions.start_reading(public_id=received().public_id)
    columns = [{"column": 0, "header": "Tit\x00tel", "field": "title", "samples": ["a\ud800b"]}]
    noticed = {"sheets": ["x" * 500, "\x00"], "notes": [{"code": "c", "params": {"sheet": "\x01", "count": 2}}]}
    actions.stage_rows(
        register_import=found, by=PLATFORM, at=NOON, sheet="x" * 500, header_row=1, columns=columns, rows=[],
        noticed=noticed,
    )  # fmt: skip
    kept = RegisterImport.objects.get()
    assert kept.sheet == "x" * 500
    assert kept.columns == [{"column": 0, "header": "Tittel", "field": "title", "samples": ["ab"]}]
    assert kept.noticed == {"sheets": ["x" * 500, ""], "notes": [{"code": "c", "params": {"sheet": "", "count": 2}}]}


def test_what_stopped_the_reading_is_kept_without_what_a_database_refuses():
    found = actions.start_reading(public_id=received().public_id)
    actions.fail_reading(register_import=found, by=PLATFORM, at=NOON, code="c", params={"sheet": "\x00a", "n": 1})
    assert RegisterImport.objects.get().problem_params == {"sheet": "a", "n": 1}


# --- a file that ends the worker


def test_a_file_that_ends_the_worker_time_after_time_is_given_up():
    found = received()
    actions.start_reading(public_id=found.public_id)
    OutboxMessage.objects.update(attempts=outbox.MAX_ATTEMPTS)
    assert actions.give_up_reading(by=PLATFORM, at=NOON) == [found.public_id]
    kept = RegisterImport.objects.get()
    assert (kept.state, kept.problem_params) == ("failed", {"filename": "register.csv"})
    assert JournalEntry.objects.filter(verb="register_not_read").count() == 1
    assert actions.give_up_reading(by=PLATFORM, at=NOON) == []


def test_a_file_with_tries_left_or_another_worker_is_not_given_up():
    actions.start_reading(public_id=received().public_id)
    OutboxMessage.objects.update(attempts=outbox.MAX_ATTEMPTS - 1)
    assert actions.give_up_reading(by=PLATFORM, at=NOON) == []
    OutboxMessage.objects.update(attempts=outbox.MAX_ATTEMPTS, taken_at=NOON)
    assert actions.give_up_reading(by=PLATFORM, at=NOON) == []
    assert RegisterImport.objects.get().state == "reading"


def test_a_dropped_file_is_only_laid_aside():
    found = received()
    actions.drop_import(by=actor("olga"), at=NOON, public_id=found.public_id)
    OutboxMessage.objects.update(attempts=outbox.MAX_ATTEMPTS)
    assert actions.give_up_reading(by=PLATFORM, at=NOON) == []
    assert OutboxMessage.objects.get().delivered_at == NOON
