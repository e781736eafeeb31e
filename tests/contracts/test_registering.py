"""Contracts by hand."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from aktsom.contracts import queries
from aktsom.contracts.actions import (
    amend_contract,
    end_contract,
    register_contract,
    reopen_contract,
    strike_contract,
)
from aktsom.contracts.models import Contract, OwnFacts
from aktsom.contracts.problems import FactsWrong
from aktsom.core import journal
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.suppliers.models import Supplier
from tests.cast import NOON, actor, member
from tests.factories.contracts import contract, facts

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=2)
REASON = "Levert ferdig i oktober."


def last_entry(made):
    return JournalEntry.objects.filter(subject=made.public_id).latest("number")


def amended(made, who="olga", **said):
    return amend_contract(
        by=actor(who),
        at=NOON,
        public_id=made.public_id,
        revision=made.revision,
        facts=replace(queries.facts_of(made), **said),
    )


# --- register


def test_register_keeps_all_facts():
    said = facts(origins=("CN", "MY"), options="1 + 1 år", option_until=date(2029, 12, 31), description="To\nlinjer")
    made = register_contract(by=actor("olga"), at=NOON, member=member("oslo"), facts=said)
    assert queries.facts_of(Contract.objects.get()) == said
    assert (made.state, made.revision) == ("running", 1)


def test_register_writes_the_journal():
    made = contract(title="Kaffe")
    entry = JournalEntry.objects.get(subject=made.public_id)
    assert (entry.verb, entry.member_id, entry.changes["title"]) == (
        "contract_registered",
        made.member_id,
        [None, "Kaffe"],
    )
    assert journal.verify().broken_at is None


def test_register_without_a_reference_gives_one_each():
    said = facts(reference="", title="Kaffe")
    first, second = (
        register_contract(by=actor("olga"), at=at, member=member("oslo"), facts=said) for at in (NOON, LATER)
    )
    assert second.reference == f"{first.reference}-2"


@pytest.mark.parametrize("reference", ["", "A1"])
def test_a_second_press_of_the_button_makes_no_second_contract(reference):
    said = {"reference": reference, "title": "Kaffe", "cpv": ("15861000",), "origins": ("BR",)}
    first = contract(**said)
    entries = JournalEntry.objects.count()
    assert contract(**said) == first
    assert JournalEntry.objects.count() == entries
    assert contract(**said | {"reference": "", "value": Decimal(7)}) != first


def test_what_was_amended_since_is_another_contract():
    first = contract(reference="", title="Kaffe")
    amended(first, description="Økologisk.")
    assert contract(reference="", title="Kaffe") != first


def test_register_without_a_supplier():
    made = contract(supplier_name="", supplier_number="")
    assert made.supplier is None


def test_register_knows_the_supplier_again():
    assert contract().supplier == contract().supplier
    assert Supplier.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"title": "  "}, "title", "title_missing"),
        ({"ends_on": date(2025, 12, 31)}, "ends_on", "ends_before_start"),
        ({"value": Decimal(-1)}, "value", "value_negative"),
        ({"supplier_number": "923609017"}, "supplier_number", "organisation_number_wrong"),
        ({"currency": "KRR"}, "currency", "currency_unknown"),
        ({"term_set": "T9"}, "term_set", "term_set_unknown"),
    ],
)
def test_register_refuses_wrong_facts(said, field, code):
    with pytest.raises(FactsWrong) as wrong:
        contract(**said)
    assert [(problem.field, problem.code) for problem in wrong.value.problems] == [(field, code)]
    assert Contract.objects.count() == 0


def test_register_refuses_a_reference_that_is_taken():
    contract(reference="A1")
    with pytest.raises(FactsWrong) as wrong:
        contract(reference=" A1 ", title="Te")
    assert [problem.code for problem in wrong.value.problems] == ["reference_taken"]


def test_another_member_may_use_the_same_reference():
    assert contract("oslo", reference="A1").reference == contract("bergen", reference="A1").reference


@pytest.mark.parametrize("who", ["rita", "sekka"])
def test_register_is_for_those_who_keep_the_register(who):
    expected = Refused if who == "rita" else NotVisible
    with pytest.raises(expected):
        register_contract(by=actor(who), at=NOON, member=member("oslo"), facts=facts())


def test_a_role_for_one_member_gives_nothing_at_another():
    with pytest.raises(Refused):
        register_contract(by=actor("dag"), at=NOON, member=member("bergen"), facts=facts())


def test_a_role_for_a_cooperation_reaches_its_members():
    assert contract("uio").member == member("uio")


def test_nothing_is_left_when_the_journal_fails():
    olga, oslo, said = actor("olga"), member("oslo"), facts()
    before = JournalEntry.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("alter table aktsom_journalentry rename to set_aside")
    with pytest.raises(Exception, match="aktsom_journalentry"), transaction.atomic():
        register_contract(by=olga, at=NOON, member=oslo, facts=said)
    with connection.cursor() as cursor:
        cursor.execute("alter table set_aside rename to aktsom_journalentry")
    assert (Contract.objects.count(), Supplier.objects.count(), JournalEntry.objects.count()) == (0, 0, before)


def test_the_database_refuses_what_must_never_be():
    made = contract()
    for wrong in ({"title": ""}, {"ends_on": date(2020, 1, 1)}, {"state": "lost"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contract.objects.filter(id=made.id).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnFacts.objects.filter(contract=made).update(value=-1)


# --- amend


def test_amend_sets_the_facts_and_tells_what_changed():
    made = contract(cpv=("33141420", "18424300"))
    amended(made, title="Hansker og masker", cpv=("18424300",), value=None)
    kept = Contract.objects.get()
    assert queries.facts_of(kept) == replace(
        queries.facts_of(made), title="Hansker og masker", cpv=("18424300",), value=None
    )
    assert kept.revision == 2
    assert last_entry(made).changes == {
        "title": ["Engangshansker i nitril", "Hansker og masker"],
        "cpv": [["33141420", "18424300"], ["18424300"]],
        "value": ["1200000.00", None],
    }


def test_amend_with_the_same_facts_leaves_no_trace():
    made = contract()
    entries = JournalEntry.objects.count()
    amended(made, title=f" {made.title} ", supplier_name="NORDHAV MEDISINSK A/S")
    assert (Contract.objects.get().revision, JournalEntry.objects.count()) == (1, entries)


def test_amend_to_another_supplier():
    made = contract()
    amended(made, supplier_name="Fjellsko AS", supplier_number="")
    assert Contract.objects.get().supplier == Supplier.objects.get(name="Fjellsko AS")


def test_amend_without_a_reference_keeps_the_old_one():
    made = contract(reference="A1")
    assert amended(made, reference="", title="Ny").reference == "A1"


def test_amend_refuses_a_stale_page():
    made = contract()
    amended(made, title="Ny")
    with pytest.raises(Stale):
        amend_contract(by=actor("mons"), at=NOON, public_id=made.public_id, revision=1, facts=facts())


def test_amend_refuses_a_reader_and_hides_from_others():
    made = contract()
    with pytest.raises(Refused):
        amended(made, "rita", title="Ny")
    with pytest.raises(NotVisible):
        amended(made, "berit", title="Ny")


def test_amend_refuses_wrong_facts():
    other, made = contract(reference="A1"), contract(reference="A2")
    with pytest.raises(FactsWrong):
        amended(made, title="")
    with pytest.raises(FactsWrong):
        amended(made, reference=other.reference)


# --- end, strike, reopen


@pytest.mark.parametrize(
    ("act", "state", "verb"),
    [(end_contract, "ended", "contract_ended"), (strike_contract, "struck", "contract_struck")],
)
def test_a_contract_is_put_to_rest_and_opened_again(act, state, verb):
    made = contract()
    act(by=actor("mons"), at=NOON, public_id=made.public_id, revision=1, reason=REASON)
    kept = Contract.objects.get()
    assert (kept.state, kept.revision) == (state, 2)
    assert (last_entry(made).verb, last_entry(made).changes) == (verb, {"state": ["running", state], "reason": REASON})
    reopen_contract(by=actor("mons"), at=NOON, public_id=made.public_id, revision=2, reason=REASON)
    assert Contract.objects.get().state == "running"


def test_a_move_needs_a_reason():
    made = contract()
    with pytest.raises(DomainError) as error:
        end_contract(by=actor("mons"), at=NOON, public_id=made.public_id, revision=1, reason="  ferdig ")
    assert str(error.value) == "Skriv kort hvorfor, så andre forstår det senere (minst 10 tegn)."


def test_a_move_that_the_table_lacks_is_refused():
    made = contract()
    with pytest.raises(Refused):
        reopen_contract(by=actor("mons"), at=NOON, public_id=made.public_id, revision=1, reason=REASON)


def test_a_move_refuses_readers_strangers_and_stale_pages():
    made = contract()
    for who, revision, error in (("rita", 1, Refused), ("berit", 1, NotVisible), ("mons", 7, Stale)):
        with pytest.raises(error):
            end_contract(by=actor(who), at=NOON, public_id=made.public_id, revision=revision, reason=REASON)
