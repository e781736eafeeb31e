"""Cases of sister collaborations, with their figures and what must not happen, from what an audit found to what was put
right."""

from collections import Counter
from datetime import timedelta

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.errors import DomainError
from aktsom.findings.actions import colours as colour_acts
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing, plans
from aktsom.findings.models import ColourChange, Finding
from aktsom.findings.queries.colours import colours_now
from aktsom.findings.queries.proposals import proposed_findings
from aktsom.findings.rules.colour import Colour
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.findings.states import FindingKind, FindingState
from aktsom.follow_up.models import FollowUp
from aktsom.suppliers.models import Supplier
from tests.cast import NOON, actor
from tests.findings.made import WHY, closed, measure
from tests.follow_up.audits import begun, handed_in, ordered, told, wrote
from tests.follow_up.scenarios.test_audit_cases import SIX, chosen_of, rechecked, with_24

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


LATER = NOON + timedelta(days=30)  # when the reports are in


def chosen() -> FollowUp:
    one = chosen_of(SIX)
    Contract.objects.filter(follow_ups__follow_up=one).update(term_set="T4")
    return one


def stood(one: FollowUp) -> list[Finding]:
    """Everything that the report told of, noted as it was proposed, heard and standing."""
    made = []
    for each in proposed_findings(actor("mons"), one):
        grade = each.grade or Grade.MINOR
        said = acts.FindingSaid(
            kind=each.kind, title=each.title, text=each.text or each.title, found_on=each.found_on,
            number=each.number, site=each.site,
            severity=Severity(grade, Grade.MINOR, Grade.MINOR) if each.kind == FindingKind.DEVIATION else None,
            severity_reason=WHY if each.kind == FindingKind.DEVIATION else "",
        )  # fmt: skip
        row = acts.note_finding(by=actor("mons"), at=LATER, follow_up_id=one.public_id, said=said, rests_on=each.code)
        row = acts.show_to_supplier(by=actor("mons"), at=LATER, finding_id=row.public_id, revision=row.revision)
        hearing.comment(
            by=actor("nora"), at=LATER, finding_id=row.public_id, revision=row.revision, text="Vi retter det.",
            corrects=False,
        )  # fmt: skip
        row.refresh_from_db()
        made.append(acts.let_stand(by=actor("mons"), at=LATER, finding_id=row.public_id, revision=row.revision))
    return made


def planned_for(one: FollowUp, deviations: list[Finding]) -> None:
    plan = plans.ask_for_plan(by=actor("bjarne"), at=LATER, follow_up_id=one.public_id)
    for each in deviations:
        measure(plan, each, LATER)
    measure(
        plan,
        deviations[0],
        text="Ingen arbeidere betaler for jobben, ved noen av fabrikkene våre",
        preventive=True,
        at=LATER,
    )
    plan.refresh_from_db()
    plan = plans.propose_plan(by=actor("nora"), at=LATER, plan_id=plan.public_id, revision=plan.revision)
    plans.accept_plan(by=actor("bjarne"), at=LATER, plan_id=plan.public_id, revision=plan.revision)


def colour(one: FollowUp) -> Colour:
    return colours_now(actor("mons"), [one])[one.pk][0].colour


class TestGlovesFromOneFactory:
    """A1: six suppliers, one chosen, one factory; 24 deviations, 10 major; at the re-audit 22 are closed."""

    def test_from_24_deviations_to_two_that_are_left(self) -> None:
        one = chosen()
        first = ordered(one)
        with_24(first)
        first.refresh_from_db()
        found = stood(one)
        assert (len(found), Counter(row.scale for row in found)) == (24, {Grade.GRAVE: 10, Grade.MINOR: 14})
        assert {row.site_name for row in found} == {"Hanskefabrikken"}
        planned_for(one, found)
        assert colour(one) is Colour.YELLOW
        rechecked(ordered(one, earlier=first), 22)
        left = []
        for row in found:
            try:
                closed(row, LATER)
            except DomainError:
                left.append(row)
        states = Counter(Finding.objects.values_list("state", flat=True))
        assert states == {FindingState.CLOSED: 22, FindingState.STANDS: 2}
        assert round(100 * states["closed"] / 24, 1) == 91.7
        assert colour(one) is Colour.YELLOW  # two open, in time
        colour_acts.note_all(LATER + timedelta(days=61))
        assert colour(one) is Colour.RED
        one.refresh_from_db()
        assert one.state == "running"  # the case is not closed
        others = Supplier.objects.exclude(pk=one.supplier_id)
        assert others.filter(name__in=SIX[1:]).count() == 5
        assert not ColourChange.objects.filter(follow_up__supplier__in=others).exists()

    def test_what_is_opened_again_is_not_closed_by_the_re_audit_from_before(self) -> None:
        one = chosen()
        first = ordered(one)
        with_24(first)
        first.refresh_from_db()
        found = stood(one)[:1]
        rechecked(ordered(one, earlier=first), 22)
        row = closed(found[0], LATER)
        acts.reopen_finding(by=actor("mons"), at=LATER, finding_id=row.public_id, revision=row.revision, reason=WHY)
        with pytest.raises(DomainError, match="vist at det er rettet"):
            closed(row, LATER)

    def test_a_commitment_for_all_factories_closes_nothing_at_sites_never_visited(self) -> None:
        one = chosen()
        first = ordered(one)
        wrote(begun(first), title="Gebyr for jobben", severity="major", site=first.sites.get().public_id)
        handed_in(told(first.report))
        [row] = stood(one)
        planned_for(one, [row])
        [commitment] = row.measures.filter(preventive=True)
        assert commitment.state == "open"
        with pytest.raises(DomainError, match="vist at det er rettet"):
            closed(row, LATER)


class TestGarmentsFromBosnia:
    """A8: 7 minor deviations and 4 observations; all 7 put right, 3 of the 4 observations too, though voluntary."""

    def test_yellow_then_green_whatever_becomes_of_the_observations(self) -> None:
        one = chosen()
        first = ordered(one)
        made = begun(first)
        site = first.sites.get().public_id
        for number in range(7):
            wrote(made, title=f"Avvik {number}", severity="minor", site=site)
        for number in range(4):
            wrote(made, kind="observation", severity="", title=f"Observasjon {number}", site=site)
        handed_in(told(made))
        first.refresh_from_db()
        found = stood(one)
        deviations = [row for row in found if row.kind == FindingKind.DEVIATION]
        observations = [row for row in found if row.kind == FindingKind.OBSERVATION]
        assert (len(deviations), len(observations)) == (7, 4)
        planned_for(one, deviations)
        assert colour(one) is Colour.YELLOW
        for row in observations[:3]:
            closed(row, LATER)
        assert colour(one) is Colour.YELLOW
        rechecked(ordered(one, earlier=first), 7)
        for row in deviations:
            closed(row, LATER)
        assert colour(one) is Colour.GREEN
        assert [row.state for row in Finding.objects.filter(kind="observation").order_by("id")].count("stands") == 1
