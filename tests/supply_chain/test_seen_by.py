"""Who sees what a supplier has told: while a contract runs, never by a merge, and narrowed when it ends."""

from datetime import date

import pytest

from aktsom.contracts.actions import end_contract
from aktsom.core.outbox import deliver_due
from aktsom.sharing.audiences import member_key, team_key
from aktsom.supply_chain.actions.asking import Wish
from aktsom.supply_chain.actions.seen_by import check_all, recompute_all
from aktsom.supply_chain.models import ChainLink, Declaration, Site
from aktsom.supply_chain.queries.chain import chain_behind
from aktsom.teams.actions.answering import withdraw_mandates
from aktsom.teams.actions.chains import ask_for_chain_under_mandates
from aktsom.teams.problems import NotCovered
from tests.cast import NOON, actor, member, now, supplier
from tests.factories.chains import asked, sent
from tests.factories.contracts import contract
from tests.factories.mandates import ASK, MEET, grant, granted, pick, team
from tests.factories.mandates import asked as asked_for
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
TODAY = NOON.date()


def _sees(who: str) -> int:
    return len(chain_behind(actor(who), supplier(), TODAY).links)


def test_buyers_with_a_contract_the_supplier_and_nobody_else() -> None:
    contract()
    contract("bergen")
    sent()
    assert {who: _sees(who) for who in ("olga", "berit", "nora", "stina", "odd", "revi")} == {
        "olga": 2, "berit": 2, "nora": 2, "stina": 0, "odd": 0, "revi": 0,
    }  # fmt: skip
    assert Site.objects.visible_to(actor("stina")).count() == 0
    assert check_all(day=TODAY).differing == []


def test_a_contract_that_ends_narrows() -> None:
    contract()
    other = contract("bergen")
    asked(other, by="berit")
    sent()
    assert Declaration.objects.get().owner == member("bergen")  # whoever asked keeps what it got in answer
    one = contract("stavanger")
    deliver_due(now())
    assert _sees("stina") == 2
    end_contract(
        by=actor("stina"), at=NOON, public_id=one.public_id, revision=1, reason="Byttet leverandør i november."
    )
    deliver_due(now())
    assert _sees("stina") == 0
    assert check_all(day=TODAY).differing == []


def test_the_day_ends_a_contract_too() -> None:
    contract(ends_on=date(2026, 11, 30), option_until=None)
    contract("bergen", ends_on=date(2026, 11, 30), option_until=None)
    asked(contract("stavanger"), by="stina")
    sent()
    assert _sees("berit") == 2
    assert recompute_all(date(2026, 12, 1)) > 0
    assert _sees("berit") == 0
    assert _sees("stina") == 2


def test_a_merge_opens_nothing() -> None:
    contract()
    sent()
    other = contract("stavanger", supplier_name="Nordhav Med.", supplier_number="")
    other.supplier.same_as = supplier()  # type: ignore[union-attr]
    other.supplier.save()  # type: ignore[union-attr]
    recompute_all(TODAY)
    assert _sees("stina") == 0
    asked(other, by="stina", again=True)  # who wants in asks, and the supplier sees that it does
    assert _sees("stina") == 2


def test_a_team_reads_while_it_holds_a_mandate() -> None:
    made, group = gloves("bergen"), team()
    held = granted(group, made, acts=int(ASK))
    sent()
    key = team_key(group.pk)
    assert all(key in link.seen_by for link in ChainLink.objects.all())
    assert _sees("mons") == 2
    withdraw_mandates(by=actor("berit"), at=NOON, chosen=[pick(made)], reason="Vi følger opp dette selv.")
    deliver_due(now())
    assert held.pk
    assert not any(key in link.seen_by for link in ChainLink.objects.all())
    assert _sees("mons") == 0


def test_a_team_asks_under_its_mandate_alone() -> None:
    made, group = gloves("bergen"), team()
    said = {
        "by": actor("mons"),
        "at": NOON,
        "team_id": group.public_id,
        "supplier_id": supplier().public_id,
        "wish": Wish({made.public_id: ["gloves"]}),
    }
    with pytest.raises(NotCovered):
        ask_for_chain_under_mandates(**said)
    asked_for(group, made, acts=int(ASK | MEET))
    grant(made, by="berit", acts=int(MEET))
    with pytest.raises(NotCovered):
        ask_for_chain_under_mandates(**said)
    assert not Declaration.objects.exists()


def test_a_team_with_the_mandate_asks() -> None:
    made, group = gloves("bergen"), team()
    granted(group, made, acts=int(ASK))
    done = ask_for_chain_under_mandates(
        by=actor("mons"),
        at=NOON,
        team_id=group.public_id,
        supplier_id=supplier().public_id,
        wish=Wish({made.public_id: ["gloves"]}),
    )
    assert done.declaration.owner == member("bergen")
    assert {member_key(member("bergen").pk), team_key(group.pk)} <= Declaration.objects.get().seen_by


def test_the_check_finds_and_mends() -> None:
    contract()
    sent()
    link, site = ChainLink.objects.all()[0], Site.objects.all()[0]
    ChainLink.objects.filter(pk=link.pk).update(seen_by=frozenset())
    Site.objects.filter(pk=site.pk).update(seen_by=site.seen_by | {2})
    found = check_all(day=TODAY)
    assert {subject for subject, _missing, _surplus in found.differing} == {link.public_id, site.public_id}
    check_all(day=TODAY, mend=True)
    assert check_all(day=TODAY).differing == []
