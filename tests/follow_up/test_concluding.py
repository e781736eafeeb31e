"""A team concludes on the points, each under every set of terms; what stands is never changed, only superseded."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.actions import concluding as acts
from aktsom.follow_up.actions.evidence import remove_evidence
from aktsom.follow_up.actions.planning import cover_more
from aktsom.follow_up.models import Conclusion, FollowUp
from aktsom.follow_up.queries import conclusions as reads
from aktsom.follow_up.queries.planning import proposals
from aktsom.follow_up.rules.fitness import Fit, Risk, RiskStanding
from aktsom.follow_up.rules.proposals import Ground
from aktsom.follow_up.states import Method, Verdict
from aktsom.teams.models import CategoryTeam
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor
from tests.factories.mandates import granted
from tests.follow_up.concluded import BEST, REASON, TODAY, concluded, followed_up, report
from tests.follow_up.test_planning import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
LATER = NOON + timedelta(hours=1)


def whole(one: FollowUp, at: Any = NOON) -> FollowUp:
    one.refresh_from_db()
    acts.leave_unassessed(
        by=actor("bjarne"), at=at, follow_up_id=one.public_id, revision=one.revision, reason="Ikke en del av planen."
    )
    one.refresh_from_db()
    return acts.conclude_follow_up(by=actor("mons"), at=at, follow_up_id=one.public_id, revision=one.revision)


def test_the_same_wording_is_judged_once_and_stored_for_each_set() -> None:
    one = followed_up(sets={"oslo": "T4", "bergen": "T1", "stavanger": "T3"})
    made = concluded(one, cited=(report(one),))
    assert {row.term_set_id for row in made} == {"T1", "T3", "T4"}
    one.refresh_from_db()
    assert one.state == "running"  # whoever has judged has begun
    told = JournalEntry.objects.filter(verb="point_concluded")
    assert {entry.changes["term_set"] for entry in told} == {"T1", "T3", "T4"}
    assert all(entry.on_behalf_of_id for entry in told)
    assert all("verdict" not in entry.changes for entry in told)


def test_a_newer_conclusion_supersedes_and_both_are_kept() -> None:
    one = followed_up(sets={"oslo": "T4"})
    evidence = report(one)
    first = concluded(one, cited=(evidence,))[0]
    with pytest.raises(Stale):
        concluded(one, cited=(evidence,), seen="")
    second = concluded(one, verdict=Verdict.NOT_MET, cited=(evidence,), at=LATER)[0]
    first.refresh_from_db()
    assert (first.superseded_at, second.superseded_at) == (LATER, None)
    assert [row.verdict for row in reads.current(one)] == ["not_met"]
    earlier = reads.conclusions_of(actor("bjarne"), one, TODAY, earlier=True)
    assert [(row.public_id, row.reason) for row in earlier] == [(first.public_id, REASON)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Conclusion.objects.filter(pk=first.pk).update(superseded_at=None)


def test_another_method_stands_beside_it() -> None:
    one = followed_up(sets={"oslo": "T4"})
    concluded(one, method=Method.SELF_REPORT)
    concluded(one, verdict=Verdict.NOT_SHOWN, cited=(report(one),))
    assert {(row.method, row.verdict) for row in reads.current(one)} == {("self_report", "met"), ("audit", "not_shown")}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"done_on": TODAY + timedelta(days=1)}, "done_on"),
        ({"done_on": TODAY.replace(year=2023) - timedelta(days=1)}, "done_on"),
        ({"reason": "kort"}, "reason"),
        ({"reason": "x" * 2_001}, "reason"),
        ({"cited": ()}, "cited"),
        ({"sets": ("T0",)}, "verdict"),
        ({"sets": ("T4", "T4")}, "verdict"),
        ({"left_open": "", "risks": (Risk("SI", "final"),)}, "left_open"),
    ],
)
def test_what_cannot_be_concluded_is_told_by_its_field(said: dict[str, Any], field: str) -> None:
    one = followed_up(sets={"oslo": "T4"})
    with pytest.raises(Wrong) as wrong:
        concluded(one, **{"cited": (report(one),), **said})
    assert wrong.value.field == field
    assert not Conclusion.objects.exists()


def test_products_outside_the_follow_up_are_refused() -> None:
    one = followed_up(sets={"oslo": "T4"}, products=("gloves",))
    with pytest.raises(Wrong) as wrong:
        concluded(one, method=Method.MEETING, products=("masks",))
    assert wrong.value.field == "products"


def test_evidence_that_the_team_does_not_see_or_may_not_open_is_not_cited() -> None:
    one = followed_up(sets={"oslo": "T4"})
    for made in (report(one, scan_state="infected"), report(one, supplier=None)):
        with pytest.raises(Wrong) as wrong:
            concluded(one, cited=(made,))
        assert wrong.value.field == "cited"


def test_what_a_conclusion_rests_on_is_not_removed() -> None:
    one = followed_up(sets={"oslo": "T4"})
    evidence = report(one)
    concluded(one, cited=(evidence,))
    with pytest.raises(Refused, match="bygger på"):
        remove_evidence(by=actor("bjarne"), at=NOON, evidence_id=evidence.public_id)


def test_only_the_team_concludes_and_only_what_is_announced() -> None:
    one = followed_up(sets={"oslo": "T4"})
    with pytest.raises(NotVisible):
        concluded(one, by="stina", method=Method.MEETING)
    FollowUp.objects.update(state="planned")
    with pytest.raises(Refused, match="Varsle"):
        concluded(one, method=Method.MEETING)


def test_the_whole_is_concluded_when_no_point_is_left_open() -> None:
    one = followed_up()
    concluded(one, method=Method.SELF_REPORT)
    one.refresh_from_db()
    open_points = reads.to_judge(one).open_points
    with pytest.raises(Refused, match="åpne"):
        acts.conclude_follow_up(by=actor("mons"), at=NOON, follow_up_id=one.public_id, revision=one.revision)
    done = whole(one)
    assert (done.state, done.ended_at) == ("concluded", NOON)
    assert Conclusion.objects.filter(verdict="not_assessed").count() == open_points
    assert OutboxMessage.objects.filter(kind=acts.CONCLUDED_MAIL).count() == 1
    told = JournalEntry.objects.filter(verb="follow_up_concluded")
    assert told.count() == 2
    with pytest.raises(Refused):
        acts.conclude_follow_up(by=actor("mons"), at=NOON, follow_up_id=one.public_id, revision=done.revision)


def test_what_was_left_unassessed_gives_way_when_it_is_assessed() -> None:
    one = followed_up(sets={"oslo": "T4"})
    whole(one)
    concluded(one, "2.7", Verdict.NOT_SHOWN, method=Method.MEETING, at=LATER)
    assert [row.verdict for row in reads.current(one) if row.number == "2.7"] == ["not_shown"]


def test_rights_of_the_buyer_are_not_judged() -> None:
    one = followed_up(sets={"oslo": "T4"})
    numbers = {line.number for line in reads.to_judge(one).lines}
    assert "1.1" in numbers
    assert not {"4.2", "4.3", "4.4"} & numbers


def test_nothing_is_concluded_where_nobody_knows_the_terms() -> None:
    ours = followed_up(sets={"oslo": ""})
    assert reads.to_judge(ours).without_terms
    FollowUp.objects.update(state="running")
    with pytest.raises(DomainError, match="kjente vilkår"):
        acts.conclude_follow_up(by=actor("mons"), at=NOON, follow_up_id=ours.public_id, revision=ours.revision)


def test_who_joins_late_is_concluded_for_under_its_own_terms() -> None:
    one = followed_up(sets={"oslo": "T4"})
    concluded(one, method=Method.SELF_REPORT)
    whole(one)
    granted(CategoryTeam.objects.get(), gloves("stavanger", term_set="T1"))
    assert cover_more(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id) == 1
    assert one.covered.get(contract__member__slug="stavanger-kommune").joined_late
    judged = reads.to_judge(one)
    assert judged.late_sets == ("T1",)
    made = concluded(one, method=Method.SELF_REPORT, sets=("T1",))
    assert [row.term_set_id for row in made] == ["T1"]
    assert reads.to_judge(one).late_sets == ()


def test_who_sees_what_of_a_conclusion() -> None:
    one = followed_up(sets={"oslo": "T4"})
    gloves("stavanger")
    evidence = report(one)
    concluded(one, cited=(evidence,))

    def seen(who: str) -> tuple[str, str, int]:
        (row,) = reads.conclusions_of(actor(who), one, TODAY)
        assert (row.number, row.term_set, row.method) == ("1.1", "T4", "audit")
        return row.verdict, row.reason, len(row.cited)

    assert seen("bjarne") == ("met", REASON, 1)  # the team
    assert seen("rita") == ("met", REASON, 0)  # of Oslo, which it was done for; the file stays in the case
    assert seen("stina") == ("met", "", 0)  # buys from the supplier
    assert seen("uma") == ("", "", 0)  # takes part in the cooperation


def test_the_plan_knows_what_was_concluded() -> None:
    one = followed_up(sets={"oslo": "T4"})
    day = TODAY - timedelta(days=40)
    concluded(one, method=Method.MEETING, done_on=day)
    ours = CategoryTeam.objects.get()
    found = proposals(actor("bjarne"), ours, TODAY)[0].proposal
    assert (found.facts.concluded_on, found.is_known) == (day, True)
    assert Ground.KNOWN_SINCE in found.grounds
    later = proposals(actor("bjarne"), ours, day.replace(year=day.year + 3))
    assert all(row.proposal.facts.concluded_on == day and not row.proposal.is_known for row in later)


def test_risks_are_proposed_from_the_contracts_and_stand_open_until_they_can_be_shown() -> None:
    one = followed_up(sets={"oslo": "T4"})
    contracts = [row.contract for row in one.covered.all()]
    placed = {standing.risk: standing.standing for standing, _place in reads.risk_standings(one, contracts)}
    assert placed
    assert set(placed.values()) == {RiskStanding.UNSEEN}
    risk = next(iter(placed))
    assert reads.able_to_show(one, risk, Method.AUDIT, []).standing is not Fit.FIT


def test_the_standing_of_a_risk_follows_what_is_concluded() -> None:
    one = followed_up(sets={"oslo": "T4"})
    risk = Risk("LW", "final")
    concluded(one, "1.6", method=Method.MEETING, risks=(risk,))

    def stands() -> RiskStanding:
        return next(found.standing for found, _place in reads.risk_standings(one, []) if found.risk == risk)

    assert stands() is RiskStanding.PART
    concluded(one, "1.6", cited=(report(one),), risks=(risk,), left_open="")
    assert stands() is RiskStanding.CLOSED
    concluded(one, "1.6", Verdict.NOT_MET, cited=(report(one, **BEST),), risks=(risk,), at=LATER)
    assert stands() is RiskStanding.BREACH


def test_a_point_that_no_set_has_is_not_there() -> None:
    one = followed_up(sets={"oslo": "T4"})
    with pytest.raises(NotVisible):
        reads.point_line(one, "9.9")
