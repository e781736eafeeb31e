"""A contract typed into a form is read like a row of a register, but nothing typed is lost in silence."""

from datetime import date
from decimal import Decimal

import pytest

from aktsom.contracts.rules import EMPTY
from aktsom.interop.registers.typed import typed_facts


def test_everything_is_read():
    facts, problems = typed_facts(
        {
            "title": " Hansker ",
            "products": "Undersøkelseshansker\nOperasjonshansker",
            "cpv": "33141420, 18424300-0",
            "origins": "Malaysia, Thailand",
            "supplier_name": "Nordhav Medisinsk AS",
            "supplier_number": "923 609 016",
            "value": "1,2 mill",
            "signed_on": "2025-12-01",
            "starts_on": "2026-01-01",
            "ends_on": "31.12.2027",
            "term_set": "T4",
            "description": "Til sykehjem.\nTo typer.",
        }
    )
    assert problems == ()
    assert (facts.title, facts.products) == ("Hansker", ("Undersøkelseshansker", "Operasjonshansker"))
    assert (facts.cpv, facts.origins) == (("33141420", "18424300"), ("MY", "TH"))
    assert (facts.supplier_name, facts.supplier_number) == ("Nordhav Medisinsk AS", "923609016")
    assert (facts.value, facts.currency) == (Decimal("1200000.00"), "NOK")
    assert (facts.signed_on, facts.starts_on, facts.ends_on) == (
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2027, 12, 31),
    )
    assert (facts.term_set, facts.description) == ("T4", "Til sykehjem.\nTo typer.")


def test_nothing_typed_says_nothing():
    facts, problems = typed_facts({})
    assert (facts, {problem.code for problem in problems}) == (EMPTY, {"title_missing", "supplier_missing"})


@pytest.mark.parametrize(
    ("name", "text"), [("value", "mye"), ("signed_on", "en gang"), ("cpv", "hansker"), ("origins", "Utopia")]
)
def test_what_cannot_be_read_at_all_stops_the_form(name, text):
    _facts, problems = typed_facts({"title": "Hansker", "supplier_name": "Nordhav AS", name: text})
    assert [(problem.field, problem.blocks) for problem in problems] == [(name, True)]


def test_what_was_read_with_a_guess_is_only_pointed_out():
    facts, problems = typed_facts({"title": "Hansker", "supplier_name": "Nordhav AS", "value": "1000 per år"})
    assert (facts.value, [(problem.code, problem.blocks) for problem in problems]) == (
        Decimal("1000.00"),
        [("amount_per_year", False)],
    )
