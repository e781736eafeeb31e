"""What others than the writer's own body will read is looked at for names of workers before it is stored."""

from collections.abc import Callable
from typing import Any

import pytest

from aktsom.core.models import OutboxMessage
from aktsom.findings.actions import drafting, hearing, inquiries, plans, proving, publishing, touched
from aktsom.findings.actions import findings as acts
from aktsom.findings.models import ActionPlan, FindingDecision
from aktsom.findings.states import FindingKind
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, member, person, supplier
from tests.findings import published as out
from tests.findings.made import DAY, GRAVE, WHY, accepted, judged, measure, standing
from tests.findings.signalled import buys, delivers, of, opened, place, received
from tests.follow_up.concluded import concluded, report

pytestmark = pytest.mark.django_db
NAMED = "Arbeideren Siti Rahma har sett det selv."
Act = Callable[..., object]


def looked_at(act: Act, **told: Any) -> None:
    """Comes back once, and is stored with the mark of what was looked at."""
    with pytest.raises(LookAgain) as again:
        act(**told)
    act(**told, looked=again.value.mark)


def by(name: str = "bjarne", **more: Any) -> dict[str, Any]:
    return {"by": actor(name), "at": NOON, **more}


def test_why_a_finding_is_closed_opened_again_and_withdrawn(one: FollowUp) -> None:
    made = standing(one, kind=FindingKind.OBSERVATION, severity=None, severity_reason="")
    for act in (acts.close_finding, acts.reopen_finding, acts.withdraw_finding):
        made.refresh_from_db()
        looked_at(act, **by(finding_id=made.public_id, revision=made.revision, reason=NAMED))
    made.refresh_from_db()
    assert (made.state, made.reopened_reason, made.withdrawn_reason) == ("withdrawn", NAMED, NAMED)


def test_what_is_wanted_of_a_plan(one: FollowUp) -> None:
    finding = standing(one)
    looked_at(plans.ask_for_plan, **by(follow_up_id=one.public_id, text=NAMED))
    plan = ActionPlan.objects.get(follow_up=one)
    measure(plan, finding)
    plan.refresh_from_db()
    plan = plans.propose_plan(**by("nora", plan_id=plan.public_id, revision=plan.revision))
    looked_at(plans.ask_for_changes, **by(plan_id=plan.public_id, revision=plan.revision, text=NAMED))
    plan.refresh_from_db()
    assert (plan.state, plan.wanted_text) == ("changes", NAMED)


def test_why_a_day_is_moved_and_a_proof_doubted(one: FollowUp) -> None:
    row = accepted(one, standing(one)).measures.get()
    later = {"due_on": row.due_on + 30 * DAY, "reason": NAMED}
    looked_at(proving.extend, **by(measure_id=row.public_id, revision=row.revision, **later))
    row.refresh_from_db()
    row = judged(row)
    looked_at(proving.doubt, **by(measure_id=row.public_id, revision=row.revision, reason=NAMED))
    row.refresh_from_db()
    assert row.state == "insufficient"
    assert row.proofs.get().doubted_reason == NAMED
    assert OutboxMessage.objects.filter(payload__did="doubted").count() == 1


def test_what_an_inquiry_came_to_and_a_judgement_that_is_shared(small_list: object) -> None:
    person("sekka"), person("olga")
    site = place()
    buys("oslo", "Alfa AS")
    delivers(site, of("Alfa AS"))
    inquiry = opened(received()[0], site)
    row = {"inquiry_id": inquiry.public_id, "member_id": member("oslo").public_id}
    own = touched.take_part(**by("olga", **row, revision=inquiry.touched.get().revision, part="own", judgement=NAMED))
    assert own.judgement == NAMED  # its own people read it alone
    shared = by("olga", **row, revision=own.revision, part="own", judgement=NAMED, shares=True)
    looked_at(touched.take_part, **shared)
    inquiry.refresh_from_db()
    told = by("sekka", inquiry_id=inquiry.public_id, revision=inquiry.revision, reason=NAMED)
    looked_at(inquiries.close_inquiry, **told)
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.closed_reason) == ("closed", NAMED)


def test_why_a_result_is_proposed_sent_back_published_corrected_and_withdrawn(one: FollowUp) -> None:
    concluded(one, cited=(report(one),))
    version = out.written(out.drafted(one))
    code = version.publication.public_id

    def do(act: Act, name: str = "bjarne") -> None:
        version.refresh_from_db()
        looked_at(act, **by(name, publication_id=code, revision=version.revision, reason=NAMED))

    person("sekka")
    out.answered(out.shown(version), "Vi leser det.")
    do(publishing.propose_version)
    do(publishing.send_back, "sekka")
    version.refresh_from_db()
    out.answered(out.shown(version), "Vi leser det.")
    do(publishing.propose_version)
    do(publishing.publish, "sekka")
    looked_at(drafting.begin_correction, **by(publication_id=code, reason=NAMED))
    do(publishing.withdraw, "sekka")  # which does not see the draft


def test_no_decision_rests_on_what_is_about_another_or_replaced(one: FollowUp) -> None:
    made, older = standing(one, kind=FindingKind.ALLEGATION, severity=None, severity_reason=""), report(one)
    report(one, replaces=older)
    told = {"after": FindingKind.DEVIATION, "reason": WHY, "severity": GRAVE, "severity_reason": WHY}
    for file in (older, report(one, supplier=supplier("Et annet firma AS", ""))):
        assert Evidence.objects.visible_to(actor("bjarne")).filter(pk=file.pk).exists()
        with pytest.raises(Wrong) as wrong:
            hearing.decide_kind(
                **by(finding_id=made.public_id, revision=made.revision), **told, evidence_id=file.public_id
            )
        assert wrong.value.field == "evidence"
    assert not FindingDecision.objects.exists()
