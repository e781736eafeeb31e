"""A record that a supplier invited is no way in to a rival's questions, and is not known of by the rest."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible
from aktsom.sharing.wall import behind
from aktsom.suppliers.actions.judging import judge
from aktsom.suppliers.actions.matching import match_suppliers
from aktsom.suppliers.models import SamenessCandidate, Supplier
from aktsom.suppliers.queries import like
from aktsom.suppliers.queries import supplier as supplier_called
from aktsom.suppliers.queries.sameness import pair, queue, waiting_count
from aktsom.supply_chain.models import Declaration, TierInvitation
from aktsom.supply_chain.queries.declarations import own_declaration
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, person, supplier
from tests.factories.chains import FACTORY, asked, invited, let_in, sent
from tests.factories.contracts import contract
from tests.web.conftest import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
NAME, NUMBER = "Konkurrent Hansker AS", "999263550"
SECRET = "Hemmelig spørsmål fra Bergen"


@pytest.fixture(autouse=True)
def _terms(db: None) -> None:
    load_terms(by=actor("sekka"), at=NOON)


def _impostor() -> TierInvitation:
    """Nordhav invites "the rival" at an address of its own choosing."""
    contract(term_set="T4")
    tier = invited(sent(FACTORY), "odd@example.org", name=NAME, country="NO")
    let_in(tier, "odd")
    return tier


def _told_one(tier: TierInvitation, rival: Supplier) -> None:
    """What the matching found is answered by somebody who is taken in."""
    older, younger = sorted((tier.declaration.supplier, rival), key=lambda each: each.pk)
    found, _new = SamenessCandidate.objects.get_or_create(
        one=older, other=younger, defaults={"weight": 9.0, "evidence": {"name": 9.0}, "found_at": NOON}
    )
    judge(by=actor("sekka"), at=NOON, candidate=found.public_id, verdict="same", reason="Samme navn")


def test_it_is_never_joined_without_asking() -> None:
    tier, rival = _impostor(), supplier(NAME, NUMBER)
    done = match_suppliers(by=PLATFORM, at=NOON)
    assert (done.joined, done.asked) == (0, 1)
    for one in (tier.declaration.supplier, rival):
        one.refresh_from_db()
        assert one.same_as_id is None
    assert match_suppliers(by=PLATFORM, at=NOON).joined == 0


@pytest.mark.parametrize("tied", [False, True])
def test_a_question_to_the_rival_never_reaches_it(tied: bool) -> None:
    tier = _impostor()
    buys = contract("bergen", term_set="T4", supplier_name=NAME, supplier_number=NUMBER)
    match_suppliers(by=PLATFORM, at=NOON)
    if tied:
        _told_one(tier, buys.supplier)
        buys.refresh_from_db()
    laid = asked(buys, by="berit", message=SECRET)
    assert (laid.declaration.supplier_id, laid.answers) == (buys.supplier_id, 0)
    assert laid.declaration.invited_by_id is None
    with pytest.raises(NotVisible):
        own_declaration(actor("odd"), laid.declaration.public_id)
    for who in ("odd", "nora", "aksel", "olga"):
        seen = Declaration.objects.visible_to(actor(who))
        assert not seen.filter(message__contains=SECRET).exists()


def test_a_contract_with_the_invited_record_itself_asks_nobody() -> None:
    tier = _impostor()
    buys = contract("bergen", term_set="T4", supplier_name=NAME, supplier_number=NUMBER)
    buys.supplier = tier.declaration.supplier
    buys.save()
    with pytest.raises(DomainError, match="inviterte det"):
        asked(buys, by="berit", message=SECRET)
    assert not Declaration.objects.filter(message__contains=SECRET).exists()


def test_who_has_no_link_to_it_does_not_know_of_it() -> None:
    tier, rival = _impostor(), supplier(NAME, NUMBER)
    match_suppliers(by=PLATFORM, at=NOON)
    [waits] = SamenessCandidate.objects.all()
    it = tier.declaration.supplier
    for who, knows in (("olga", True), ("sekka", True), ("stina", False), ("berit", False)):
        viewer = actor(who)
        with behind(viewer):
            assert waiting_count(viewer) == int(knows)
            assert [row.public_id for row in queue(viewer).rows] == [waits.public_id] * knows
            assert (it.public_id in {one.public_id for one in like(viewer, NAME)}) is knows
            for ask in (partial(supplier_called, viewer, it.public_id), partial(pair, viewer, waits.public_id)):
                if knows:
                    ask()
                else:
                    with pytest.raises(NotVisible):
                        ask()
            assert supplier_called(viewer, rival.public_id) == rival


@pytest.mark.parametrize(
    "name",
    ["suppliers_supplier", "suppliers_supplier_export", "suppliers_contact_new", "chain_behind", "touched_supplier"],
)
def test_its_pages_are_there_for_its_buyers_alone(name: str) -> None:
    it = _impostor().declaration.supplier
    for who, status in (("olga", 200), ("stina", 404)):
        browser = Client()
        sign_in(browser, person(who))
        assert browser.get(reverse(name, kwargs={"public_id": it.public_id})).status_code == status
