"""The terms taken in from their tables."""

import csv
import shutil
from datetime import date

import pytest
from django.utils import translation

from aktsom.contracts.rules import ContractFacts
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import Refused
from aktsom.core.models import JournalEntry
from aktsom.terms import queries
from aktsom.terms.actions import LoadReport, load_terms
from aktsom.terms.explanations import explain
from aktsom.terms.grammar import RuleError
from aktsom.terms.models import Obligation, TermSet
from aktsom.terms.rules import DueKind
from aktsom.terms.tables import REFERENCE
from tests.cast import NOON, actor

pytestmark = pytest.mark.django_db


def rewritten(folder, **changes):
    """The tables in a folder of their own, with cells of obligation 3.1 of T1, T3 and T4 changed."""
    shutil.copytree(REFERENCE, folder, dirs_exist_ok=True)
    path = folder / "term_obligations.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if row["obligation_id"] == "3.1" and "T4" in row["term_set_ids"].split(";"):
            row.update(changes)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_load_splits_obligations_by_term_set():
    report = load_terms(by=PLATFORM, at=NOON)
    assert report == LoadReport(
        added=TermSet.objects.count() + Obligation.objects.count(), changed=0, removed=0, same=0
    )
    assert [row.code for row in queries.term_sets()] == ["T0", "T1", "T2", "T3", "T4", "T4-H"]
    assert [row.number for row in queries.obligations_of("T1")] == [
        "0.2", "1.1", "1.2", "1.3", "1.4", "1.6", "3.1", "3.2",
    ]  # fmt: skip


def test_loading_again_changes_nothing():
    first = load_terms(by=PLATFORM, at=NOON)
    entries = JournalEntry.objects.count()
    assert load_terms(by=PLATFORM, at=NOON) == LoadReport(0, 0, 0, first.added)
    assert JournalEntry.objects.count() == entries


def test_a_changed_cell_is_changed_and_told(tmp_path):
    load_terms(by=PLATFORM, at=NOON)
    report = load_terms(by=actor("sekka"), at=NOON, folder=rewritten(tmp_path, due_rule="dispatch+P8W"))
    assert (report.added, report.changed, report.removed) == (0, 3, 0)
    entry = JournalEntry.objects.get(subject="T3 3.1", verb="terms_changed")
    assert entry.changes == {
        "due_rule": ["T1:contract_signature+P1M|T3:contract_start+P6M|T4:dispatch+P6W", "dispatch+P8W"]
    }


def test_an_obligation_taken_out_stands_in_the_journal(tmp_path):
    load_terms(by=PLATFORM, at=NOON)
    report = load_terms(by=PLATFORM, at=NOON, folder=rewritten(tmp_path, term_set_ids="T3;T4"))
    assert report.removed == 1
    assert JournalEntry.objects.get(subject="T1 3.1", verb="terms_removed").changes["owed_by"] == ["supplier", None]


def test_a_rule_that_cannot_be_read_leaves_nothing(tmp_path):
    with pytest.raises(RuleError):
        load_terms(by=PLATFORM, at=NOON, folder=rewritten(tmp_path, due_rule="about six weeks"))
    assert (TermSet.objects.count(), Obligation.objects.count(), JournalEntry.objects.count()) == (0, 0, 0)


def test_only_the_secretariat_renews_the_terms():
    with pytest.raises(Refused):
        load_terms(by=actor("olga"), at=NOON)


def contract(term_set):
    return ContractFacts(title="Hansker", term_set=term_set, signed_on=date(2025, 2, 1), starts_on=date(2025, 3, 1))


@pytest.mark.parametrize(
    ("term_set", "kind", "on", "expected_on"),
    [
        ("T1", DueKind.DATE, date(2025, 3, 1), None),
        ("T2", DueKind.CONTRACT_DECIDES, None, None),
        ("T3", DueKind.DATE, date(2025, 9, 1), None),
        ("T4", DueKind.WAITS_FOR, None, date(2025, 3, 15)),
        ("T4-H", DueKind.CONTRACT_DECIDES, None, None),
    ],
)
def test_the_self_report_is_due_by_the_contracts_own_terms(term_set, kind, on, expected_on):
    load_terms(by=PLATFORM, at=NOON)
    found = queries.self_report_of(contract(term_set))
    assert found is not None
    assert (found.kind, found.on, found.expected_on) == (kind, on, expected_on)


def test_no_terms_no_duties():
    load_terms(by=PLATFORM, at=NOON)
    assert queries.duties_of(contract("")) == []
    assert queries.self_report_of(contract("T0")) is None


def test_duties_know_whether_the_supplier_is_covered():
    load_terms(by=PLATFORM, at=NOON)
    said = {
        covered: {duty.number: explain(duty.due) for duty in queries.duties_of(contract("T4"), covered=covered)}
        for covered in (True, False, None)
    }
    assert said[True]["2.1"] == "ved avtalestart"
    assert said[False]["2.1"] == "etter det avtalen selv sier"
    assert said[None]["2.1"] == (
        "ved avtalestart hvis leverandøren er omfattet av åpenhetsloven, ellers etter det avtalen selv sier"
    )
    assert said[None]["2.5"] == (
        "hvert år innen 30. juni hvis leverandøren er omfattet av åpenhetsloven, ellers hver gang det har gått 1 år"
    )
    assert said[True]["3.1"] == "6 uker etter utsending av skjemaet"


def test_every_duty_of_every_set_can_be_explained():
    load_terms(by=PLATFORM, at=NOON)
    known = queries.obligations()
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            for code in known:
                assert all(explain(duty.due) for duty in queries.duties_of(contract(code), known=known))


def test_duties_of_many_contracts_ask_once(django_assert_num_queries):
    load_terms(by=PLATFORM, at=NOON)
    with django_assert_num_queries(1):
        known = queries.obligations()
        for code in ("T1", "T3", "T4"):
            queries.duties_of(contract(code), known=known)
