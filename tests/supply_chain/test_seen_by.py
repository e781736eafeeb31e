"""Who sees what a supplier has told: while a contract runs, never by a merge, and narrowed when it ends."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from aktsom.contracts.actions import end_contract
from aktsom.core.outbox import deliver_due
from aktsom.sharing.audiences import member_key, team_key
from aktsom.suppliers.actions.judging import judge, undo
from aktsom.suppliers.models import SamenessCandidate, SamenessJudgement, Supplier
from aktsom.supply_chain.actions.asking import Wish
from aktsom.supply_chain.actions.seen_by import check_all, recompute_all
from aktsom.supply_chain.actions.submitting import submit_declaration
from aktsom.supply_chain.models import ChainLink, Declaration, DeclarationContract, Site
from aktsom.supply_chain.queries.chain import chain_behind
from aktsom.teams.actions.answering import withdraw_mandates
from aktsom.teams.actions.chains import ask_for_chain_under_mandates
from aktsom.teams.problems import NotCovered
from tests.cast import NOON, actor, member, now, supplier
from tests.factories.chains import FACTORY, LATEX, asked, invited, let_in, people, sent, written
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


def _tied(one: Supplier, other: Supplier) -> SamenessJudgement:
    older, younger = sorted((one, other), key=lambda each: each.pk)
    pair, _new = SamenessCandidate.objects.get_or_create(
        one=older, other=younger, defaults={"weight": 3.0, "evidence": {"name": 3.0}, "found_at": NOON}
    )
    return judge(by=actor("sekka"), at=NOON, candidate=pair.public_id, verdict="same", reason="Ser slik ut")


def _split(made: SamenessJudgement) -> None:
    undo(by=actor("sekka"), at=NOON, judgement=made.public_id, reason="Det var feil")


WHO = ("olga", "berit", "stina", "nora")


def _seen() -> dict[str, tuple[set[int], set[str]]]:
    return {
        who: (
            {one.version for one in Declaration.objects.visible_to(actor(who)) if one.submitted_at},
            {site.name for site in Site.objects.visible_to(actor(who))},
        )
        for who in WHO
    }


@settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(["berit", "stina", "olga"]), st.integers(0, 3), st.randoms(use_true_random=False))
def test_merge_ask_answer_and_split_gives_back_all_that_it_opened(order, count, random) -> None:  # type: ignore[no-untyped-def]
    with transaction.atomic():
        people("nora")
        mine = {
            "olga": contract("oslo"),
            "berit": contract("bergen", supplier_name="Nordhav Med.", supplier_number=""),
            "stina": contract("stavanger", supplier_name="Nordhav Import", supplier_number=""),
        }
        made = [_tied(supplier(), mine["berit"].supplier), _tied(mine["berit"].supplier, mine["stina"].supplier)]
        for who in order[:count]:
            mine[who].refresh_from_db()
            asked(mine[who], by=who, again=True)
        sent({**FACTORY, "name": "Mens de var ett"})
        deliver_due(now())
        assert {who for who, (_told, sites) in _seen().items() if sites} == {*order[:count], "olga", "nora"}
        waiting = {who for who in order if random.random() < 0.5}  # asked and not answered when they come apart
        for who in waiting:
            asked(mine[who], by=who, again=True)
        random.shuffle(made)
        for one in made:
            _split(one)
        deliver_due(now())
        assert check_all(day=TODAY).differing == []
        nothing: tuple[set[int], set[str]] = (set(), set())
        first = ({1}, {"Mens de var ett"})
        assert _seen() == {"olga": first, "berit": nothing, "stina": nothing, "nora": first}
        sent({**FACTORY, "name": "Etterpå"})
        deliver_due(now())
        assert {_seen()[who] == nothing for who in ("berit", "stina")} == {True}
        assert _seen()["olga"] == _seen()["nora"] == ({1, 2}, {"Mens de var ett", "Etterpå"})
        answered = DeclarationContract.objects.filter(declaration__version=2)
        assert {one.member_id for one in answered} <= {member("oslo").pk}
        transaction.set_rollback(True)


def test_a_split_reaches_the_tiers_below() -> None:
    people("nora")
    contract()
    other = contract("bergen", supplier_name="Nordhav Med.", supplier_number="")
    made = _tied(supplier(), other.supplier)
    other.refresh_from_db()
    asked(other, by="berit")
    tier = invited(sent(FACTORY))
    let_in(tier, "odd")
    draft = written(tier.declaration, {**LATEX, "name": "Bak igjen", "delivers_to": ""}, by="odd")
    submit_declaration(by=actor("odd"), at=NOON, declaration_id=draft.public_id, revision=draft.revision)
    deliver_due(now())
    assert Site.objects.visible_to(actor("berit")).filter(name="Bak igjen").exists()
    _split(made)
    deliver_due(now())
    assert not Site.objects.visible_to(actor("berit")).exists()
    assert Site.objects.visible_to(actor("olga")).filter(name="Bak igjen").exists()
