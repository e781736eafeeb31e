"""A team recommends one step to everybody who has a contract covered; it is replaced or withdrawn with trace."""

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.actions.hearing import decide_kind
from aktsom.findings.states import FindingKind
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions.recommending import TEXTS, recommend, withdraw_recommendation
from aktsom.sanctions.models import Recommendation
from aktsom.sanctions.queries.recommendations import findings_under, recommendation, recommendations_of, standing
from aktsom.sanctions.states import RECOMMENDATION, RecommendationState
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, member
from tests.findings.made import noted
from tests.follow_up.concluded import report
from tests.sanctions.made import LATER, WHY, broken, decided, recommended, said_of

pytestmark = pytest.mark.django_db


def test_it_reaches_everybody_covered_and_nobody_else(one: FollowUp) -> None:
    finding = broken(one)
    made = recommended(one, finding)
    for who in ("olga", "mons", "rita", "berit", "bjarne", "stina"):
        assert recommendation(actor(who), made.public_id) == made
        assert findings_under(actor(who), made) == [finding]
    for who in ("uma", "sekka", "nora", "revi", "ada"):  # the supplier hears of what each owner decides
        with pytest.raises(NotVisible):
            recommendation(actor(who), made.public_id)
    told = JournalEntry.objects.filter(verb="recommendation_made", subject=made.public_id)
    assert {entry.on_behalf_of_id for entry in told} == {member(name).pk for name in ("oslo", "bergen", "stavanger")}
    assert not any(WHY in str(entry.changes) or made.step in str(entry.changes) for entry in told)
    assert OutboxMessage.objects.filter(payload__what="recommendation_made", payload__id=made.public_id).count() == 1


@pytest.mark.parametrize("who", ["olga", "berit", "stina", "uma", "sekka", "nora", "rita"])
def test_only_those_who_sit_in_the_team_recommend(one: FollowUp, who: str) -> None:
    finding = broken(one)
    with pytest.raises((NotVisible, Refused)):
        recommended(one, finding, by=who)
    assert not Recommendation.objects.exists()


def test_it_rests_on_deviations_that_stand_and_that_owners_see(one: FollowUp) -> None:
    finding = broken(one)
    for wrong in ([], [noted(one, title="Annet")], [finding, noted(one, title="Enda et")]):
        with pytest.raises(Wrong) as error:
            recommend(by=actor("bjarne"), at=LATER, follow_up_id=one.public_id, said=said_of(*wrong))
        assert error.value.field == "findings"
    decide_kind(
        by=actor("bjarne"), at=LATER, finding_id=finding.public_id, revision=finding.revision,
        after=FindingKind.OBSERVATION, reason=WHY, evidence_id=report(one).public_id,
    )  # fmt: skip
    with pytest.raises(Wrong):
        recommended(one, finding)


@pytest.mark.parametrize("name", TEXTS)
def test_each_of_its_reasons_is_written(one: FollowUp, name: str) -> None:
    finding = broken(one)
    with pytest.raises(Wrong) as error:
        recommend(by=actor("bjarne"), at=LATER, follow_up_id=one.public_id, said=said_of(finding, **{name: "Kort"}))
    assert error.value.field == name
    with pytest.raises(LookAgain):
        recommend(
            by=actor("bjarne"), at=LATER, follow_up_id=one.public_id,
            said=said_of(finding, **{name: "Arbeideren Nguyen Van An ble slått av formannen."}),
        )  # fmt: skip
    assert not Recommendation.objects.exists()


def test_an_unknown_step_is_no_step(one: FollowUp) -> None:
    with pytest.raises(Wrong):
        recommended(one, broken(one), step="public-shaming")


def test_a_newer_one_takes_its_place_and_whoever_had_not_seen_it_is_told(one: FollowUp) -> None:
    finding = broken(one)
    first = recommended(one, finding)
    with pytest.raises(Stale, match="anbefalt noe annet"):
        recommended(one, finding, by="mons", step="correction")
    second = recommended(one, finding, by="mons", step="correction", replaces=first)
    first.refresh_from_db()
    assert (first.state, first.replaced_by, first.ended_at) == ("replaced", second, LATER)
    assert standing(actor("olga"), one) == second
    assert recommendations_of(actor("olga"), one) == [second, first]
    with pytest.raises(Stale):
        recommended(one, finding, replaces=first)


def test_it_is_withdrawn_with_a_reason_and_what_is_decided_stands(one: FollowUp) -> None:
    made = recommended(one, broken(one))
    done = decided(one)
    act = {"at": LATER, "recommendation_id": made.public_id, "revision": made.revision}
    for who in ("olga", "stina"):
        with pytest.raises((NotVisible, Refused)):
            withdraw_recommendation(by=actor(who), reason=WHY, **act)
    with pytest.raises(Wrong):
        withdraw_recommendation(by=actor("bjarne"), reason="", **act)
    gone = withdraw_recommendation(by=actor("bjarne"), reason=WHY, **act)
    assert (gone.state, gone.ended_reason) == ("withdrawn", WHY)
    done.refresh_from_db()
    assert done.state == "decided"
    for again in (made.revision, gone.revision):
        with pytest.raises((Stale, Refused)):
            withdraw_recommendation(
                by=actor("bjarne"), at=LATER, recommendation_id=made.public_id, revision=again, reason=WHY
            )
    assert standing(actor("olga"), one) is None


def test_a_member_that_follows_up_for_itself_decides_without(one: FollowUp) -> None:
    FollowUp.objects.filter(pk=one.pk).update(team=None, member=member("oslo"))
    with pytest.raises(Refused, match="for dere selv"):
        recommend(by=actor("mons"), at=NOON, follow_up_id=one.public_id, said=said_of())


@pytest.mark.parametrize("state", list(RecommendationState))
@pytest.mark.parametrize("verb", ["replace", "withdraw"])
def test_states(state: str, verb: str) -> None:
    allowed = state == "made"
    assert (RECOMMENDATION.refusal(state, verb) is None) is allowed
