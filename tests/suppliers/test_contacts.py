import pytest

from aktsom.core.errors import NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.suppliers.actions import contacts as acts
from aktsom.suppliers.actions.facts import WrongFact
from aktsom.suppliers.models import Supplier, SupplierContact, SupplierProposal
from aktsom.suppliers.queries.facts import contact, contacts, kept_members, proposals
from tests.cast import NOON, actor, member, person, supplier

pytestmark = pytest.mark.django_db
NORA = {"name": "Nora Vik", "part": "Kunder", "email": "nora@nordhav.example", "phone": ""}
ACCOUNT = "https://nordhav.example/aapenhet"


def added(who: str = "olga", owner: str = "oslo") -> SupplierContact:
    return acts.add_contact(
        by=actor(who), at=NOON, supplier=supplier().public_id, member=member(owner).public_id, **NORA
    )


def proposed() -> SupplierProposal:
    return acts.propose_contact(by=actor("nora"), at=NOON, supplier=supplier().public_id, **NORA)


def test_a_contact_is_the_members_own() -> None:
    made = added()
    for name, seen in (("olga", 1), ("mons", 1), ("rita", 1), ("berit", 0), ("sekka", 0), ("nora", 0), ("uma", 0)):
        assert len(contacts(actor(name), supplier().public_id)) == seen, name
        assert (contact(actor(name), made.public_id) is not None) is bool(seen)
    assert contacts(actor("mons"), supplier().public_id)[0].may_change
    assert not contacts(actor("rita"), supplier().public_id)[0].may_change


def test_it_is_changed_and_taken_away_and_the_journal_keeps_no_names() -> None:
    made = added()
    acts.change_contact(by=actor("mons"), at=NOON, contact=made.public_id, **{**NORA, "phone": "22 00 00 01"})
    acts.change_contact(by=actor("mons"), at=NOON, contact=made.public_id, **{**NORA, "phone": "22 00 00 01"})
    acts.remove_contact(by=actor("mons"), at=NOON, contact=made.public_id)
    assert not SupplierContact.objects.exists()
    entries = JournalEntry.objects.filter(subject=made.public_id).order_by("number")
    assert [entry.verb for entry in entries] == [
        "supplier_contact_added",
        "supplier_contact_changed",
        "supplier_contact_removed",
    ]
    assert {entry.member_id for entry in entries} == {member("oslo").pk}
    assert "Nora" not in str([entry.changes for entry in entries])
    assert entries[1].changes["fields"] == ["phone"]


@pytest.mark.parametrize("said", [{"email": ""}, {"email": "nora"}])
def test_somebody_can_be_reached(said: dict[str, str]) -> None:
    with pytest.raises(WrongFact):
        acts.add_contact(
            by=actor("olga"),
            at=NOON,
            supplier=supplier().public_id,
            member=member("oslo").public_id,
            **{**NORA, **said},
        )


def test_others_neither_write_nor_change() -> None:
    made = added()
    with pytest.raises(NotVisible):
        added("berit")
    for name, error in (("rita", Refused), ("berit", NotVisible), ("nora", NotVisible), ("sekka", NotVisible)):
        with pytest.raises(error):
            acts.change_contact(by=actor(name), at=NOON, contact=made.public_id, **NORA)
        with pytest.raises(error):
            acts.remove_contact(by=actor(name), at=NOON, contact=made.public_id)
    with pytest.raises(Refused):
        added("rita")
    with pytest.raises(NotVisible):
        acts.add_contact(by=actor("olga"), at=NOON, supplier="sup-0", member=member("oslo").public_id, **NORA)


def test_whose_contacts_one_may_change() -> None:
    assert kept_members(actor("dag")) == [(member("oslo").public_id, "Oslo kommune")]
    assert kept_members(actor("rita")) == kept_members(actor("sekka")) == []


def test_the_suppliers_own_people_propose_and_each_buyer_takes_it_for_itself() -> None:
    made = proposed()
    for name in ("olga", "berit", "sekka", "nora"):
        assert [one.pk for one in proposals(actor(name), supplier().public_id)] == [made.pk]
    for name in ("odd", "revi"):
        assert proposals(actor(name), supplier().public_id) == []
    for who, owner in (("olga", "oslo"), ("berit", "bergen")):
        acts.take_proposed_contact(by=actor(who), at=NOON, proposal=made.public_id, member=member(owner).public_id)
    assert {one.member for one in SupplierContact.objects.all()} == {member("oslo"), member("bergen")}
    acts.withdraw_proposal(by=actor("nora"), at=NOON, proposal=made.public_id)
    assert proposals(actor("olga"), supplier().public_id) == proposals(actor("nora"), supplier().public_id) == []
    with pytest.raises(Refused):
        acts.take_proposed_contact(by=actor("olga"), at=NOON, proposal=made.public_id, member=member("oslo").public_id)


def test_a_proposed_account_is_taken_with_the_supplier_as_source() -> None:
    one = supplier()
    first = acts.propose_account(by=actor("nora"), at=NOON, supplier=one.public_id, address="https://a.example/x")
    made = acts.propose_account(by=actor("nora"), at=NOON, supplier=one.public_id, address=ACCOUNT)
    again = acts.propose_account(by=actor("nora"), at=NOON, supplier=one.public_id, address=ACCOUNT)
    assert made == again
    first.refresh_from_db()
    assert first.state == "withdrawn"
    acts.take_proposed_account(by=actor("olga"), at=NOON, proposal=made.public_id)
    one = Supplier.objects.get(pk=one.pk)
    assert (one.account_address, one.account_source) == (ACCOUNT, "Nordhav Medisinsk AS selv")
    assert proposals(actor("olga"), one.public_id) == []
    assert [row.state for row in proposals(actor("nora"), one.public_id)] == ["taken"]


def test_a_no_has_a_reason_that_the_supplier_reads() -> None:
    made = proposed()
    with pytest.raises(WrongFact):
        acts.decline_proposal(by=actor("olga"), at=NOON, proposal=made.public_id, reason=" ")
    acts.decline_proposal(by=actor("olga"), at=NOON, proposal=made.public_id, reason="Hun har sluttet")
    assert [row.reason for row in proposals(actor("nora"), supplier().public_id)] == ["Hun har sluttet"]


@pytest.mark.parametrize(("name", "error"), [("olga", Refused), ("odd", NotVisible), ("revi", NotVisible)])
def test_nobody_else_proposes_for_a_supplier(name: str, error: type[Exception]) -> None:
    with pytest.raises(error if name != "olga" else NotVisible):
        acts.propose_contact(by=actor(name), at=NOON, supplier=supplier().public_id, **NORA)
    with pytest.raises(Refused):
        acts.propose_contact(by=actor("sekka"), at=NOON, supplier=supplier().public_id, **NORA)


def test_answers_are_the_buyers_and_withdrawing_the_suppliers() -> None:
    made = proposed()
    person("odd")
    for name in ("odd", "olga"):
        with pytest.raises(NotVisible):
            acts.withdraw_proposal(by=actor(name), at=NOON, proposal=made.public_id)
    for name, error in (("nora", NotVisible), ("revi", NotVisible), ("rita", Refused)):
        with pytest.raises(error):
            acts.decline_proposal(by=actor(name), at=NOON, proposal=made.public_id, reason="x")
    with pytest.raises(NotVisible):
        acts.take_proposed_account(by=actor("olga"), at=NOON, proposal=made.public_id)
    with pytest.raises(NotVisible):
        acts.take_proposed_account(by=actor("olga"), at=NOON, proposal="pro-0")
