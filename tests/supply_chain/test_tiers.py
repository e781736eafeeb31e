"""The next tier: invited by link, answers its own part, and is read past the customer where the clause allows."""

from datetime import timedelta

import pytest

from aktsom.contracts.models import Contract
from aktsom.contracts.telling import tell_changed
from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.outbox import deliver_due
from aktsom.suppliers.actions import recognise_suppliers
from aktsom.suppliers.models import SupplierRole
from aktsom.suppliers.rules import SupplierWords
from aktsom.supply_chain.actions.declaring import say_about, start_declaration, withdraw
from aktsom.supply_chain.actions.submitting import submit_declaration
from aktsom.supply_chain.actions.tiers import send_tier_invitation_again, withdraw_tier_invitation
from aktsom.supply_chain.models import ChainLink, Declaration, TierInvitation
from aktsom.supply_chain.queries.behind import behind
from aktsom.supply_chain.queries.chain import chain_behind
from aktsom.supply_chain.queries.declarations import declaration, next_tiers
from aktsom.supply_chain.tables import limit
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, now, person, supplier
from tests.factories.chains import FACTORY, LATEX, LINK, invited, let_in, sent, written
from tests.factories.contracts import contract

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _terms(db: None) -> None:
    load_terms(by=actor("sekka"), at=NOON)


def _answered(tier: TierInvitation, *, hides: bool) -> Declaration:
    let_in(tier, "odd")
    draft = written(tier.declaration, {**LATEX, "name": "Hemmelig Lateks", "delivers_to": ""}, by="odd")
    say_about(by=actor("odd"), at=NOON, declaration_id=draft.public_id, hides=hides)
    draft.refresh_from_db()
    submit_declaration(by=actor("odd"), at=NOON, declaration_id=draft.public_id, revision=draft.revision)
    draft.refresh_from_db()
    return draft


def test_its_part_hangs_on_the_customers() -> None:
    contract(term_set="T4")
    answer = _answered(invited(sent(FACTORY)), hides=False)
    chain = chain_behind(actor("olga"), supplier(), TODAY)
    names = [(link.from_.name, link.to.name, link.source) for link in chain.links]
    assert ("Rajana Latex", "Nordhav Medisinsk AS", "invited_tier") in names
    assert ("Hemmelig Lateks", "Rajana Latex", "invited_tier") in names
    assert declaration(actor("nora"), answer.public_id) == answer


def test_whom_the_customer_names_itself_is_not_two() -> None:
    contract(term_set="T4")
    told = sent(FACTORY, LATEX)
    _answered(invited(told), hides=False)

    def links() -> set[tuple[str, str]]:
        return {(link.from_.name, link.to.name) for link in chain_behind(actor("olga"), supplier(), TODAY).links}

    own = {("Lembayung Gloves", "Nordhav Medisinsk AS"), ("Hemmelig Lateks", "Rajana Latex")}
    assert links() == {*own, ("Rajana Latex", "Lembayung Gloves"), ("Rajana Latex", "Rajana Latex")}
    whole = behind(actor("olga"), supplier(), TODAY)
    assert [whole.places[gap.target].name for gap in whole.gaps] == ["Hemmelig Lateks"]
    sent(FACTORY)
    assert links() == {*own, ("Rajana Latex", "Nordhav Medisinsk AS")}
    sent(FACTORY, LATEX)
    assert links() == {*own, ("Rajana Latex", "Lembayung Gloves"), ("Rajana Latex", "Rajana Latex")}


def test_hidden_from_the_customer_and_read_by_the_buyers() -> None:
    contract(term_set="T4")
    answer = _answered(invited(sent(FACTORY)), hides=True)
    nora, olga = actor("nora"), actor("olga")
    assert "Hemmelig Lateks" not in {link.from_.name for link in chain_behind(nora, supplier(), TODAY).links}
    assert "Hemmelig Lateks" in {link.from_.name for link in chain_behind(olga, supplier(), TODAY).links}
    with pytest.raises(NotVisible):
        declaration(nora, answer.public_id)
    [row] = next_tiers(nora, supplier())
    assert (row.answered_at, row.answer) == (NOON, "")


def test_hidden_only_where_every_clause_allows() -> None:
    contract(term_set="T4")
    contract(term_set="T1")
    tier = invited(sent(FACTORY))
    let_in(tier, "odd")
    with pytest.raises(Refused):
        say_about(by=actor("odd"), at=NOON, declaration_id=tier.declaration.public_id, hides=True)
    direct = sent(FACTORY)
    assert direct.hides_from_customer is False


def _under(made: Contract, code: str | None) -> None:
    made.term_set_id = code
    made.save()
    tell_changed(NOON, made)
    deliver_due(now())


def test_what_was_hidden_is_shown_when_the_clause_is_gone() -> None:
    made = contract(term_set="T4")
    answer = _answered(invited(sent(FACTORY)), hides=True)
    _under(made, "T1")
    assert declaration(actor("nora"), answer.public_id) == answer
    again = start_declaration(by=actor("odd"), at=NOON, supplier_id=answer.supplier.public_id)
    assert again.hides_from_customer is False
    _under(made, "T4")
    with pytest.raises(NotVisible):
        declaration(actor("nora"), answer.public_id)


def test_nothing_is_sent_as_hidden_that_would_be_shown() -> None:
    made = contract(term_set="T4")
    answer = _answered(invited(sent(FACTORY)), hides=True)
    draft = start_declaration(by=actor("odd"), at=NOON, supplier_id=answer.supplier.public_id)
    assert draft.hides_from_customer is True
    _under(made, None)
    said = {"by": actor("odd"), "at": NOON, "declaration_id": draft.public_id}
    with pytest.raises(DomainError, match="Ta bort valget"):
        submit_declaration(revision=draft.revision, **said)
    draft = say_about(hides=False, **said)
    submit_declaration(revision=draft.revision, **said)


def test_a_contract_that_ends_shows_nothing() -> None:
    made = contract(term_set="T4")
    answer = _answered(invited(sent(FACTORY)), hides=True)
    made.state = "ended"
    _under(made, "T4")
    with pytest.raises(NotVisible):
        declaration(actor("nora"), answer.public_id)


def test_who_put_the_question_aside_can_answer_all_the_same() -> None:
    contract(term_set="T4")
    tier = invited(sent(FACTORY))
    let_in(tier, "odd")
    said = {"by": actor("odd"), "at": NOON}
    withdraw(declaration_id=tier.declaration.public_id, **said)
    draft = start_declaration(supplier_id=tier.declaration.supplier.public_id, **said)
    assert draft.invited_by == tier.asked_in
    assert draft.contracts.count() == 1
    draft = written(draft, {**LATEX, "delivers_to": ""}, by="odd")
    submit_declaration(declaration_id=draft.public_id, revision=draft.revision, **said)
    assert Declaration.objects.visible_to(actor("olga")).filter(pk=draft.pk).exists()
    names = {(link.from_.name, link.to.name) for link in chain_behind(actor("olga"), supplier(), TODAY).links}
    assert ("Rajana Latex", "Nordhav Medisinsk AS") in names


def test_the_customer_does_not_read_the_draft() -> None:
    contract(term_set="T4")
    tier = invited(sent(FACTORY))
    with pytest.raises(NotVisible):
        declaration(actor("nora"), tier.declaration.public_id)


def test_not_oneself_not_the_customer_not_twice() -> None:
    contract(term_set="T4")
    told = sent(FACTORY)
    for email in ("nora@example.org", "aksel@example.org"):
        with pytest.raises(DomainError, match="dere selv"):
            invited(told, email)
    with pytest.raises(DomainError, match="dere selv"):
        invited(told, name="NORDHAV MEDISINSK A/S")
    tier = invited(told)
    with pytest.raises(DomainError, match="invitert før"):
        invited(told)
    let_in(tier, "odd")
    with pytest.raises(DomainError, match="kunden som inviterte"):
        invited(tier.declaration, "nora@example.org", by="odd", name="Nordhav")


def test_not_with_a_day_that_is_over() -> None:
    contract(term_set="T4")
    with pytest.raises(DomainError, match="allerede over"):
        invited(sent(FACTORY), answer_by=TODAY - timedelta(days=1))
    assert not TierInvitation.objects.exists()


def test_a_ring_of_invitations_ends() -> None:
    contract(term_set="T4")
    told = sent(FACTORY)
    person("odd")
    for depth in range(limit("tiers") - 1):
        tier = invited(told, f"tier{depth}@example.org", by="nora" if depth == 0 else "odd", name=f"Tier {depth}")
        let_in(tier, "odd")
        told = tier.declaration
    with pytest.raises(DomainError, match="for mange ledd"):
        invited(told, "one-too-many@example.org", by="odd", name="Tier")


def test_who_is_invited_is_never_a_company_that_a_register_names() -> None:
    contract(term_set="T4")
    told = sent(FACTORY)
    tier = invited(told, name="Andre Varer AS")
    theirs = supplier("Andre Varer AS", "")
    assert tier.declaration.supplier_id != theirs.pk
    words = SupplierWords("Rajana Latex", "", "TH")
    again = invited(told, "lek2@rajana.example")
    found = recognise_suppliers(by=actor("sekka"), at=NOON, names=[words])[words]
    assert found.pk != again.declaration.supplier_id
    assert not SupplierRole.objects.filter(supplier=found).exists()


def test_sent_again_and_withdrawn_by_a_colleague() -> None:
    contract(term_set="T4")
    letter = invited(sent(FACTORY)).invitation.invitation
    before = letter.secret_hash
    later = NOON.replace(hour=15)
    send_tier_invitation_again(by=actor("aksel"), at=later, invitation=letter.public_id, link=LINK)
    letter.refresh_from_db()
    assert letter.secret_hash != before
    with pytest.raises(NotVisible):
        withdraw_tier_invitation(by=actor("odd"), at=NOON, invitation=letter.public_id)
    withdraw_tier_invitation(by=actor("aksel"), at=NOON, invitation=letter.public_id)
    letter.refresh_from_db()
    assert letter.state == "withdrawn"


def test_links_of_the_tier_carry_its_own_keys() -> None:
    contract(term_set="T4")
    answer = _answered(invited(sent(FACTORY)), hides=True)
    assert {link.seen_by for link in ChainLink.objects.filter(declaration=answer)} == {answer.seen_by}
