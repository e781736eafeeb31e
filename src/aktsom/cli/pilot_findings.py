"""What the audit in the demo's concluded follow-up found: written down, heard, and put right by a plan of which one
measure has been shown and waits for somebody to judge it, and one has got another day; what is owed to those who paid;
and what the supplier itself has failed to do, which it has not answered yet."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.findings.models import Finding
    from aktsom.findings.queries.proposals import Proposed
    from aktsom.follow_up.models import FollowUp

LEAD, SUPPLIES = "marte@sykehus.example", "vera@tindholt.example"
SAYS = "Gebyrene ble tatt av en formidler vi ikke kjente til. Vi har sagt opp avtalen med formidleren."
WHY = "Revisoren har sett det på stedet og i papirene til fabrikken."
# Of each deviation: scale, scope, irremediable; cause, what is done, who, days until.
MEASURES = (
    ((3, 3, 2), "Formidleren ble valgt uten kontroll.", "Betale tilbake gebyrene til alle som har betalt",
     "Personalsjefen ved fabrikken", 60),
    ((2, 2, 1), "Ingen har gått gjennom rømningsveiene etter ombyggingen.", "Rydde og merke rømningsveiene",
     "Driftslederen", 30),
)  # fmt: skip


def load_findings(one: "FollowUp") -> None:
    from aktsom.findings.queries.proposals import proposed_findings
    from aktsom.findings.states import FindingKind

    found = [each for each in proposed_findings(actor(LEAD), one) if each.code.startswith("audit:")]
    deviations = [each for each in found if each.kind == FindingKind.DEVIATION][: len(MEASURES)]
    stand = [_heard(one, each, number) for number, each in enumerate(deviations)]
    if stand:
        _planned(one, stand)
        _owed(stand[0])
        with ago(2):
            _not_passed_on(one, stand[0])


def _heard(one: "FollowUp", proposed: "Proposed", number: int) -> "Finding":
    from aktsom.findings.actions import findings as acts
    from aktsom.findings.actions import hearing
    from aktsom.findings.actions.finding_said import FindingSaid
    from aktsom.findings.rules.severity import Grade, Severity

    lead = actor(LEAD)
    severity = Severity(*(Grade(grade) for grade in MEASURES[number][0]))
    said = FindingSaid(
        kind=proposed.kind, title=proposed.title, text=proposed.text or proposed.title, found_on=proposed.found_on,
        number=proposed.number, site=proposed.site, severity=severity, severity_reason=WHY,
    )  # fmt: skip
    with ago(36):
        at = clock()
        made = acts.note_finding(by=lead, at=at, follow_up_id=one.public_id, said=said, rests_on=proposed.code)
        made = acts.show_to_supplier(by=lead, at=at, finding_id=made.public_id, revision=made.revision)
    with ago(31):
        hearing.comment(
            by=actor(SUPPLIES), at=clock(), finding_id=made.public_id, revision=made.revision, text=SAYS, corrects=False
        )
    made.refresh_from_db()
    with ago(27):
        return acts.let_stand(by=lead, at=clock(), finding_id=made.public_id, revision=made.revision)


def _planned(one: "FollowUp", stand: "list[Finding]") -> None:
    from aktsom.findings.actions import plans, proving

    lead, vera = actor(LEAD), actor(SUPPLIES)
    with ago(26):
        plan = plans.ask_for_plan(
            by=lead, at=clock(), follow_up_id=one.public_id, text="Si hvem som har ansvaret, og når."
        )
    rows = []
    with ago(20):
        for finding, (_grades, cause, text, who, days) in zip(stand, MEASURES, strict=False):
            said = plans.MeasureSaid(finding.public_id, text, clock().date() + timedelta(days=days), cause, who)
            rows.append(
                plans.write_measure(by=vera, at=clock(), plan_id=plan.public_id, revision=plan.revision, said=said)
            )
            plan.refresh_from_db()
        plan = plans.propose_plan(by=vera, at=clock(), plan_id=plan.public_id, revision=plan.revision)
    with ago(18):
        plans.accept_plan(by=lead, at=clock(), plan_id=plan.public_id, revision=plan.revision)
    with ago(4):
        proving.prove(
            by=vera, at=clock(), measure_id=rows[-1].public_id, revision=rows[-1].revision,
            text="Rømningsveiene er ryddet og merket. Brannvesenet har vært innom.",
        )  # fmt: skip
    rows[0].refresh_from_db()
    with ago(3):
        proving.extend(
            by=lead, at=clock(), measure_id=rows[0].public_id, revision=rows[0].revision, reason=MORE_TIME,
            due_on=rows[0].due_on + timedelta(days=30),
        )  # fmt: skip


MORE_TIME = "Formidleren holder til i et annet land, og tre av dem som betalte, er reist hjem."


def _owed(finding: "Finding") -> None:
    """In money of another country, with a total in the news that the lines do not come to."""
    from decimal import Decimal

    from aktsom.findings.actions import remedies
    from aktsom.findings.states import ConfirmedBy, RemedyKind

    lead, vera = actor(LEAD), actor(SUPPLIES)

    def about() -> dict[str, Any]:
        finding.refresh_from_db()
        return {"at": clock(), "finding_id": finding.public_id, "revision": finding.revision}

    said = remedies.EntitledSaid(RemedyKind.FEES, 24, "Revisjonen, samtaler med dem som betalte", "USD", Decimal(850))
    with ago(17):
        line = remedies.say_entitled(by=lead, said=said, **about())
    told: dict[str, Any] = {"entitlement_id": line.public_id, "amount": Decimal(10_200)}
    with ago(9):
        remedies.note_payment(by=vera, paid_on=clock().date(), source="Lønnslister for oktober", **told, **about())
    told["amount"] = Decimal(5_100)
    with ago(6):
        remedies.confirm(
            by=lead, by_whom=ConfirmedBy.WORKERS, confirmed_on=clock().date(), source="Samtaler på telefon",
            **told, **about(),
        )  # fmt: skip
    with ago(5):
        remedies.state_total(by=lead, currency="USD", amount=Decimal(25_000), source="Et oppslag i avisen", **about())


def _not_passed_on(one: "FollowUp", like: "Finding") -> None:
    """Of the supplier as a whole, which is another finding than what was found at the place."""
    from aktsom.findings.actions import findings as acts
    from aktsom.findings.actions.finding_said import FindingSaid
    from aktsom.findings.rules.severity import Grade, Severity
    from aktsom.findings.states import BuyersPart, FindingKind

    now, lead = clock(), actor(LEAD)
    said = FindingSaid(
        kind=FindingKind.DEVIATION, title="Kravene er ikke ført videre til fabrikken", number=like.number,
        text="Fabrikken kjente ikke til kravene i avtalene. De står ikke i bestillingene.", found_on=like.found_on,
        severity=Severity(Grade.SERIOUS, Grade.GRAVE, Grade.MINOR), severity_reason="Det gjelder alle bestillinger.",
        buyers_part=BuyersPart.LEAD_TIME, buyers_part_text="Bestillingene våre kom med to ukers frist i fjor høst.",
    )  # fmt: skip
    made = acts.note_finding(by=lead, at=now, follow_up_id=one.public_id, said=said)
    acts.show_to_supplier(by=lead, at=now, finding_id=made.public_id, revision=made.revision)
