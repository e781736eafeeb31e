from datetime import date

import pytest

from aktsom.categories.models import CatalogueVersion
from aktsom.contracts.models import RegisterImport
from aktsom.contracts.states import ImportState
from aktsom.risk.actions import confirm_result
from aktsom.risk.queries import OVER, ContractFilters, contract_list, home
from aktsom.risk.queries.home import DueKind
from aktsom.risk.queries.steps import StepKind
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member
from tests.factories import registers
from tests.factories.contracts import facts
from tests.risk.counting import queries
from tests.risk.purchases import bought, gloves, unlisted, unsaid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]

TODAY = date(2026, 11, 23)


def test_an_empty_register_needs_nothing() -> None:
    seen = home(actor("mons"), TODAY)

    assert (len(seen.needs_decision), seen.waits, seen.due_soon) == (0, [], [])


def test_steps_by_group_gravest_first_and_each_count_equals_its_list() -> None:
    mons = actor("mons")
    gloves()
    bought(title="Arbeidstøy og munnbind")
    unsaid()
    unlisted()
    decided = gloves()
    confirm_result(by=mons, at=NOON, contract_public_id=decided.public_id, revision=1)

    steps = home(mons, TODAY).needs_decision.steps

    assert [(step.kind, step.group, step.contracts) for step in steps] == [
        (StepKind.CONFIRM, "medical", 2),
        (StepKind.CONFIRM, "textile", 1),
        (StepKind.NAME_PRODUCTS, "medical", 1),
        (StepKind.WITHOUT_TERMS, "", 3),
    ]
    assert [len(contract_list(mons, step.filters, today=TODAY).rows) for step in steps] == [2, 1, 1, 3]


def test_a_reader_is_asked_for_no_decision() -> None:
    gloves()
    registers.read([registers.staged(2, facts())])

    assert len(home(actor("rita"), TODAY).needs_decision) == 0


def test_who_decides_for_one_of_two_members_is_asked_for_that_one_only() -> None:
    dag = actor("dag")
    gloves()
    gloves("bergen")

    steps = home(dag, TODAY).needs_decision.steps

    assert {step.filters.member for step in steps} == {member("oslo").public_id}
    assert [len(contract_list(dag, step.filters, today=TODAY).rows) for step in steps] == [
        step.contracts for step in steps
    ]


def test_register_files_wait_for_me_or_for_the_platform() -> None:
    waiting = registers.read([registers.staged(2, facts()), registers.staged(3, facts())])
    on_its_way = registers.received("oslo", b"c;d", "ny.csv")
    RegisterImport.objects.filter(pk=on_its_way.pk).update(state=ImportState.READING)
    dropped = registers.received("oslo", b"e;f")
    RegisterImport.objects.filter(pk=dropped.pk).update(state=ImportState.DROPPED)
    registers.received("bergen", b"g;h")

    seen = home(actor("mons"), TODAY)

    assert [(found.public_id, found.rows) for found in seen.needs_decision.imports] == [(waiting.public_id, 2)]
    assert [(found.public_id, found.state) for found in seen.waits] == [(on_its_way.public_id, "reading")]


def test_contracts_that_a_new_register_does_not_name_wait_for_a_decision() -> None:
    first, second = facts(), facts()
    registers.taken_in([registers.staged(2, first), registers.staged(3, second)])
    registers.taken_in([registers.staged(2, first)])

    rows = home(actor("mons"), TODAY).needs_decision.vanished

    assert [(row.member, row.contracts) for row in rows] == [("Oslo kommune", 1)]


def test_contracts_gone_by_their_last_day_are_asked_about_once_and_in_no_step() -> None:
    mons = actor("mons")
    gloves(ends_on=date(2026, 11, 22))
    unlisted(ends_on=date(2026, 3, 1))
    gloves("bergen", ends_on=date(2026, 3, 1))

    seen = home(mons, TODAY)

    assert (len(seen.needs_decision), seen.needs_decision.steps, seen.due_soon) == (1, [], [])
    over = seen.needs_decision.over[0]
    assert (over.contracts, over.filters) == (2, ContractFilters(state=OVER))
    assert len(contract_list(mons, over.filters, today=TODAY).rows) == 2


def test_a_reader_is_not_asked_about_contracts_gone_by() -> None:
    gloves(ends_on=date(2026, 11, 22))

    assert home(actor("rita"), TODAY).needs_decision.over == []


def test_who_keeps_one_of_two_registers_is_asked_about_that_one_only() -> None:
    dag = actor("dag")
    gloves(ends_on=date(2026, 11, 22))
    gloves("bergen", ends_on=date(2026, 11, 22))

    over = home(dag, TODAY).needs_decision.over

    assert [(row.contracts, row.filters.member) for row in over] == [(1, member("oslo").public_id)]
    assert len(contract_list(dag, over[0].filters, today=TODAY).rows) == 1


def test_options_ends_and_self_reports_of_high_risk_contracts_within_ninety_days() -> None:
    load_terms(by=actor("sekka"), at=NOON)
    option = gloves(ends_on=date(2026, 12, 31), option_until=date(2028, 12, 31))
    last = gloves(ends_on=date(2026, 12, 24), option_until=None)
    report = gloves(term_set="T3", starts_on=date(2026, 7, 1), ends_on=date(2029, 1, 1))
    gloves(ends_on=date(2027, 3, 1))
    unlisted(ends_on=date(2026, 12, 1))
    gloves("bergen", ends_on=date(2026, 12, 1))

    rows = home(actor("rita"), TODAY).due_soon

    assert [(row.on, row.kind, row.contract, row.expected) for row in rows] == [
        (date(2026, 12, 24), DueKind.ENDS, last.public_id, False),
        (date(2026, 12, 31), DueKind.OPTION, option.public_id, False),
        (date(2027, 1, 1), DueKind.SELF_REPORT, report.public_id, False),
    ]


def test_home_asks_as_often_for_three_contracts_as_for_one(small_list: CatalogueVersion) -> None:
    load_terms(by=actor("sekka"), at=NOON)
    mons = actor("mons")
    gloves(term_set="T3")
    one = queries(lambda: home(mons, TODAY))
    gloves(term_set="T1")
    unsaid()

    assert queries(lambda: home(mons, TODAY)) == one
