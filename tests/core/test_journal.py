"""The journal, and what shows when somebody changes it behind the platform's back."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from aktsom.core import journal
from aktsom.core.actor import PLATFORM
from aktsom.core.journal import Act, Verdict, record
from aktsom.core.models import JournalEntry, JournalHead

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 12, 0, 0, 123456, tzinfo=UTC)


def written(count=3):
    acts = [Act("told", f"con-{n}", changes={"title": [None, f"Ærlig {n}"]}) for n in range(count)]
    return record(by=PLATFORM, at=AT, acts=acts)


@pytest.fixture
def unguarded():
    """Somebody with the keys to the database lifts the guard against update and delete."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("drop trigger aktsom_journalentry_no_update")
            cursor.execute("drop trigger aktsom_journalentry_no_delete")
        else:
            cursor.execute("alter table aktsom_journalentry disable trigger all")


def test_entries_follow_each_other():
    assert written(2) == 2
    assert written(1) == 1
    first, second, third = JournalEntry.objects.order_by("number")
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert (first.previous, second.previous, third.previous) == ("0" * 64, first.hash, second.hash)
    assert JournalHead.objects.values_list("number", "hash").get() == (3, third.hash)
    assert journal.verify() == Verdict(3, None)


def test_many_entries_are_written_like_few():
    assert written(journal.FEW + 1) == journal.FEW + 1
    assert journal.verify() == Verdict(journal.FEW + 1, None)
    assert JournalEntry.objects.get(number=7).changes == {"title": [None, "Ærlig 6"]}


def test_an_empty_journal_is_whole():
    assert journal.verify() == Verdict(0, None)


def test_what_is_written_while_one_reads_is_no_break():
    written()
    late = iter([2, 1])

    def write_first(execute, sql, *rest):
        """As another process would, between the reading of the entries and of the head."""
        if "journalhead" in sql and sql.startswith("SELECT") and (count := next(late, 0)):
            written(count)
        return execute(sql, *rest)

    with connection.execute_wrapper(write_first):
        assert journal.verify() == Verdict(6, None)


def test_sqlite_refuses_to_replace_an_entry_too():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces a row by an insert")
    written()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert or replace into aktsom_journalentry select * from aktsom_journalentry where number = 2")


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_an_entry(act):
    written()
    entries = JournalEntry.objects.filter(number=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        entries.update(verb="other") if act == "update" else entries.delete()
    assert journal.verify() == Verdict(3, None)


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "other"},
        {"changes": {"title": [None, "Noe annet"]}},
        {"subject": "con-9"},
        {"person_id": 7},
        {"at": datetime(2026, 11, 1, tzinfo=UTC)},
        {"hash": "0" * 64},
    ],
)
@pytest.mark.usefixtures("unguarded")
def test_a_changed_entry_is_found(change):
    written()
    JournalEntry.objects.filter(number=2).update(**change)
    assert journal.verify() == Verdict(1, 2)


@pytest.mark.usefixtures("unguarded")
def test_an_entry_changed_with_its_hash_breaks_the_next():
    written()
    entry = JournalEntry.objects.get(number=2)
    entry.verb = "other"
    JournalEntry.objects.filter(number=2).update(verb="other", hash=journal.digest(entry.previous, entry))
    assert journal.verify() == Verdict(2, 3)


@pytest.mark.parametrize(("gone", "verdict"), [(1, Verdict(0, 2)), (2, Verdict(1, 3)), (3, Verdict(2, 3))])
@pytest.mark.usefixtures("unguarded")
def test_a_missing_entry_is_found_the_last_one_too(gone, verdict):
    written()
    JournalEntry.objects.filter(number=gone).delete()
    assert journal.verify() == verdict


def test_an_entry_outside_a_transaction_is_a_mistake(monkeypatch):
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(RuntimeError):
        written()
