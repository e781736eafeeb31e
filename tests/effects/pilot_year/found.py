"""What was found, what the supplier says to it, and how it is put right, by the same acts as people's."""

from collections.abc import Mapping
from decimal import Decimal

from aktsom.findings.actions import findings, hearing, plans, proving, remedies
from aktsom.findings.actions.finding_said import FindingSaid
from aktsom.findings.models import ActionPlan, Entitlement, Finding, Measure
from aktsom.findings.queries.proposals import proposed_findings
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.findings.states import ConfirmedBy, FindingKind, RemedyKind
from aktsom.follow_up.states import Method
from tests.effects.pilot_year.clock import days, now
from tests.effects.pilot_year.story import Story, lead, supplies

WHY = "Det er sett på stedet og i papirene."
Grades = tuple[Grade, Grade, Grade]  # scale, scope, how far it can be put right


def note_and_show(
    story: Story, case: str, name: str, number: str, grades: Grades, title: str = "", rests_on: str = ""
) -> None:
    """A deviation, seen a week ago. With `rests_on` it is taken from what an auditor reported, place and all."""
    proposed = {each.title: each for each in proposed_findings(lead(case), story.case(case))}.get(rests_on)
    said = FindingSaid(
        kind=FindingKind.DEVIATION, title=title or rests_on or f"Avvik: {name}", text=f"Det gjelder {name}.",
        found_on=proposed.found_on if proposed else now().date() - days(7), number=number,
        site=proposed.site if proposed else "", severity=Severity(*grades), severity_reason=WHY,
    )  # fmt: skip
    about = {"by": lead(case), "at": now()}
    made = findings.note_finding(
        **about, follow_up_id=story.cases[case], said=said, rests_on=proposed.code if proposed else ""
    )
    made = findings.show_to_supplier(**about, finding_id=made.public_id, revision=made.revision)
    story.findings[name] = made.public_id


def case_of(story: Story, finding: Finding) -> str:
    return next(name for name, id_ in story.cases.items() if id_ == finding.follow_up.public_id)


def hear(story: Story, *names: str) -> None:
    for name in names:
        one = story.finding(name)
        hearing.comment(
            by=supplies(case_of(story, one)), at=now(), finding_id=one.public_id, revision=one.revision,
            text="Vi er enige, og retter det.", corrects=False,
        )  # fmt: skip


def let_stand(story: Story, *names: str) -> None:
    for name in names:
        one = story.finding(name)
        findings.let_stand(by=lead(case_of(story, one)), at=now(), finding_id=one.public_id, revision=one.revision)


def close(story: Story, name: str) -> None:
    one = story.finding(name)
    findings.close_finding(
        by=lead(case_of(story, one)), at=now(), finding_id=one.public_id, revision=one.revision, reason=WHY
    )


def reopen(story: Story, name: str) -> None:
    one, why = story.finding(name), "En ny stikkprøve viser at det ikke holdt."
    findings.reopen_finding(
        by=lead(case_of(story, one)), at=now(), finding_id=one.public_id, revision=one.revision, reason=why
    )


def is_no_breach(story: Story, name: str, evidence_id: str) -> None:
    one, why = story.finding(name), "Målingene viser at grensene er holdt. Det er ikke et brudd."
    hearing.decide_kind(
        by=lead(case_of(story, one)), at=now(), finding_id=one.public_id, revision=one.revision,
        after=FindingKind.OBSERVATION, reason=why, evidence_id=evidence_id,
    )  # fmt: skip


def plan_of(story: Story, case: str) -> ActionPlan:
    return ActionPlan.objects.get(follow_up__public_id=story.cases[case])


def ask_for_plan(story: Story, case: str) -> None:
    plans.ask_for_plan(by=lead(case), at=now(), follow_up_id=story.cases[case], text="Si hvem som gjør hva, og når.")


def propose_plan(story: Story, case: str, measures: Mapping[str, int]) -> None:
    """`measures` are {finding: days until it is to be put right}."""
    by = supplies(case)
    for name, until in measures.items():
        plan = plan_of(story, case)
        due = now().date() + days(until)
        said = plans.MeasureSaid(story.findings[name], f"Rette {name}", due, "Ingen hadde ansvaret.", "Driftslederen")
        plans.write_measure(by=by, at=now(), plan_id=plan.public_id, revision=plan.revision, said=said)
    plan = plan_of(story, case)
    plans.propose_plan(by=by, at=now(), plan_id=plan.public_id, revision=plan.revision)


def accept_plan(story: Story, case: str) -> None:
    plan = plan_of(story, case)
    plans.accept_plan(by=lead(case), at=now(), plan_id=plan.public_id, revision=plan.revision)


def measure_for(story: Story, name: str) -> Measure:
    return Measure.objects.filter(finding__public_id=story.findings[name]).latest("id")


def prove(story: Story, name: str) -> None:
    row = measure_for(story, name)
    by = supplies(case_of(story, story.finding(name)))
    proving.prove(by=by, at=now(), measure_id=row.public_id, revision=row.revision, text="Det er rettet nå.")


def find_enough(story: Story, name: str) -> None:
    row = measure_for(story, name)
    proving.judge_proof(
        by=lead(case_of(story, story.finding(name))), at=now(), measure_id=row.public_id, revision=row.revision,
        sufficient=True, reason=WHY, checked_how=Method.DOCUMENT_REVIEW,
    )  # fmt: skip


def owe(story: Story, name: str, people: int, each: int) -> None:
    """So many people are owed so much each, in US dollars."""
    one = story.finding(name)
    said = remedies.EntitledSaid(RemedyKind.FEES, people, "Revisjonen", "USD", Decimal(each))
    remedies.say_entitled(
        by=lead(case_of(story, one)), at=now(), finding_id=one.public_id, revision=one.revision, said=said
    )


def pay(story: Story, name: str, amount: int) -> None:
    one = story.finding(name)
    remedies.note_payment(
        by=supplies(case_of(story, one)), at=now(), finding_id=one.public_id, revision=one.revision,
        entitlement_id=_line(one), amount=Decimal(amount), paid_on=now().date(), source="Lønnslister",
    )  # fmt: skip


def confirm_paid(story: Story, name: str, amount: int) -> None:
    one = story.finding(name)
    remedies.confirm(
        by=lead(case_of(story, one)), at=now(), finding_id=one.public_id, revision=one.revision,
        entitlement_id=_line(one), amount=Decimal(amount), by_whom=ConfirmedBy.WORKERS, confirmed_on=now().date(),
        source="Samtaler på telefon",
    )  # fmt: skip


def say_total(story: Story, name: str, amount: int) -> None:
    """As the news has it."""
    one = story.finding(name)
    remedies.state_total(
        by=lead(case_of(story, one)), at=now(), finding_id=one.public_id, revision=one.revision, currency="USD",
        amount=Decimal(amount), source="Et oppslag i avisen",
    )  # fmt: skip


def _line(one: Finding) -> str:
    return Entitlement.objects.get(finding=one).public_id
