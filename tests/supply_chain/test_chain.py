"""A contract's coverage from what was told and checked: targets of its terms, verified links, rings, long chains."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.outbox import deliver_due
from aktsom.sharing.wall import behind
from aktsom.supply_chain.actions.links import Seen, take_back_check, verify_link
from aktsom.supply_chain.actions.submitting import submit_declaration
from aktsom.supply_chain.models import ChainLink
from aktsom.supply_chain.queries.behind import behind as drawn
from aktsom.supply_chain.queries.chain import Chain, chain_behind, coverage
from aktsom.supply_chain.queries.untold import untold
from aktsom.supply_chain.states import Confidence, Known, Stage
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member, now, supplier
from tests.factories.chains import FACTORY, LATEX, NO_IDEA, asked, invited, let_in, people, sent, written
from tests.factories.contracts import contract

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
TODAY = NOON.date()
VISIT = Seen(Confidence.VERIFIED, TODAY, "Revisor på besøk", "Rapport 12")


@pytest.fixture(autouse=True)
def _terms(db: None) -> None:
    load_terms(by=actor("sekka"), at=NOON)


def _chain(who: str = "olga") -> Chain:
    return chain_behind(actor(who), supplier(), TODAY)


def _known(one: object, products: tuple[str, ...] = ("gloves",)) -> dict[str, tuple[Known, bool]]:
    cells = coverage(one, _chain(), products)  # type: ignore[arg-type]
    return {cell.stage: (cell.known, cell.gap) for cell in cells}


def test_the_same_chain_by_the_terms_of_each_contract() -> None:
    new, old, without = contract(term_set="T4"), contract(term_set="T1"), contract()
    sent(FACTORY, LATEX)
    assert _known(new) == {
        Stage.RAW: (Known.UNKNOWN, True), Stage.COMPONENT: (Known.KNOWN, False), Stage.FINAL: (Known.CLAIMED, True),
    }  # fmt: skip
    assert _known(old)[Stage.FINAL] == (Known.CLAIMED, False)
    assert _known(without)[Stage.FINAL] == (Known.CLAIMED, False)


def test_of_one_product_says_nothing_of_another() -> None:
    made = contract(term_set="T4")
    sent({**FACTORY, "product": "gloves"})
    assert _known(made, ("gloves",))[Stage.FINAL][0] is Known.CLAIMED
    assert _known(made, ("masks",))[Stage.FINAL][0] is Known.UNKNOWN


def test_what_was_told_for_other_contracts_alone_does_not_count_here() -> None:
    asked(contract())
    sent(FACTORY)
    later = contract()
    assert _known(later)[Stage.FINAL][0] is Known.UNKNOWN


def test_a_tiers_answer_counts_for_those_who_ask_later_too() -> None:
    mine = contract(term_set="T4")
    asked(mine)
    tier = invited(sent(FACTORY))
    let_in(tier, "odd")
    draft = written(tier.declaration, {**LATEX, "delivers_to": ""}, by="odd")
    submit_declaration(by=actor("odd"), at=NOON, declaration_id=draft.public_id, revision=draft.revision)
    later = contract("bergen", term_set="T4")
    asked(later, by="berit")
    sent(FACTORY)
    for who, made in (("olga", mine), ("berit", later)):
        viewer = actor(who)
        with behind(viewer):
            cells = coverage(made, chain_behind(viewer, supplier(), TODAY), ("gloves",))
        assert {cell.stage: cell.known for cell in cells}[Stage.COMPONENT] is Known.CLAIMED


def test_a_factory_that_nobody_checked_is_not_verified_by_another() -> None:
    made = contract(term_set="T4")
    sent(FACTORY, {**FACTORY, "name": "Fabrikk to"}, LATEX)
    link = ChainLink.objects.get(stage="final", from_site__name="Lembayung Gloves")
    said = {"at": NOON, "member": member("oslo").public_id, "link": link.public_id}
    verify_link(by=actor("olga"), seen=VISIT, **said)
    known = _known(made)
    assert known[Stage.FINAL] == (Known.CLAIMED, True)
    assert known[Stage.COMPONENT][1]  # nobody is named behind the second


def test_verified_by_somebody_else_stands_when_the_supplier_tells_anew() -> None:
    made = contract(term_set="T4")
    sent(FACTORY, LATEX, NO_IDEA)
    link = ChainLink.objects.get(stage="final")
    said = {"at": NOON, "member": member("oslo").public_id, "link": link.public_id}
    for who in ("rita", "nora"):
        with pytest.raises(Refused):
            verify_link(by=actor(who), seen=VISIT, **said)
    for nobody in (" ", "Nordhav Medisinsk AS"):
        with pytest.raises(DomainError):
            verify_link(by=actor("olga"), seen=replace(VISIT, confirmed_by=nobody), **said)
    stina = {**said, "member": member("stavanger").public_id}
    with pytest.raises(NotVisible):
        verify_link(by=actor("stina"), seen=VISIT, **stina)
    made_link = verify_link(by=actor("olga"), seen=VISIT, **said).link
    assert made_link.seen_by == link.seen_by
    assert _known(made)[Stage.FINAL] == (Known.VERIFIED, False)
    sent(FACTORY, at=NOON + timedelta(days=30))
    assert _known(made)[Stage.FINAL] == (Known.VERIFIED, False)
    link.refresh_from_db()
    assert link.ended_at is not None


def test_verified_and_told_no_longer_is_marked_and_counts_no_more() -> None:
    made = contract(term_set="T4")
    sent(FACTORY, LATEX, NO_IDEA)
    said = {"by": actor("olga"), "at": NOON, "member": member("oslo").public_id}
    link = ChainLink.objects.get(stage="final")
    checked = verify_link(seen=VISIT, link=link.public_id, **said).link
    later = NOON + timedelta(days=30)
    sent({**FACTORY, "name": "En annen fabrikk"}, at=later)
    assert untold([checked.public_id, link.public_id]) == {checked.public_id: later.date()}
    assert _known(made)[Stage.FINAL] == (Known.CLAIMED, True)
    [marked] = [one for one in _chain().links if one.untold_since]
    assert (marked.public_id, marked.untold_since) == (checked.public_id, later.date())

    again = replace(VISIT, on=later.date(), confirmed_by="Revisor igjen")
    kept = verify_link(seen=again, link=checked.public_id, **{**said, "at": later})
    assert untold([kept.link.public_id]) == {}
    cells = coverage(made, _chain(), ("gloves",))
    assert next(c for c in cells if c.stage is Stage.FINAL).links == {Confidence.VERIFIED: 1, Confidence.DECLARED: 1}

    sent({**FACTORY, "name": "En annen fabrikk"}, at=later + timedelta(days=1))
    take_back_check(by=actor("olga"), at=later, check=kept.public_id, reason="Fabrikken er stengt")
    assert {one.from_.name for one in _chain().links} == {"En annen fabrikk"}


def test_what_the_supplier_does_not_know_is_drawn_also_beside_what_it_knows() -> None:
    contract(term_set="T4")
    rubber = {"stage": "Råvare", "name": "Plantasjen", "country": "Thailand", "delivers_to": LATEX["name"]}
    sent(FACTORY, LATEX, rubber)
    assert [gap.stage for gap in drawn(actor("olga"), supplier(), TODAY).gaps] == []
    sent(FACTORY, LATEX, rubber, NO_IDEA)
    [gap] = drawn(actor("olga"), supplier(), TODAY).gaps
    assert (gap.target, gap.stage, gap.said) == (("supplier", supplier().pk), Stage.RAW, {Stage.RAW})
    sent(FACTORY, LATEX, NO_IDEA)  # the open end says it already
    gaps = drawn(actor("olga"), supplier(), TODAY).gaps
    assert [(gap.target[0], gap.stage, gap.said) for gap in gaps] == [("site", Stage.RAW, {Stage.RAW})]


def test_links_count_within_their_days() -> None:
    made = contract()
    sent({**FACTORY, "valid_from": "01.01.2020", "valid_to": "31.12.2025"})
    assert _known(made)[Stage.FINAL][0] is Known.UNKNOWN
    assert len(chain_behind(actor("olga"), supplier(), date(2025, 6, 1)).links) == 1


def test_a_ring_and_fifty_tiers_are_walked_once() -> None:
    contract()
    rows = [
        {"stage": "Råvare", "name": f"Place {n}", "country": "TH", "delivers_to": f"Place {n - 1}" if n else ""}
        for n in range(50)
    ]
    ring = {"stage": "Råvare", "name": "Place 10", "country": "TH", "delivers_to": "Place 49"}
    sent(*rows, ring)
    with CaptureQueriesContext(connection) as captured:
        chain = _chain()
    assert (len(chain.links), chain.cut) == (51, False)
    assert len(captured) < 160


def test_the_letter_says_who_asks_and_the_same_question_is_one() -> None:
    people("nora")
    mine, later = contract(), contract("bergen")
    asked(mine, message="Hvor kommer hanskene fra?")
    deliver_due(now())
    mail.outbox.clear()
    assert asked(mine, message="Hvor kommer hanskene fra?").again
    deliver_due(now())
    assert not mail.outbox
    assert not asked(later, by="berit").again
    deliver_due(now())
    assert {letter.subject.partition(" spør")[0] for letter in mail.outbox} == {"Bergen kommune"}
    mail.outbox.clear()
    assert not asked(mine, products=["masks"]).again
    deliver_due(now())
    assert {letter.subject.partition(" spør")[0] for letter in mail.outbox} == {"Oslo kommune"}


def test_whoever_answers_gets_a_letter() -> None:
    people("nora")
    asked(contract(), answer_by=TODAY + timedelta(days=14))
    deliver_due(now())
    told = [letter for letter in mail.outbox if "leverandørkjeden" in letter.subject]
    assert sorted(letter.to[0] for letter in told) == ["aksel@example.org", "nora@example.org"]
    assert "16.11.2026" in told[0].body
