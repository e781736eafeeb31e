"""Real cases with their figures: what an audit, a check in season or a statement shows, and what it leaves open."""

from datetime import timedelta

import pytest

from aktsom.follow_up.judging_tables import fitness_table
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.conclusions import conclusions_of, current, risk_standings
from aktsom.follow_up.queries.reliance import reliance_line
from aktsom.follow_up.rules.fitness import Fit, Quality, Risk, RiskStanding, Shown, fitness, standing_of
from aktsom.follow_up.rules.reliance import Against, Reliance, duplicates_avoided
from aktsom.follow_up.states import Method, Verdict
from aktsom.teams.problems import Wrong
from aktsom.web.cases.conclusion_words import STANDINGS, VERDICTS, sentence
from tests.cast import NOON, actor
from tests.follow_up.concluded import BEST, TODAY, concluded, followed_up, report
from tests.follow_up.test_planning import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
TABLE = fitness_table()
STATE, SEASONAL = Risk("SI", "final"), Risk("MW", "raw")
CLEAN = Quality("buyer", "unannounced", "no_season", "auditor", "specific")


def stands(one: FollowUp, risk: Risk) -> RiskStanding:
    return next(found.standing for found, _place in risk_standings(one, []) if found.risk == risk)


def test_clean_audits_leave_force_by_a_state_open_at_every_one_of_23_sites() -> None:
    """Computers 2020-22: 23 sites assessed by open sources, 7 of them in schemes of labour transfer."""
    open_sources = Quality("shared", "", "", "", "specific")
    audited = Shown("1.1", Method.AUDIT, True, False, frozenset({STATE}), (CLEAN,))
    in_a_scheme = Shown("1.1", Method.DOCUMENT_REVIEW, False, True, frozenset({STATE}), (open_sources,))
    sites = [[audited, in_a_scheme]] * 7 + [[audited]] * 16
    found = [standing_of(STATE, shown, TABLE).standing for shown in sites]
    assert len(found) == 23
    assert found.count(RiskStanding.BREACH) == 7
    assert round(100 * 7 / 23, 1) == 30.4
    assert found.count(RiskStanding.UNFIT) == 16
    assert str(STANDINGS[RiskStanding.UNFIT]) == "Åpen: metoden kan ikke vise dette"


def test_the_text_tells_what_was_found_apart_from_what_cannot_be_excluded() -> None:
    one = followed_up(sets={"oslo": "T4"})
    found, open_ = (
        "Ingen sluttmontering i Xinjiang er funnet.",
        "Arbeid fra ordningene andre steder kan ikke utelukkes.",
    )
    with pytest.raises(Wrong) as wrong:
        concluded(one, cited=(report(one),), risks=(STATE,), reason=found, left_open="")
    assert wrong.value.field == "left_open"
    concluded(one, cited=(report(one),), risks=(STATE,), reason=found, left_open=open_)
    (seen,) = conclusions_of(actor("bjarne"), one, TODAY)
    assert (seen.verdict, seen.reason, seen.left_open) == ("met", found, open_)
    assert stands(one, STATE) is RiskStanding.UNFIT  # the point is met on paper, and the risk stays open


def test_berries_need_papers_and_a_check_in_season_that_the_auditor_confirms() -> None:
    """Two steps, both by an independent third party; the seller hands the report to the buyer."""
    one = followed_up(sets={"oslo": "T4"})
    season = {"paid_by": "supplier", "announced": "window"}
    through_seller = report(one, from_supplier=True, **season)
    concluded(one, "1.6", cited=(through_seller,), risks=(SEASONAL,))
    assert stands(one, SEASONAL) is RiskStanding.UNFIT  # nobody has confirmed it, and the papers are missing
    concluded(one, "1.6", cited=(through_seller,), confirmed=True, risks=(SEASONAL,), at=NOON + timedelta(hours=1))
    assert stands(one, SEASONAL) is RiskStanding.PART
    papers = report(one, kind="policy", season="", announced="", workers_chosen_by="")
    concluded(one, "1.6", method=Method.DOCUMENT_REVIEW, cited=(papers,), risks=(SEASONAL,))
    assert stands(one, SEASONAL) is RiskStanding.CLOSED


@pytest.mark.parametrize(
    "said", [{"season": "outside"}, {"season": ""}, {"workers_chosen_by": "management"}, {"paid_by": "producer"}]
)
def test_a_check_outside_the_season_or_not_independent_closes_nothing(said: dict[str, str]) -> None:
    evidence = Quality(**{**BEST, **said})
    found = fitness(SEASONAL, Method.AUDIT, [evidence], TABLE, {Method.DOCUMENT_REVIEW})
    assert found.standing is Fit.UNFIT
    assert len(found.unmet) == 1
    papers_alone = fitness(SEASONAL, Method.DOCUMENT_REVIEW, [Quality(**BEST)], TABLE)
    assert papers_alone.standing is Fit.PART


def test_all_on_a_framework_may_build_on_a_desk_review_that_found_improvements() -> None:
    """Computers in Norway, February 2022: documents, meeting and samples; no breach, little insight in the chain."""
    one = followed_up(sets={"oslo": "T3", "bergen": "T3"})
    theirs = gloves("stavanger", term_set="T3")
    concluded(
        one, "2.1", method=Method.DOCUMENT_REVIEW, cited=(report(one),), reason="Ingen brudd; tre råd om bedring."
    )
    concluded(one, "2.2", method=Method.MEETING, reason="De gjorde greie for vurderingen, med råd om bedring.")
    concluded(one, "2.7", Verdict.NOT_SHOWN, method=Method.DOCUMENT_REVIEW, reason="Svært lite innsyn i kjeden.")
    said = [sentence(row) for row in conclusions_of(actor("stina"), one, TODAY)]
    assert said[0].startswith("Ingen avvik funnet i gjennomgangen av dokumenter mot punkt 2.1 i T3")
    for text in (*said, *map(str, VERDICTS.values()), *map(str, STANDINGS.values())):
        assert not any(word in text.lower() for word in ("compliant", "i orden", "oppfyller", "godkjent", "etterlever"))
    line = reliance_line(actor("stina"), one, theirs.public_id, TODAY)
    assert line.weighed is not None
    assert line.weighed.may(Reliance.PARTLY)
    assert Against.POINTS_OPEN in line.weighed.against  # that the chain is not known is not hidden by the rest


def test_remedy_that_takes_years_is_concluded_anew_and_the_earlier_is_kept() -> None:
    """Gloves 2019-21: debt bondage found, the re-audit stopped by the pandemic, remedy two years on."""
    one = followed_up(sets={"oslo": "T4"})
    bond = Risk("FL", "final")
    start = TODAY - timedelta(days=900)
    concluded(one, "1.1", Verdict.NOT_MET, cited=(report(one),), risks=(bond,), done_on=start)
    assert stands(one, bond) is RiskStanding.BREACH
    later = {"at": NOON + timedelta(hours=1), "done_on": TODAY - timedelta(days=400)}
    concluded(one, "1.1", Verdict.NOT_SHOWN, method=Method.MEETING, reason="Revisor slapp ikke inn.", **later)
    assert stands(one, bond) is RiskStanding.BREACH  # a blocked re-audit closes nothing
    done = {"at": NOON + timedelta(hours=2), "done_on": TODAY - timedelta(days=2)}
    concluded(one, "1.1", cited=(report(one),), risks=(bond,), left_open="", **done)
    assert stands(one, bond) is RiskStanding.CLOSED
    assert len(conclusions_of(actor("bjarne"), one, TODAY, earlier=True)) == 1


def test_two_who_cannot_guarantee_breach_the_point_on_the_chain_and_no_other() -> None:
    """Coffee 2012-16: 37 municipalities and 5 regions, four suppliers that hold most contracts."""
    assert duplicates_avoided(37 + 5) == 41
    one = followed_up(sets={"oslo": "T4"})
    said = "De kan ikke garantere at kaffen er uten slavelignende arbeid, og kan ikke vise hvor den kommer fra."
    concluded(one, "2.7", Verdict.NOT_MET, method=Method.SELF_REPORT, reason=said)
    assert {(row.number, row.verdict) for row in current(one)} == {("2.7", "not_met")}
    force = Risk("FL", "raw")
    contracts = [row.contract for row in one.covered.all()]
    found = {each.risk: each.standing for each, _place in risk_standings(one, contracts)}
    assert RiskStanding.BREACH not in found.values()
    assert found.get(force, RiskStanding.UNSEEN) is RiskStanding.UNSEEN
