"""Cases of sister collaborations, with their figures and what must not happen, as far as audits carry them."""

from decimal import Decimal

import pytest

from aktsom.core.errors import NotVisible, Refused
from aktsom.follow_up.actions import audit_reports as reports
from aktsom.follow_up.actions.planning import announce
from aktsom.follow_up.models import Audit, AuditReport, DocumentReview, FollowUp
from aktsom.follow_up.queries.audit_reports import closure_of, earlier_deviations, report_view
from aktsom.follow_up.queries.audits import audits_of
from aktsom.follow_up.queries.planning import follow_ups_for, proposals
from aktsom.follow_up.rules.closing import Closure
from aktsom.suppliers.models import Supplier
from tests.cast import NOON, actor
from tests.factories.mandates import granted, team
from tests.follow_up.audits import begun, handed_in, of, ordered, told, wrote
from tests.follow_up.methods import ALL
from tests.follow_up.test_planning import gloves, planned
from tests.risk.purchases import bought

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
SIX = ("Abena", "Bröderna Berner", "Meteko", "Mölnlycke", "OneMed", "Papyrus")


def chosen_of(names: tuple[str, ...]) -> FollowUp:
    """A desk review of all by the team's list of suppliers; one is followed up on the spot: Nordhav stands for it."""
    ours = team()
    granted(ours, gloves("oslo"))
    for name in names[1:]:
        bought("bergen", title="Engangshansker", supplier_name=name, supplier_number="")
    one = planned(of=ours, methods=ALL)
    return announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=1)


def with_24(one: Audit) -> AuditReport:
    """24 deviations at one factory, 10 of them major."""
    report = begun(one)
    (site,) = one.sites.all()
    for number in range(24):
        severity = "major" if number < 10 else "minor"
        wrote(report, title=f"Avvik {number + 1}", severity=severity, site=site.public_id)
    told(report)
    return handed_in(report)


def rechecked(again: Audit, closed: int) -> AuditReport:
    report = begun(again)
    rows = earlier_deviations(actor("revi"), again)
    answers = {row.public_id: (place < closed, "") for place, row in enumerate(rows)}
    reports.recheck(**of(report), answers=answers)
    told(report)
    return handed_in(report)


class TestGlovesFromOneFactory:
    """A1: six suppliers, one chosen, one factory; 24 deviations, 10 major; at the re-audit 22 are closed."""

    def case(self) -> tuple[FollowUp, AuditReport, AuditReport]:
        one = chosen_of(SIX)
        first = ordered(one)
        report = with_24(first)
        first.refresh_from_db()
        return one, report, rechecked(ordered(one, earlier=first), 22)

    def test_its_figures(self) -> None:
        one, first, again = self.case()
        mons = actor("mons")
        assert first.rows.filter(severity="major").count() == 10
        assert closure_of(mons, first) == Closure(24, 22)
        assert closure_of(mons, first).per_cent == Decimal("91.7")
        assert closure_of(mons, first).open == 2
        assert [(audit.number, audit.state) for audit in audits_of(mons, [one])] == [(2, "reported"), (1, "reported")]
        assert again.audit.earlier == first.audit
        third = ordered(one, earlier=again.audit)
        assert len(earlier_deviations(actor("revi"), third)) == 2  # what was closed is not asked about again

    def test_of_six_that_the_team_looks_at_one_is_chosen(self) -> None:
        one = chosen_of(SIX)
        assert one.team is not None
        rows = proposals(actor("bjarne"), one.team, NOON.date())
        assert {row.supplier.name for row in rows} == {one.supplier.name, *SIX[1:]}
        assert [row.supplier for row in rows if row.proposal.facts.running] == [one.supplier]
        for row in rows:  # all are of the list, each with what it is proposed by
            assert row.proposal.facts.contracts == 1

    def test_the_case_is_not_closed_and_the_other_five_get_nothing(self) -> None:
        one, _first, _again = self.case()
        one.refresh_from_db()
        assert one.state == "running"
        others = Supplier.objects.exclude(pk=one.supplier_id)
        assert others.filter(name__in=SIX[1:]).count() == 5
        assert not FollowUp.objects.filter(supplier__in=others).exists()
        assert not Audit.objects.filter(supplier__in=others).exists()
        assert not DocumentReview.objects.filter(supplier__in=others).exists()
        assert [found.supplier for found in follow_ups_for(actor("sekka"))] == [one.supplier]

    def test_a_re_audit_says_of_each_deviation_whether_it_is_closed(self) -> None:
        one = chosen_of(SIX)
        first = ordered(one)
        with_24(first)
        first.refresh_from_db()
        again = ordered(one, earlier=first)
        report = begun(again)
        told(report)
        report.refresh_from_db()
        assert "forrige revisjon" in reports.what_is_missing(actor("revi"), report)
        elsewhere = {"arw-nowhere": (True, "")}
        with pytest.raises(NotVisible):
            reports.recheck(**of(report), answers=elsewhere)


class TestWorkwearWithAnObserver:
    """A8: ten suppliers, one audited on site; 7 minor deviations, 4 observations; the buyer was there as observer."""

    def case(self) -> AuditReport:
        one = chosen_of(tuple(f"Klær {number}" for number in range(10)))
        audit = ordered(one, observers="Bergen kommune, innkjøper", language="bosnisk, med tolk")
        report = begun(audit)
        for number in range(7):
            wrote(report, title=f"Avvik {number}", severity="minor")
        for number in range(4):
            wrote(report, title=f"Observasjon {number}", kind="observation", severity="")
        told(report, auditors="Revisorene AS, leder", observers="Bergen kommune, innkjøper")
        return handed_in(report)

    def test_the_observer_is_recorded_as_one_and_not_as_an_auditor(self) -> None:
        report = self.case()
        view = report_view(actor("mons"), report.public_id)
        assert view.report.observers == "Bergen kommune, innkjøper"
        assert "Bergen" not in view.report.auditors
        with pytest.raises(Refused):  # to be there as an observer lets nobody write the report
            wrote(report, "bjarne")

    def test_observations_are_no_deviations(self) -> None:
        report = self.case()
        assert closure_of(actor("mons"), report).found == 7
        assert report.rows.filter(kind="observation", severity="").count() == 4

    def test_all_seven_are_closed_and_observations_are_not_asked_about(self) -> None:
        report = self.case()
        again = ordered(report.follow_up, earlier=Audit.objects.get(pk=report.audit_id))
        assert len(earlier_deviations(actor("revi"), again)) == 7
        rechecked(again, 7)
        assert closure_of(actor("mons"), report) == Closure(7, 7)
