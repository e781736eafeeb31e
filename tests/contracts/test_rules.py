"""What a contract says, what is wrong with it, and what changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.contracts.problems import describe
from aktsom.contracts.rules import (
    EMPTY,
    FIELDS,
    Comparison,
    ContractFacts,
    Held,
    Problem,
    StagedRow,
    as_json,
    changes,
    effective_end,
    fold_header,
    from_json,
    generated_reference,
    problems,
    same_supplier,
    storable,
    tidy,
    updated,
)
from aktsom.contracts.states import RowOutcome
from tests.factories.saying import facts as said

GOOD = ContractFacts(reference="A1", title="Hansker", supplier_name="Nordhav AS", supplier_number="923609016")


def codes(facts):
    return [(problem.field, problem.code, problem.blocks) for problem in problems(facts, {"T4"})]


@given(said())
def test_tidying_twice_is_tidying_once(facts):
    assert tidy(tidy(facts)) == tidy(facts)


@given(said())
def test_facts_come_back_from_json(facts):
    assert from_json(as_json(facts)) == facts


def test_tidy():
    untidy = ContractFacts(
        title=" Hansker\n i  nitril\x00 ",
        description="En\r\nto ",
        supplier_number="923 609 016",
        products=("Hansker ", "", "Hansker"),
        cpv=("33141420", "33141420"),
        origins=("cn", "CN"),
        value=Decimal("1.005"),
        currency="",
    )
    assert tidy(untidy) == ContractFacts(
        title="Hansker i nitril",
        description="En\nto",
        supplier_number="923609016",
        products=("Hansker",),
        cpv=("33141420",),
        origins=("CN",),
        value=Decimal("1.01"),
        currency="NOK",
    )


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({}, []),
        ({"title": ""}, [("title", "title_missing", True)]),
        ({"title": "x" * 301}, [("title", "too_long", True)]),
        ({"reference": "x" * 81}, [("reference", "too_long", True)]),
        ({"supplier_name": "x" * 1_000_000}, [("supplier_name", "too_long", True)]),
        ({"supplier_number": "123456789"}, [("supplier_number", "organisation_number_wrong", True)]),
        ({"supplier_number": "SE5560125790", "supplier_country": "SE"}, []),
        ({"supplier_country": "XX"}, [("supplier_country", "country_unknown", True)]),
        ({"supplier_name": "", "supplier_number": ""}, [("supplier_name", "supplier_missing", False)]),
        ({"value": Decimal("-0.01")}, [("value", "value_negative", True)]),
        ({"value": Decimal(10_000_000_000)}, []),
        ({"value": Decimal(10_000_000_001)}, [("value", "value_very_large", False)]),
        ({"value": Decimal("1e12") + 1}, [("value", "value_absurd", True)]),
        ({"currency": "KR"}, [("currency", "currency_unknown", True)]),
        ({"starts_on": date(1925, 1, 1)}, [("starts_on", "year_unlikely", True)]),
        ({"starts_on": date(2026, 1, 2), "ends_on": date(2026, 1, 1)}, [("ends_on", "ends_before_start", True)]),
        ({"starts_on": date(2026, 1, 1), "ends_on": date(2026, 1, 1)}, []),
        (
            {"ends_on": date(2026, 1, 2), "option_until": date(2026, 1, 1)},
            [("option_until", "option_before_end", False)],
        ),
        ({"signed_on": date(2026, 1, 2), "ends_on": date(2026, 1, 1)}, [("signed_on", "signed_after_end", False)]),
        ({"cpv": ("3314142",)}, [("cpv", "cpv_malformed", True)]),
        ({"origins": ("KINA",)}, [("origins", "country_unknown", True)]),
        ({"origins": tuple(f"{n:03}" for n in range(60))}, None),
        ({"term_set": "T4"}, []),
        ({"term_set": "T9"}, [("term_set", "term_set_unknown", True)]),
    ],
)
def test_problems(wrong, expected):
    found = codes(replace(GOOD, **wrong))
    if expected is None:
        expected = [("origins", "too_many_countries", True), *[("origins", "country_unknown", True)] * 60]
    assert found == expected


@given(said())
def test_every_problem_can_be_told(facts):
    for problem in problems(tidy(facts), {"T4"}):
        told = describe(problem)
        assert told.what
        assert told.mend
        assert "{" not in told.what.replace(str(problem.params.get("value", "")), "")


# --- changes


@given(said())
def test_nothing_changed_between_the_same(facts):
    assert changes(facts, facts) == {}


@given(said(), said())
def test_updating_with_changes_leaves_none(old, new):
    old, new = tidy(old), tidy(new)
    assert changes(updated(old, new, FIELDS), new) == {}


@given(said(), said())
def test_a_field_without_a_column_is_left_alone(old, new):
    bare = replace(EMPTY, reference=new.reference, title=new.title)
    after = updated(old, bare, {"reference", "title"})
    assert after == replace(old, reference=new.reference, title=new.title)


def test_an_emptied_cell_empties_the_field():
    assert updated(replace(GOOD, description="Gammel"), GOOD, FIELDS).description == ""


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (("Nordhav AS", "923609016"), ("Noe annet", "923609016"), True),
        (("Nordhav AS", "923609016"), ("Nordhav", ""), True),
        (("Nordhav AS", "923609016"), ("Fjellsko", ""), False),
        (("Nordhav AS", ""), ("NORDHAV A/S", ""), True),
        (("Nordhav AS", ""), ("Nordhav AS", "923609016"), False),
        (("Nordhav AS", "923609016"), ("Nordhav AS", "974760673"), False),
        (("Nordhav AS", "923609016"), ("", ""), False),
        (("", ""), ("", ""), True),
    ],
)
def test_same_supplier(old, new, same):
    one, other = (ContractFacts(supplier_name=name, supplier_number=number) for name, number in (old, new))
    assert same_supplier(one, other) is same


@pytest.mark.parametrize(
    ("ends_on", "option_until", "expected"),
    [
        (None, None, None),
        (date(2026, 1, 1), None, date(2026, 1, 1)),
        (date(2026, 1, 1), date(2028, 1, 1), date(2028, 1, 1)),
        (date(2026, 1, 1), date(2025, 1, 1), date(2026, 1, 1)),
    ],
)
def test_effective_end(ends_on, option_until, expected):
    assert effective_end(replace(GOOD, ends_on=ends_on, option_until=option_until)) == expected


def test_a_generated_reference_is_the_same_for_the_same_contract():
    assert generated_reference(GOOD) == generated_reference(replace(GOOD, title="HANSKER", value=Decimal(7)))
    assert generated_reference(GOOD) != generated_reference(replace(GOOD, starts_on=date(2026, 1, 1)))
    assert generated_reference(GOOD, 2) == f"{generated_reference(GOOD)}-2"


def test_fold_header():
    assert fold_header("  Avtale\n NR ") == "avtale nr"


# --- comparison


def compared(rows, register):
    comparison = Comparison(register, {"T4"})
    return [comparison.row(row) for row in rows]


def rows_of(many, columns=FIELDS):
    return [StagedRow(n, dict.fromkeys(columns, "x"), facts) for n, facts in enumerate(many, start=2)]


def taken_in(rows, register):
    """The register after the rows that are not blocked."""
    after = dict(register)
    for row, done in zip(rows, compared(rows, register), strict=True):
        if done.outcome == RowOutcome.BLOCKED:
            continue
        old = after.get(done.facts.reference)
        facts = updated(old.facts, done.facts, row.words) if old else done.facts
        after[facts.reference] = Held(old.id if old else len(after) + 1, "con", 1, facts)
    return after


@given(st.lists(said(), max_size=6))
def test_the_same_file_twice_changes_nothing(many):
    rows = rows_of(many)
    once = taken_in(rows, {})
    outcomes = {done.outcome for done in compared(rows, once)}
    assert outcomes <= {RowOutcome.SAME, RowOutcome.BLOCKED}
    assert taken_in(rows, once) == once


@given(st.lists(said(), max_size=4), st.lists(said(), max_size=4))
def test_the_last_file_wins_whatever_came_before(first, second):
    rows = rows_of(second)
    after = taken_in(rows, taken_in(rows_of(first), {}))
    alone = taken_in(rows, {})
    assert all(changes(after[reference].facts, alone[reference].facts) == {} for reference in alone)


def test_a_reference_twice_blocks_the_later_row():
    first, second = compared(rows_of([GOOD, replace(GOOD, title="Masker")]), {})
    assert (first.outcome, second.outcome) == (RowOutcome.NEW, RowOutcome.BLOCKED)
    assert second.problems == (Problem("reference", "reference_twice", {"value": "A1", "row": 2}),)


def test_contracts_alike_without_a_reference_are_numbered():
    bare = replace(GOOD, reference="")
    first, second = compared(rows_of([bare, bare]), {})
    assert second.facts.reference == f"{first.facts.reference}-2"
    assert (first.outcome, second.outcome) == (RowOutcome.NEW, RowOutcome.NEW)


def test_the_readers_problems_block_too_and_are_told_once():
    unread = Problem("value", "amount_unclear", {"value": "ca. 5"})
    title = Problem("title", "title_missing")
    row = StagedRow(2, {}, replace(GOOD, title=""), (unread, title))
    (done,) = compared([row], {})
    assert (done.outcome, done.problems) == (RowOutcome.BLOCKED, (unread, title))


def test_a_row_is_compared_with_the_contract_of_its_reference():
    held = Held(7, "con-7", 1, GOOD)
    (same,) = compared(rows_of([GOOD]), {"A1": held})
    (changed,) = compared(rows_of([replace(GOOD, title="Masker")]), {"A1": held})
    assert (same.outcome, same.contract_id, same.changes) == (RowOutcome.SAME, 7, {})
    assert (changed.outcome, changed.changes) == (RowOutcome.CHANGED, {"title": ("Hansker", "Masker")})


def test_a_text_cannot_turn_what_stands_beside_it() -> None:
    assert storable("Hansker \u202etil sykehus\u202c\x07 \u2067og\u2069 hjem") == "Hansker til sykehus og hjem"
    assert storable("קפה\u200f (kaffe)") == "קפה\u200f (kaffe)"
