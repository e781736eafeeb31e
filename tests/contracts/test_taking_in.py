"""A register file into the register."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from aktsom.contracts import actions, queries
from aktsom.contracts.models import Contract, ContractCpv, ImportRow, RegisterImport, VanishedContract
from aktsom.contracts.states import RowOutcome
from aktsom.core import journal, outbox
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.suppliers.models import Supplier
from tests.cast import NOON, actor, member
from tests.factories.contracts import contract, facts
from tests.factories.registers import confirmed, read, received, staged, taken_in
from tests.factories.saying import facts as said

pytestmark = pytest.mark.django_db
REASON = "Avtalen er over."


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def register():
    return {c.reference: queries.facts_of(c) for c in Contract.objects.all()}


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Contract, ContractCpv, Supplier)]


# --- confirm


def test_confirm_asks_for_taking_in():
    found = confirmed([staged(2, facts())])
    assert found.state == "taking_in"
    assert OutboxMessage.objects.get(kind="register.take_in").payload == {
        "import": found.public_id,
        "person": actor("olga").person_id,
    }
    assert JournalEntry.objects.filter(verb="register_confirmed", subject=found.public_id).count() == 1


def test_blocked_rows_stop_the_confirm_until_left_out():
    found = read([staged(2, facts()), staged(3, facts(title="")), staged(4, facts(title=""))])
    with pytest.raises(Refused) as refused:
        actions.confirm_import(by=actor("olga"), at=NOON, public_id=found.public_id)
    assert str(refused.value) == "Rett eller utelat 2 rader før du bekrefter."
    actions.leave_out_blocked(by=actor("olga"), at=NOON, import_id=found.public_id)
    assert actions.confirm_import(by=actor("olga"), at=NOON, public_id=found.public_id).state == "taking_in"


def test_confirm_refuses_a_page_older_than_the_last_mending():
    found = read([staged(2, facts())])
    actions.leave_out_row(by=actor("mons"), at=NOON, import_id=found.public_id, number=2)
    with pytest.raises(Stale):
        actions.confirm_import(by=actor("olga"), at=NOON, public_id=found.public_id, revision=found.revision)


def test_confirm_refuses_readers_strangers_and_a_second_click():
    found = read([staged(2, facts())])
    for who, error in (("rita", Refused), ("berit", NotVisible)):
        with pytest.raises(error):
            actions.confirm_import(by=actor(who), at=NOON, public_id=found.public_id)
    actions.confirm_import(by=actor("olga"), at=NOON, public_id=found.public_id)
    with pytest.raises(Refused):
        actions.confirm_import(by=actor("olga"), at=NOON, public_id=found.public_id)


# --- take in


def test_new_rows_become_contracts():
    rows = [facts(reference=f"A{n}", title=f"Avtale {n}", origins=("CN",)) for n in range(3)]
    done = taken_in([staged(n + 2, row) for n, row in enumerate(rows)])
    assert register() == {row.reference: row for row in rows}
    assert (len(done.new_ids), done.changed_ids, done.same, done.vanished) == (3, (), 0, ())
    assert set(Contract.objects.values_list("state", "revision", "created_at")) == {("running", 1, NOON)}


def test_taking_in_is_told_once_for_the_file_and_once_for_each_contract():
    taken_in([staged(n, facts(reference=f"A{n}")) for n in (2, 3)])
    found = RegisterImport.objects.get()
    assert (found.state, found.taken_in_at) == ("taken_in", NOON)
    assert JournalEntry.objects.get(verb="register_taken_in").changes == {
        "new": 2,
        "changed": 0,
        "same": 0,
        "vanished": 0,
    }
    first = Contract.objects.get(own_facts__reference="A2")
    entry = JournalEntry.objects.get(subject=first.public_id)
    assert (entry.verb, entry.changes["import"], entry.changes["reference"]) == (
        "contract_registered",
        found.public_id,
        [None, "A2"],
    )
    assert journal.verify().broken_at is None


def test_same_file_twice_changes_nothing():
    rows = [staged(n, facts(reference=f"A{n}")) for n in range(2, 5)]
    taken_in(rows)
    before = everything()
    done = taken_in(rows)
    assert everything() == before
    assert (done.new_ids, done.changed_ids, done.same, done.vanished) == ((), (), 3, ())


def test_changed_row_updates_and_tells_what():
    first = facts(reference="A1", cpv=("33141420", "18424300"))
    taken_in([staged(2, first)])
    second = replace(first, value=Decimal("2.00"), cpv=("18424300",), supplier_name="Fjellsko AS", supplier_number="")
    done = taken_in([staged(2, second)])
    kept = Contract.objects.get()
    assert (done.changed_ids, kept.revision) == ((kept.id,), 2)
    assert queries.facts_of(kept) == second
    entry = JournalEntry.objects.filter(subject=kept.public_id).latest("number")
    assert (entry.verb, entry.changes["value"]) == ("contract_amended", ["1200000.00", "2.00"])
    assert journal.verify().broken_at is None


def test_what_the_file_has_no_column_for_is_left_alone():
    made = contract(reference="A1", products=("Hansker",), description="Skrevet for hånd")
    bare = facts(reference="A1", title="Ny", products=(), description="")
    taken_in([staged(2, bare, columns=("reference", "title"))])
    kept = queries.facts_of(Contract.objects.get())
    assert (kept.title, kept.products, kept.description) == ("Ny", ("Hansker",), "Skrevet for hånd")
    assert kept.value == made.value


def test_a_row_left_out_is_not_taken_in():
    found = read([staged(2, facts(reference="A1")), staged(3, facts(reference="A2"))])
    actions.leave_out_row(by=actor("olga"), at=NOON, import_id=found.public_id, number=2)
    waiting = actions.confirm_import(by=actor("olga"), at=NOON, public_id=found.public_id)
    actions.take_in(register_import=waiting, by=actor("olga"), at=NOON)
    assert list(register()) == ["A2"]


def test_a_contract_changed_by_hand_after_the_file_was_read_is_compared_as_it_stands():
    made = contract(reference="A1", title="Før")
    waiting = confirmed([staged(2, facts(reference="A1", title="Etter"))])
    actions.amend_contract(
        by=actor("mons"), at=NOON, public_id=made.public_id, revision=1, facts=facts(reference="A1", title="Imens")
    )
    actions.take_in(register_import=waiting, by=actor("olga"), at=NOON)
    entry = JournalEntry.objects.filter(subject=made.public_id).latest("number")
    assert (entry.changes["title"], Contract.objects.get().revision) == (["Imens", "Etter"], 3)


def test_what_was_written_by_hand_after_the_file_was_read_stands_where_the_file_was_shown_to_say_nothing_new():
    said = [facts(reference=f"A{n}", title="Før") for n in (1, 2)]
    first, second = (contract(reference=one.reference, title="Før") for one in said)
    waiting = confirmed([staged(2, replace(said[0], title="Etter")), staged(3, said[1])])
    for one in (first, second):
        by_hand = replace(queries.facts_of(one), value=Decimal(7), supplier_name="Fjellsko AS", supplier_number="")
        actions.amend_contract(by=actor("mons"), at=NOON, public_id=one.public_id, revision=1, facts=by_hand)
    done = actions.take_in(register_import=waiting, by=actor("olga"), at=NOON)
    assert (done.changed_ids, done.same) == ((first.pk,), 1)
    kept = Contract.objects.order_by("id").values_list("title", "own_facts__value", "supplier__name")
    assert list(kept) == [("Etter", Decimal(7), "Fjellsko AS"), ("Før", Decimal(7), "Fjellsko AS")]


def test_days_by_hand_that_would_cross_those_of_the_file_give_way():
    said = facts(reference="A1", starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1))
    made = contract(reference="A1", starts_on=said.starts_on, ends_on=said.ends_on)
    waiting = confirmed([staged(2, replace(said, ends_on=date(2026, 6, 1)))])
    by_hand = replace(said, starts_on=date(2026, 12, 1))
    actions.amend_contract(by=actor("mons"), at=NOON, public_id=made.public_id, revision=1, facts=by_hand)
    actions.take_in(register_import=waiting, by=actor("olga"), at=NOON)
    assert Contract.objects.values_list("starts_on", "ends_on").get() == (date(2026, 1, 1), date(2026, 6, 1))


def test_an_ended_contract_is_updated_and_stays_ended():
    made = contract(reference="A1")
    actions.end_contract(by=actor("mons"), at=NOON, public_id=made.public_id, revision=1, reason=REASON)
    taken_in([staged(2, facts(reference="A1", title="Ny"))])
    assert Contract.objects.values_list("title", "state").get() == ("Ny", "ended")


def test_a_message_that_comes_twice_takes_in_once():
    waiting = confirmed([staged(2, facts())])
    actions.take_in(register_import=waiting, by=actor("olga"), at=NOON)
    entries = JournalEntry.objects.count()
    assert actions.take_in(register_import=waiting, by=actor("olga"), at=NOON) == actions.TakenIn()
    assert JournalEntry.objects.count() == entries


def test_all_or_nothing():
    """A row that the database refuses, although our own checks let it by, undoes the rows before it."""
    waiting = confirmed([staged(2, facts(reference="A1")), staged(3, facts(reference="A2"))])
    row = ImportRow.objects.get(number=3)
    row.facts["value"] = "-5"
    row.save()
    entries = JournalEntry.objects.count()
    with pytest.raises(Exception, match="contract_value_not_negative"), transaction.atomic():
        actions.take_in(register_import=waiting, by=actor("olga"), at=NOON)
    assert (Contract.objects.count(), JournalEntry.objects.count()) == (0, entries)
    assert RegisterImport.objects.get().state == "taking_in"


def test_progress_ends_at_the_whole():
    seen = []
    waiting = confirmed([staged(n, facts()) for n in range(2, 12)])
    actions.take_in(
        register_import=waiting, by=actor("olga"), at=NOON, progress=lambda done, total: seen.append((done, total))
    )
    assert seen == sorted(seen)
    assert seen[-1] == (10, 10)


@settings(max_examples=20, deadline=None)
@given(st.lists(said(), max_size=5))
def test_import_twice_is_import_once(many):
    rows = [staged(n, one) for n, one in enumerate(many, 2)]
    with transaction.atomic():
        taken_in_but_blocked(rows)
        once = everything()
        done = taken_in_but_blocked(rows)
        assert everything() == once
        assert (done.new_ids, done.changed_ids, done.vanished) == ((), (), ())
        assert journal.verify().broken_at is None
        transaction.set_rollback(True)


def taken_in_but_blocked(rows):
    found = read(rows)
    actions.leave_out_blocked(by=actor("olga"), at=NOON, import_id=found.public_id)
    waiting = actions.confirm_import(by=actor("olga"), at=NOON, public_id=found.public_id)
    return actions.take_in(register_import=waiting, by=actor("olga"), at=NOON)


# --- interrupted


def died(found):
    """As when the process ends in the middle: the message was taken and never delivered."""
    OutboxMessage.objects.filter(kind="register.take_in").update(taken_at=NOON, attempts=1)
    return found


def test_an_interrupted_import_goes_back_to_the_person():
    found = died(confirmed([staged(2, facts())]))
    assert actions.return_interrupted(by=PLATFORM, at=NOON + timedelta(minutes=1)) == [found.public_id]
    kept = RegisterImport.objects.get()
    assert (kept.state, kept.revision) == ("read", found.revision + 1)
    assert JournalEntry.objects.filter(verb="register_returned").count() == 1
    assert OutboxMessage.objects.filter(kind="register.take_in", delivered_at__isnull=True).count() == 0
    assert actions.return_interrupted(by=PLATFORM, at=NOON) == []


def test_an_import_that_failed_too_often_goes_back_too():
    found = confirmed([staged(2, facts())])
    OutboxMessage.objects.filter(kind="register.take_in").update(attempts=outbox.MAX_ATTEMPTS)
    assert actions.return_interrupted(by=PLATFORM, at=NOON) == [found.public_id]


def test_an_import_whose_turn_has_not_come_is_left_alone():
    confirmed([staged(2, facts())])
    assert actions.return_interrupted(by=PLATFORM, at=NOON) == []
    assert RegisterImport.objects.get().state == "taking_in"


# --- vanished


def vanish(**said_of_kept):
    """A1 and A2 taken in, then a register with A2 only; returns A1."""
    taken_in([staged(2, facts(reference="A1")), staged(3, facts(reference="A2", title="To"))])
    taken_in([staged(2, facts(reference="A2", title="To", **said_of_kept))])
    return Contract.objects.get(own_facts__reference="A1")


def decide(made, decision, reason=REASON, who="olga"):
    listed = VanishedContract.objects.get(contract=made, decision="")
    return actions.decide_vanished(
        by=actor(who),
        at=NOON,
        import_id=listed.register_import.public_id,
        contract_public_id=made.public_id,
        decision=decision,
        reason=reason,
    )


def test_a_vanished_contract_is_listed_and_runs_on():
    made = vanish()
    assert [(row.contract, row.reference, row.decision) for row in queries.vanished(actor("rita"))] == [
        (made.public_id, "A1", "")
    ]
    assert made.state == "running"
    assert queries.vanished(actor("berit")) == []


def test_what_would_vanish_is_known_before_the_confirm():
    taken_in([staged(2, facts(reference="A1"))])
    found = read([staged(2, facts(reference="A2"))])
    assert queries.vanishing(found) == [Contract.objects.get().pk]


def test_a_contract_registered_by_hand_does_not_vanish():
    contract(reference="A1")
    assert taken_in([staged(2, facts(reference="A2"))]).vanished == ()


def test_a_blocked_or_left_out_row_still_names_its_contract():
    taken_in([staged(2, facts(reference="A1"))])
    found = read([staged(2, facts(reference="A1", title=""))])
    actions.leave_out_blocked(by=actor("olga"), at=NOON, import_id=found.public_id)
    assert queries.vanishing(found) == []


def test_another_members_contracts_do_not_vanish():
    taken_in([staged(2, facts(reference="A1"))], "bergen")
    assert taken_in([staged(2, facts(reference="A2"))]).vanished == ()


def test_a_contract_that_waits_is_not_listed_twice():
    made = vanish()
    assert taken_in([staged(2, facts(reference="A2", title="To"))]).vanished == ()
    assert VanishedContract.objects.filter(contract=made).count() == 1


def test_a_contract_that_is_kept_is_asked_about_again_only_after_it_was_named_again():
    made = vanish()
    decide(made, "keep", reason="")
    without = [staged(2, facts(reference="A2", title="To"))]
    assert taken_in(without).vanished == ()
    taken_in([staged(2, facts(reference="A1")), *[staged(3, facts(reference="A2", title="To"))]])
    assert taken_in(without).vanished == (made.pk,)


def test_a_contract_named_again_waits_no_more():
    made = vanish()
    taken_in([staged(2, facts(reference="A1")), staged(3, facts(reference="A2", title="To"))])
    listed = VanishedContract.objects.get(contract=made)
    assert (listed.decision, listed.decided_at, listed.person_id) == ("back", NOON, actor("olga").person_id)
    assert queries.vanished(actor("olga")) == []


@pytest.mark.parametrize(("decision", "state"), [("keep", "running"), ("end", "ended"), ("strike", "struck")])
def test_a_decision_is_carried_out_and_told(decision, state):
    made = vanish()
    decide(made, decision)
    assert Contract.objects.get(id=made.id).state == state
    entry = JournalEntry.objects.filter(subject=made.public_id).latest("number")
    assert (entry.verb, entry.changes["decision"], entry.changes["reason"]) == ("vanished_decided", decision, REASON)
    assert queries.vanished(actor("olga")) == []
    assert [row.decision for row in queries.vanished(actor("olga"), waiting=False)] == [decision]


def test_ending_needs_a_reason_and_leaves_nothing_without():
    made = vanish()
    with pytest.raises(DomainError), transaction.atomic():
        decide(made, "end", reason="")
    assert Contract.objects.get(id=made.id).state == "running"
    assert VanishedContract.objects.get().decision == ""


def test_a_contract_ended_meanwhile_is_only_ticked_off():
    made = vanish()
    actions.end_contract(by=actor("mons"), at=NOON, public_id=made.public_id, revision=1, reason=REASON)
    decide(made, "end", reason="")
    assert VanishedContract.objects.get().decision == "end"


def test_a_decision_refuses_readers_strangers_other_words_and_a_second_click():
    made = vanish()
    for who, decision, error in (
        ("rita", "keep", Refused),
        ("berit", "keep", NotVisible),
        ("olga", "hide", DomainError),
    ):
        with pytest.raises(error):
            decide(made, decision, who=who)
    listed = VanishedContract.objects.get()
    decide(made, "keep")
    for contract_id, error in ((made.public_id, Refused), ("con-0000000000", NotVisible)):
        with pytest.raises(error):
            actions.decide_vanished(
                by=actor("olga"),
                at=NOON,
                import_id=listed.register_import.public_id,
                contract_public_id=contract_id,
                decision="keep",
            )


def test_the_outcome_of_each_row_is_kept_with_its_contract():
    taken_in([staged(2, facts(reference="A1"))])
    kept = ImportRow.objects.get()
    assert (kept.outcome, kept.contract) == (RowOutcome.NEW, Contract.objects.get())
    assert member("oslo").imports.count() == 1
    assert received().state == "received"
