"""Contract owners decide for themselves what to build on; the platform states what speaks against it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.follow_up.actions.relying import decide_reliance
from aktsom.follow_up.models import FollowUp, RelianceDecision
from aktsom.follow_up.queries.conclusions import risk_standings
from aktsom.follow_up.queries.proof import proof_of
from aktsom.follow_up.queries.reliance import reliance_line, reliance_lines, relying
from aktsom.follow_up.rules.reliance import Against, Reliance
from aktsom.follow_up.states import Method, Verdict
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor
from tests.follow_up.concluded import TODAY, concluded, followed_up, report
from tests.follow_up.test_planning import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
WHY = "Varene våre kommer fra de samme fabrikkene."


def rely(
    one: FollowUp, contract: str, choice: Reliance = Reliance.PARTLY, by: str = "stina", seen: str = "", why: str = WHY
) -> RelianceDecision:
    return decide_reliance(
        by=actor(by), at=NOON + timedelta(hours=RelianceDecision.objects.count()), follow_up_id=one.public_id,
        contract_id=contract, choice=choice, reason=why, seen=seen,
    )  # fmt: skip


def all_seen(one: FollowUp) -> None:
    """Every risk of the contracts looked at by an audit that could not be better."""
    risks = tuple(found.risk for found, _place in risk_standings(one, [row.contract for row in one.covered.all()]))
    concluded(one, "1.1", cited=(report(one),), risks=risks)


def test_one_that_buys_without_being_covered_relies_partly_and_changes_its_mind() -> None:
    one = followed_up(sets={"oslo": "T4"})
    theirs = gloves("stavanger", term_set="T4")
    with pytest.raises(DomainError, match="konkludert"):
        rely(one, theirs.public_id)
    concluded(one, method=Method.SELF_REPORT)
    with pytest.raises(Wrong) as wrong:
        rely(one, theirs.public_id, Reliance.FULLY)
    assert wrong.value.field == "choice"
    first = rely(one, theirs.public_id)
    assert Against.RISK_UNSEEN in first.against
    with pytest.raises(Stale):
        rely(one, theirs.public_id, Reliance.OWN)
    second = rely(one, theirs.public_id, Reliance.OWN, seen=first.public_id)
    line = reliance_line(actor("stina"), one, theirs.public_id, TODAY)
    assert [row.choice for row in line.history] == ["own", "partly"]
    assert line.decision == second
    told = [
        entry.changes["choice"] for entry in JournalEntry.objects.filter(verb="reliance_decided").order_by("number")
    ]
    assert told == [[None, "partly"], ["partly", "own"]]
    with pytest.raises(IntegrityError), transaction.atomic():
        RelianceDecision.objects.filter(pk=first.pk).update(superseded_at=None)


def test_fully_is_open_where_nothing_speaks_against() -> None:
    one = followed_up(sets={"oslo": "T4"})
    theirs = gloves("stavanger", term_set="T1")
    all_seen(one)
    line = reliance_line(actor("stina"), one, theirs.public_id, TODAY)
    assert (line.weighed.against, line.weighed.clause_lower) == ((), True)
    assert rely(one, theirs.public_id, Reliance.FULLY).against == []


def test_a_higher_clause_of_ones_own_speaks_against() -> None:
    one = followed_up(sets={"oslo": "T1"})
    theirs = gloves("stavanger", term_set="T4")
    all_seen(one)
    line = reliance_line(actor("stina"), one, theirs.public_id, TODAY)
    assert line.weighed.against == (Against.CLAUSE_HIGHER,)


def test_ones_own_terms_are_preferred_and_what_was_not_shown_speaks_against() -> None:
    one = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    all_seen(one)
    concluded(one, "0.2", Verdict.NOT_SHOWN, method=Method.MEETING, sets=("T1",))
    theirs = gloves("stavanger", term_set="T1")
    line = reliance_line(actor("stina"), one, theirs.public_id, TODAY)
    assert (line.term_set, line.weighed.against) == ("T1", (Against.POINTS_OPEN,))


def test_only_the_contract_owner_decides_and_others_see_that_it_did() -> None:
    one = followed_up(sets={"oslo": "T4"})
    theirs = gloves("stavanger", term_set="T4")
    concluded(one, method=Method.SELF_REPORT)
    with pytest.raises(NotVisible):
        rely(one, theirs.public_id, by="olga")
    own = one.covered.get().contract
    with pytest.raises(Refused, match="avtaleeieren"):
        rely(one, own.public_id, by="mons")
    with pytest.raises(Wrong):
        rely(one, theirs.public_id, why="kort")
    rely(one, theirs.public_id)
    assert [(row.member, row.contracts) for row in relying(one)] == [("Stavanger kommune", 1)]
    assert {line.contract for line in reliance_lines(actor("olga"), one, TODAY)} == {own}


def test_the_proof_holds_each_step_with_its_day_and_role() -> None:
    one = followed_up(sets={"oslo": "T4"})
    own = one.covered.get().contract
    concluded(one, method=Method.SELF_REPORT)
    rely(one, own.public_id, by="olga")
    found = proof_of(actor("rita"), own.public_id, TODAY, NOON)
    assert found.risk is not None
    assert [row.state for row in found.mandates] == ["granted"]
    (followed,) = found.followed
    assert followed.covered is not None
    assert [row.number for row in followed.conclusions] == ["1.1"]
    assert [row.choice for row in followed.decisions] == ["partly"]
    assert list(found.roles.values()) == [["contract_owner"]]
    for who in ("stina", "bjarne", "nora"):
        with pytest.raises(NotVisible):
            proof_of(actor(who), own.public_id, TODAY, NOON)
