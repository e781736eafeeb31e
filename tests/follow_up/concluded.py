"""A follow-up with contracts under several terms, and conclusions on it, for tests."""

from datetime import date, timedelta
from typing import Any

from aktsom.follow_up.actions.concluding import Cited, Ground, Judged, conclude_point
from aktsom.follow_up.actions.evidence_keys import buyers_now, keys_of
from aktsom.follow_up.actions.planning import announce
from aktsom.follow_up.models import Conclusion, Evidence, FollowUp
from aktsom.follow_up.queries.conclusions import newest_of_point, point_line
from aktsom.follow_up.queries.reading import read_marks
from aktsom.follow_up.rules.fitness import Risk
from aktsom.follow_up.states import Method, Verdict
from aktsom.teams.models import CategoryTeam
from tests.cast import NOON, actor, member, supplier
from tests.factories.mandates import granted, team
from tests.follow_up.test_planning import gloves, planned

TODAY = NOON.date()
REASON = "Sett i de dokumentene som er lagt fram."
OPEN = "Ingen har sett leddene før sluttproduktet."
BEST = {
    "paid_by": "buyer", "announced": "unannounced", "season": "in_season", "workers_chosen_by": "auditor",
    "reach": "specific",
}  # fmt: skip


def followed_up(*, sets: dict[str, str] | None = None, group: str = "medical", **said: Any) -> FollowUp:
    """By the team, announced, for one contract of each member named with its terms."""
    ours = team(group)
    for owner, term_set in (sets or {"oslo": "T4", "bergen": "T1"}).items():
        granted(ours, gloves(owner, term_set=term_set, starts_on=date(2026, 1, 1)))
    one = planned(of=CategoryTeam.objects.get(pk=ours.pk), **said)
    return announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=one.revision)


def report(one: FollowUp, *, from_supplier: bool = False, **said: Any) -> Evidence:
    """An audit report that the team has, straight from the table."""
    usual: dict[str, Any] = {
        "kind": "audit_report", "title": "Rapport", "file_name": "r.pdf", "content_type": "application/pdf", "size": 1,
        "sha256": "x", "audience": "case_team", "owner": member("bergen"), "team": one.team, "supplier": supplier(),
        "from_supplier": from_supplier, "uploaded_at": NOON, "scan_state": "clean",
    }  # fmt: skip
    made = Evidence(**{**usual, **BEST, **said})
    made.seen_by = keys_of(made, buyers_now(supplier().pk, TODAY))
    made.save()
    return made


def concluded(
    one: FollowUp, number: str = "1.1", verdict: Verdict = Verdict.MET, *, by: str = "bjarne",
    method: Method = Method.AUDIT, cited: tuple[Evidence, ...] = (), confirmed: bool = False,
    risks: tuple[Risk, ...] = (), sets: tuple[str, ...] = (), **said: Any,
) -> list[Conclusion]:  # fmt: skip
    """By default every wording of the point, all the same."""
    ground = Ground(
        method=method, done_on=said.pop("done_on", TODAY - timedelta(days=3)), risks=risks,
        cited=[Cited(each.public_id, confirmed) for each in cited], products=said.pop("products", ()),
        sites=said.pop("sites", ()),
    )  # fmt: skip
    seen, at = said.pop("seen", newest_of_point(one, number)), said.pop("at", NOON)
    read = said.pop("read", read_marks(one.pk))
    usual: dict[str, Any] = {"verdict": verdict, "reason": REASON, "left_open": OPEN, **said}
    wordings = point_line(one, number).wordings
    judged = [Judged(sets or wording.term_sets, **usual) for wording in (wordings[:1] if sets else wordings)]
    return conclude_point(
        by=actor(by), at=at, follow_up_id=one.public_id, number=number, seen=seen, read=read,
        judged=judged, ground=ground,
    )  # fmt: skip
