"""A3: gloves from five suppliers, debt bondage at their factories, and remedy over years with auditors shut out."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from aktsom.core.errors import DomainError
from aktsom.findings.actions import proving, remedies
from aktsom.findings.actions.colours import note_all
from aktsom.findings.models import Entitlement, Finding, Measure
from aktsom.findings.queries.colours import colours_now
from aktsom.findings.queries.remedies import Ledger, ledger
from aktsom.findings.queries.story import found_story
from aktsom.findings.rules.colour import Colour
from aktsom.findings.rules.remedy import Entitled, sums
from aktsom.findings.states import ConfirmedBy, MeasureState, RemedyKind
from aktsom.follow_up.models import FollowUp
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor
from tests.findings.made import DAY, TODAY, accepted, closed, standing

pytestmark = pytest.mark.django_db
SHUT_OUT = "Fabrikkene tar ikke imot revisorer på grunn av smittevern."
INSTEAD = "Samtaler med arbeidere på telefon, og lønnslister hver måned."
# People, owed to each in USD, and paid by 2021, at each of the factories.
FACTORIES = {"Fabrikk A": (1_000, 900, 900_000), "Fabrikk B": (600, 1_100, 660_000), "Fabrikk C": (450, 800, 360_000)}
INDUSTRY = [Decimal(text) * 1_000_000 for text in ("36", "12.5", "9.5", "5.5")]


def about(finding: Finding, at: datetime) -> dict[str, object]:
    finding.refresh_from_db()
    return {"at": at, "finding_id": finding.public_id, "revision": finding.revision}


def owed(finding: Finding, people: int, each: int, at: datetime = NOON) -> Entitlement:
    said = remedies.EntitledSaid(RemedyKind.FEES, people, "Revisjonen ved fabrikken", "USD", Decimal(each))
    return remedies.say_entitled(by=actor("mons"), said=said, **about(finding, at))


def read(finding: Finding) -> Ledger:
    return ledger(actor("rita"), finding)


def test_a_re_audit_that_cannot_be_done_is_blocked_with_another_control_and_its_day_is_moved_by_decision(
    one: FollowUp,
) -> None:
    finding = standing(one, title="Gjeldsbinding")
    accepted(one, finding, text="Ny revisjon ved fabrikken", due_on=TODAY + 60 * DAY)
    row = Measure.objects.get()
    told = {"by": actor("mons"), "at": NOON + 30 * DAY, "measure_id": row.public_id}
    with pytest.raises(Wrong):  # without another control
        proving.block(**told, revision=row.revision, reason=SHUT_OUT, alternative="")
    row = proving.block(**told, revision=row.revision, reason=SHUT_OUT, alternative=INSTEAD)
    assert (row.state, row.blocked_reason, row.alternative) == (MeasureState.BLOCKED, SHUT_OUT, INSTEAD)
    assert row.due_on == TODAY + 60 * DAY  # must not: being blocked moves no day
    with pytest.raises(Wrong):  # must not: a day moved without a reason
        proving.extend(**told, revision=row.revision, due_on=TODAY + 365 * DAY, reason="")
    proving.extend(**told, revision=row.revision, due_on=TODAY + 365 * DAY, reason=SHUT_OUT)
    note_all(NOON + timedelta(days=200))
    assert colours_now(actor("rita"), [one])[one.pk][0].colour is Colour.YELLOW
    with pytest.raises(DomainError):  # must not: another control closes nothing
        closed(finding, NOON + timedelta(days=200))
    moved = next(each for each in found_story(actor("rita"), one.pk) if each.what == "measure_extended")
    assert dict(moved.changes) == {"before": str(TODAY + 60 * DAY), "after": str(TODAY + 365 * DAY)}
    note_all(NOON + timedelta(days=366))
    assert colours_now(actor("rita"), [one])[one.pk][0].colour is Colour.RED


def test_a_ledger_for_each_factory_paid_over_two_years_and_confirmed_by_workers(one: FollowUp) -> None:
    ledgers = {}
    for name, (people, each, paid) in FACTORIES.items():
        finding = standing(one, title=f"Gebyrer ved {name}")
        line = owed(finding, people, each)
        half = Decimal(paid) / 2
        for year in (1, 2):
            at = NOON + timedelta(days=300 * year)
            remedies.note_payment(
                by=actor("nora"), entitlement_id=line.public_id, amount=half, paid_on=at.date(), source="Lønnslister",
                **about(finding, at),
            )  # fmt: skip
        with pytest.raises(DomainError):  # must not: the supplier confirms its own payment
            remedies.confirm(
                by=actor("nora"), entitlement_id=line.public_id, by_whom=ConfirmedBy.WORKERS, amount=half,
                confirmed_on=TODAY, source="Oss selv", **about(finding, NOON),
            )  # fmt: skip
        remedies.confirm(
            by=actor("mons"), entitlement_id=line.public_id, by_whom=ConfirmedBy.WORKERS, amount=half,
            confirmed_on=(NOON + timedelta(days=650)).date(), source="Samtaler", **about(finding, NOON + 650 * DAY),
        )  # fmt: skip
        ledgers[name] = read(finding)
    assert len(ledgers) == 3
    for name, (people, each, paid) in FACTORIES.items():
        [found] = ledgers[name].sums
        assert (found.people, found.owed, found.paid, found.confirmed) == (people, people * each, paid, paid / 2)
        assert found.left == 0


def test_a_later_figure_takes_the_place_of_an_earlier_and_leaves_its_trace(one: FollowUp) -> None:
    finding = standing(one)
    first = owed(finding, 1_000, 900)
    remedies.note_payment(
        by=actor("nora"), entitlement_id=first.public_id, amount=Decimal(100_000), paid_on=TODAY, source="Lister",
        **about(finding, NOON),
    )  # fmt: skip
    more = remedies.EntitledSaid(RemedyKind.FEES, 1_100, "Ny gjennomgang", "USD", Decimal(950))
    remedies.say_entitled(by=actor("mons"), said=more, instead_of=first.public_id, **about(finding, NOON))
    [found] = read(finding).sums
    assert (found.people, found.owed, found.paid) == (1_100, Decimal(1_045_000), Decimal(100_000))
    assert [(row.people, row.amount) for row in read(finding).earlier] == [(1_000, Decimal(900))]
    other = remedies.EntitledSaid(RemedyKind.FEES, 1_100, "Ny gjennomgang", "MYR", Decimal(4_000))
    last = read(finding).lines[0].entitlement
    with pytest.raises(Wrong) as wrong:  # must not: dollars that were paid are counted as ringgit
        remedies.say_entitled(by=actor("mons"), said=other, instead_of=last.public_id, **about(finding, NOON))
    assert wrong.value.field == "currency"


def test_what_an_industry_has_paid_is_context_beside_ours_and_never_our_result(one: FollowUp) -> None:
    assert sum(INDUSTRY) == Decimal("63.5") * 1_000_000
    finding = standing(one)
    owed(finding, 1_000, 900)
    remedies.state_total(
        by=actor("mons"), currency="USD", amount=sum(INDUSTRY), source="Fire produsenter, etter avisene",
        **about(finding, NOON),
    )  # fmt: skip
    [found] = read(finding).sums
    assert (found.owed, found.paid, found.stated) == (Decimal(900_000), Decimal(0), Decimal(63_500_000))
    assert found.mismatch == Decimal(62_600_000)  # shown, not smoothed over
    assert sums([Entitled("USD", 1_000, Decimal(900))])[0].stated is None
