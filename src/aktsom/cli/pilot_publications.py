"""What the demo has published: the result of its concluded follow-up, seen and commented by the supplier."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.findings.models import Finding, PublicationVersion
    from aktsom.follow_up.models import FollowUp

LEAD, SUPPLIES = "marte@sykehus.example", "vera@tindholt.example"
SECRETARIAT = "siri@sekretariatet.example"
TITLE = "Arbeiderne har ingen varslingskanal de kan bruke"
CAUSE, MEASURE = "Ingen har hatt ansvaret for det.", "Lage en varslingskanal på arbeidernes språk"
WHY = "Flere offentlige kjøpere handler av den samme leverandøren."
SAYS = "Vi er enige i det som er funnet, og retter det etter planen."
STATEMENT = "Revisjonen så på rekruttering, rømningsveier og rutinene hos leverandøren."
NEXT = "Gebyrene skal være betalt tilbake etter planen, og vi ser på det på nytt når dagene er gått."


def load_publication(one: "FollowUp") -> None:
    """What was concluded and not yet noted as a finding holds it back, and is put into the plan first."""
    from aktsom.findings.actions import drafting, publishing
    from aktsom.findings.queries.findings import term_sets_of

    _plan_the_rest(one)
    for code in term_sets_of(one.pk)[-1:]:
        with ago(9):
            now = clock()
            made = drafting.draft_publication(by=actor(LEAD), at=now, follow_up_id=one.public_id, term_set=code)
            drafting.write_version(
                **_by(made, LEAD), language="nb", statement=STATEMENT, next_step=NEXT, buyers_year=now.year
            )
            publishing.show_version(**_by(made, LEAD))
        with ago(7):
            publishing.answer_version(**_by(made, SUPPLIES), comment=SAYS)
        with ago(6):
            publishing.propose_version(**_by(made, LEAD), reason=WHY)
        with ago(5):
            if not publishing.holds_of(made.publication, made, clock()):
                publishing.publish(**_by(made, SECRETARIAT), reason=WHY)


def _plan_the_rest(one: "FollowUp") -> None:
    from aktsom.findings.actions import plans
    from aktsom.findings.models import Finding
    from aktsom.follow_up.models import Conclusion
    from aktsom.follow_up.states import Verdict

    told = Finding.objects.filter(follow_up=one).values("number")
    loose = Conclusion.objects.filter(follow_up=one, superseded_at__isnull=True, verdict=Verdict.NOT_MET)
    found = dict(loose.exclude(number__in=told).order_by("-done_on").values_list("number", "done_on"))
    stand = [_heard(one, number, on) for number, on in sorted(found.items())]
    if not stand:
        return
    with ago(12):
        plan = plans.ask_for_plan(by=actor(LEAD), at=clock(), follow_up_id=one.public_id, text="Ta med dette også.")
    with ago(11):
        for finding in stand:
            plan.refresh_from_db()
            until = clock().date() + timedelta(days=45)
            said = plans.MeasureSaid(finding.public_id, MEASURE, until, CAUSE, "Innkjøpssjefen")
            plans.write_measure(
                by=actor(SUPPLIES), at=clock(), plan_id=plan.public_id, revision=plan.revision, said=said
            )
        plan.refresh_from_db()
        plan = plans.propose_plan(by=actor(SUPPLIES), at=clock(), plan_id=plan.public_id, revision=plan.revision)
    with ago(10):
        plans.accept_plan(by=actor(LEAD), at=clock(), plan_id=plan.public_id, revision=plan.revision)


def _heard(one: "FollowUp", number: str, found_on: date) -> "Finding":
    """`found_on` is when the conclusion says that it was looked into."""
    from aktsom.findings.actions import findings as acts
    from aktsom.findings.actions import hearing
    from aktsom.findings.actions.finding_said import FindingSaid
    from aktsom.findings.rules.severity import Grade, Severity
    from aktsom.findings.states import FindingKind

    lead, vera = actor(LEAD), actor(SUPPLIES)
    with ago(16):
        at = clock()
        said = FindingSaid(
            kind=FindingKind.DEVIATION, title=TITLE, text=TITLE, found_on=found_on, number=number,
            severity=Severity(Grade.SERIOUS, Grade.SERIOUS, Grade.MINOR), severity_reason="Det kom fram i møtet.",
        )  # fmt: skip
        made = acts.note_finding(by=lead, at=at, follow_up_id=one.public_id, said=said)
        made = acts.show_to_supplier(by=lead, at=at, finding_id=made.public_id, revision=made.revision)
    with ago(14):
        text = "Vi lager en kanal."
        hearing.comment(
            by=vera, at=clock(), finding_id=made.public_id, revision=made.revision, text=text, corrects=False
        )
    made.refresh_from_db()
    with ago(13):
        return acts.let_stand(by=lead, at=clock(), finding_id=made.public_id, revision=made.revision)


def _by(made: "PublicationVersion", email: str) -> dict[str, Any]:
    made.refresh_from_db()
    return {
        "by": actor(email),
        "at": clock(),
        "publication_id": made.publication.public_id,
        "revision": made.revision,
    }
