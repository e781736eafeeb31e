"""The platform never blacklists: what is known goes with its contract and period, and is used by a step alone."""

from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import competitions as acts
from aktsom.sanctions.models import Bid
from aktsom.sanctions.queries.competitions import bid, own_bids, warnings
from aktsom.sanctions.step_states import COMPETITION_USE, UseState
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, member, supplier
from tests.sanctions.steps_made import DAY, TODAY, WHY, judged, suspended

pytestmark = pytest.mark.django_db
OWNERS = {"oslo": "olga", "bergen": "berit", "stavanger": "stina"}


def noted(owner: str = "oslo", by: str = "", competition: str = "Hansker 2027") -> Bid:
    return acts.note_bid(
        by=actor(by or OWNERS[owner]), at=NOON, member_id=member(owner).public_id, supplier_id=supplier().public_id,
        competition=competition,
    )  # fmt: skip


def heard(one: Bid, about: str, by: str = "olga", **told: Any) -> Bid:
    usual: dict[str, Any] = {
        "about": about, "about_from": TODAY - 300 * DAY, "about_to": TODAY, "ground": "labour-obligations",
        "told_how": "Brev med beslutningen.",
    }  # fmt: skip
    return acts.hear_before_use(
        by=actor(by), at=NOON, bid_id=one.public_id, revision=one.revision, said=acts.UseSaid(**{**usual, **told})
    )


def used(one: Bid, at: Any = NOON, by: str = "olga", **told: Any) -> Bid:
    usual: dict[str, Any] = {"use": True, "reason": WHY}
    return acts.decide_use(by=actor(by), at=at, bid_id=one.public_id, revision=one.revision, **{**usual, **told})


def test_the_whole_table() -> None:
    verbs = {move.verb for move in COMPETITION_USE.moves}
    assert {(s, v) for s, v in product(UseState, verbs) if not COMPETITION_USE.refusal(s, v)} == {
        ("noted", "hear"), ("noted", "leave"), ("hearing", "hear"), ("hearing", "use"), ("hearing", "leave"),
    }  # fmt: skip


def test_the_warning_is_the_members_own_and_only_where_it_says_that_the_supplier_bids(one: FollowUp) -> None:
    suspended(one)
    assert warnings(actor("olga")) == []
    made = noted()
    [case] = warnings(actor("olga"))
    assert (case.bid, len(case.decisions)) == (made, 1)
    for who in ("berit", "stina", "bjarne", "nora", "sekka"):
        assert warnings(actor(who)) == []
        assert own_bids(actor(who)) == []
        with pytest.raises(NotVisible):
            bid(actor(who), made.public_id)
    noted("bergen")  # Bergen has decided nothing itself, and sees nothing of what Oslo did
    assert warnings(actor("berit")) == []


def test_noted_twice_it_is_one(one: FollowUp) -> None:
    assert noted() == noted()
    assert Bid.objects.count() == 1


def test_used_only_when_heard_and_on_a_ground(one: FollowUp) -> None:
    about = suspended(one).decision.public_id
    made = noted()
    with pytest.raises(Refused):
        used(made)  # nobody has told the supplier
    for field, told in (
        ("ground", {"ground": "documentation-missing"}), ("about_to", {"about_to": TODAY - 400 * DAY}),
        ("told_how", {"told_how": ""}), ("hear_by", {"hear_by": TODAY}),
    ):  # fmt: skip
        with pytest.raises(Wrong) as wrong:
            heard(made, about, **told)
        assert wrong.value.field == field
    hearing = heard(made, about)
    assert hearing.hear_by == TODAY + 10 * DAY
    with pytest.raises(Refused):
        used(hearing)  # it has not spoken, and may still
    with pytest.raises(Wrong):
        used(hearing, NOON + 11 * DAY, reason="kort")
    done = used(hearing, NOON + 11 * DAY)
    assert (done.state, done.about.public_id, done.about_from) == ("used", about, TODAY - 300 * DAY)


def test_another_members_decision_is_no_ground(one: FollowUp) -> None:
    about = suspended(one, owner="bergen", by="berit").decision
    type(about).objects.filter(pk=about.pk).update(shared_at=NOON)
    with pytest.raises(Wrong) as wrong:
        heard(noted(), about.public_id)
    assert wrong.value.field == "about"


def test_decided_by_the_owner_alone_and_once(one: FollowUp) -> None:
    about = suspended(one).decision.public_id
    made = noted(by="mons")
    with pytest.raises(Refused):
        heard(made, about, by="mons")
    hearing = heard(made, about)
    before = hearing.revision
    used(hearing, supplier_says="Vi har rettet det.")
    hearing.revision = before
    with pytest.raises(Stale):
        used(hearing, supplier_says="Vi har rettet det.")


def test_as_many_questions_for_three_competitions_as_for_one(one: FollowUp) -> None:
    suspended(one)

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as found:
            told = warnings(actor("olga"))
        return len(told), len(found)

    noted()
    few = asked()
    for year in ("2028", "2029"):
        noted(competition=f"Hansker {year}")
    assert asked() == (3, few[1])
    noted("bergen")  # which has decided nothing
    assert warnings(actor("berit")) == []


def test_over_the_warning_goes_and_what_was_noted_stays(one: FollowUp) -> None:
    suspended(one)
    made = noted()
    acts.end_competition(by=actor("olga"), at=NOON, bid_id=made.public_id, revision=made.revision)
    assert warnings(actor("olga")) == []
    assert own_bids(actor("olga")) == [made]


def test_a_decision_without_a_step_is_nothing_to_use(one: FollowUp) -> None:
    about = suspended(one).decision
    type(about).objects.filter(pk=about.pk).update(answer="decline", step="")
    with pytest.raises(Wrong) as wrong:
        heard(noted(), about.public_id)
    assert wrong.value.field == "about"


def test_what_is_withdrawn_while_the_supplier_is_heard_is_not_used(one: FollowUp) -> None:
    about = suspended(one).decision
    hearing = heard(noted(), about.public_id)
    type(about).objects.filter(pk=about.pk).update(state="withdrawn", withdrawn_at=NOON, withdrawn_reason=WHY)
    with pytest.raises(Refused, match="trukket"):
        used(hearing, supplier_says="Vi har rettet det.")
    assert used(hearing, use=False).state == "not_used"


def test_and_the_supplier_is_heard_anew_on_what_stands(one: FollowUp) -> None:
    first, second = suspended(one).decision, suspended(one, whole=True).decision
    hearing = heard(noted(), first.public_id)
    with pytest.raises(Refused, match="høres allerede"):
        heard(hearing, second.public_id)
    type(first).objects.filter(pk=first.pk).update(state="withdrawn", withdrawn_at=NOON, withdrawn_reason=WHY)
    hearing.refresh_from_db()
    anew = heard(hearing, second.public_id)
    assert (anew.state, anew.about) == ("hearing", second)
    assert used(anew, supplier_says="Vi har rettet det.").state == "used"


@pytest.mark.parametrize("over", ["concluded", "dropped"])
def test_a_case_that_is_over_gives_no_warning_and_its_decision_may_be_used_all_the_same(
    one: FollowUp, over: str
) -> None:
    made = suspended(one)
    bid = noted()
    FollowUp.objects.filter(pk=one.pk).update(state=over, dropped_reason=WHY if over == "dropped" else "")
    assert [case.bid for case in warnings(actor("olga"))] == [bid]  # the suspension stands yet
    judged(made)
    assert warnings(actor("olga")) == []
    assert heard(bid, made.decision.public_id).state == "hearing"
