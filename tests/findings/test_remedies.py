"""What people are owed and have got: later figures take the place of earlier ones, and nobody confirms for them."""

from decimal import Decimal
from typing import Any

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.findings.actions import remedies as acts
from aktsom.findings.models import Entitlement, Finding, Payment
from aktsom.findings.queries.remedies import ledger
from aktsom.findings.queries.story import found_story
from aktsom.findings.states import ConfirmedBy, RemedyKind
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.follow_up.resting import is_rested_on
from aktsom.sanctions.queries.left_open import open_now
from aktsom.sharing.workers import Worry
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, supplier
from tests.findings.made import DAY, TODAY, shown, standing
from tests.follow_up.concluded import report

pytestmark = pytest.mark.django_db
FROM = "Rapport fra revisoren"


@pytest.fixture
def finding(one: FollowUp) -> Finding:
    return standing(one)


def of(finding: Finding, who: str = "bjarne") -> dict[str, Any]:
    finding.refresh_from_db()
    return {"by": actor(who), "at": NOON, "finding_id": finding.public_id, "revision": finding.revision}


def entitled(finding: Finding, who: str = "bjarne", instead_of: str = "", **said: Any) -> Entitlement:
    usual = {"kind": RemedyKind.FEES, "people": 1_000, "currency": "usd", "amount": Decimal(900), "source": FROM}
    return acts.say_entitled(**of(finding, who), said=acts.EntitledSaid(**{**usual, **said}), instead_of=instead_of)


def paid(finding: Finding, line: Entitlement, amount: int, who: str = "nora") -> Payment:
    return acts.note_payment(
        **of(finding, who), entitlement_id=line.public_id, amount=Decimal(amount), paid_on=TODAY, source=FROM
    )


@pytest.mark.parametrize("code", ["NKO", "RMB", "US", "U$D"])
def test_a_currency_that_is_none_is_refused_since_its_figures_would_be_in_no_sum(finding: Finding, code: str) -> None:
    with pytest.raises(Wrong) as error:
        entitled(finding, currency=code)
    assert error.value.field == "currency"
    assert not Entitlement.objects.exists()


def test_payments_and_confirmations_add_up_beside_what_was_stated(finding: Finding) -> None:
    line = entitled(finding)
    paid(finding, line, 400_000)
    paid(finding, line, 100_000)
    confirmed = {"by_whom": ConfirmedBy.SAMPLE, "confirmed_on": TODAY, "source": FROM}
    acts.confirm(**of(finding), entitlement_id=line.public_id, amount=Decimal(300_000), **confirmed)
    acts.state_total(**of(finding, "nora"), currency="USD", amount=Decimal(950_000), source="Fabrikken")
    [found] = ledger(actor("rita"), finding).sums
    assert (found.owed, found.paid, found.confirmed) == (Decimal(900_000), Decimal(500_000), Decimal(300_000))
    assert (found.left, found.stated, found.mismatch) == (Decimal(400_000), Decimal(950_000), Decimal(50_000))
    verbs = set(JournalEntry.objects.filter(subject=finding.public_id).values_list("verb", flat=True))
    assert {"remedy_said", "remedy_paid", "remedy_confirmed", "remedy_total_stated"} <= verbs
    assert not any("900" in str(entry.changes) for entry in JournalEntry.objects.filter(subject=finding.public_id))


def test_a_later_figure_takes_the_place_of_the_earlier_with_what_was_paid(finding: Finding) -> None:
    line = entitled(finding)
    paid(finding, line, 100_000)
    later = entitled(finding, people=1_200, instead_of=line.public_id)
    found = ledger(actor("bjarne"), finding)
    assert [each.entitlement for each in found.lines] == [later]
    assert (found.sums[0].owed, found.sums[0].paid) == (Decimal(1_080_000), Decimal(100_000))
    assert (found.earlier, found.people) == ([line], 1_200)
    with pytest.raises(Stale):
        entitled(finding, instead_of=line.public_id)
    with pytest.raises(Stale):
        paid(finding, line, 1)
    acts.state_total(**of(finding), currency="USD", amount=Decimal(1), source=FROM)
    acts.state_total(**of(finding), currency="USD", amount=Decimal(2), source=FROM)
    assert [each.amount for each in ledger(actor("bjarne"), finding).stated] == [Decimal(2)]
    assert finding.stated_totals.count() == 2


def test_a_payment_written_wrong_is_replaced_and_stays_to_be_read(finding: Finding) -> None:
    line = entitled(finding)
    first = paid(finding, line, 100_000)
    later = entitled(finding, people=1_200, instead_of=line.public_id)
    told = {"entitlement_id": later.public_id, "paid_on": TODAY, "source": FROM}
    second = acts.note_payment(**of(finding, "nora"), **told, amount=Decimal(10_000), instead_of=first.public_id)
    [found] = ledger(actor("rita"), finding).lines
    assert (found.paid, found.payments, found.replaced_payments) == (Decimal(10_000), [second], [first])
    with pytest.raises(Stale):
        acts.note_payment(**of(finding, "nora"), **told, amount=Decimal(1), instead_of=first.public_id)
    with pytest.raises(NotVisible):
        acts.note_payment(**of(finding, "nora"), **told, amount=Decimal(1), instead_of="pay-finnesikke")
    entry = JournalEntry.objects.get(verb="remedy_payment_replaced")
    assert (entry.subject, entry.changes["instead_of"]) == (finding.public_id, first.public_id)
    assert [each.what for each in found_story(actor("bjarne"), finding.follow_up_id)].count(entry.verb) == 1


def test_the_supplier_puts_right_its_own_figures_alone(finding: Finding) -> None:
    line = entitled(finding)
    ours = paid(finding, line, 10, "bjarne")
    told = {"entitlement_id": line.public_id, "amount": Decimal(1), "paid_on": TODAY, "source": FROM}
    with pytest.raises(Refused, match="selv har skrevet"):
        acts.note_payment(**of(finding, "nora"), **told, instead_of=ours.public_id)
    theirs = paid(finding, line, 20)
    acts.note_payment(**of(finding), **told, instead_of=theirs.public_id)
    [found] = ledger(actor("bjarne"), finding).lines
    assert (found.paid, found.replaced_payments) == (Decimal(11), [theirs])


def test_a_confirmation_is_replaced_of_the_same_people_alone(finding: Finding) -> None:
    line, other = entitled(finding), entitled(finding, kind=RemedyKind.WAGES)
    told = {"by_whom": ConfirmedBy.SAMPLE, "confirmed_on": TODAY, "source": FROM}
    first = acts.confirm(**of(finding), entitlement_id=line.public_id, amount=Decimal(300), **told)
    replacing = {**told, "amount": Decimal(30), "instead_of": first.public_id}
    with pytest.raises(NotVisible):
        acts.confirm(**of(finding), entitlement_id=other.public_id, **replacing)
    second = acts.confirm(**of(finding), entitlement_id=line.public_id, **replacing)
    found = ledger(actor("bjarne"), finding).lines[0]
    assert (found.confirmations, found.replaced_confirmations, found.confirmed) == ([second], [first], Decimal(30))
    assert JournalEntry.objects.filter(verb="remedy_confirmation_replaced").count() == 1


def test_no_confirmation_rests_on_what_is_about_another_or_replaced(finding: Finding) -> None:
    line, older = entitled(finding), report(finding.follow_up)
    report(finding.follow_up, replaces=older)
    told = {"by_whom": ConfirmedBy.SAMPLE, "amount": Decimal(1), "confirmed_on": TODAY, "source": FROM}
    for file in (older, report(finding.follow_up, supplier=supplier("Et annet firma AS", ""))):
        assert Evidence.objects.visible_to(actor("bjarne")).filter(pk=file.pk).exists()
        with pytest.raises(Wrong) as wrong:
            acts.confirm(**of(finding), entitlement_id=line.public_id, evidence_id=file.public_id, **told)
        assert wrong.value.field == "evidence"


def test_no_source_names_a_worker_before_somebody_has_looked(finding: Finding) -> None:
    named = "Samtale med arbeideren Siti Rahma"
    with pytest.raises(LookAgain) as again:
        entitled(finding, source=named)
    line = entitled(finding, source=named, looked=again.value.mark)
    pay = {"entitlement_id": line.public_id, "amount": Decimal(1), "paid_on": TODAY, "source": named}
    with pytest.raises(LookAgain) as again:
        acts.note_payment(**of(finding), **pay)
    acts.note_payment(**of(finding), **pay, looked=again.value.mark)
    total = {"currency": "USD", "amount": Decimal(1), "source": named}
    with pytest.raises(LookAgain) as again:
        acts.state_total(**of(finding), **total)
    acts.state_total(**of(finding), **total, looked=again.value.mark)


def test_what_nobody_has_said_the_size_of_is_counted_and_in_no_sum(finding: Finding) -> None:
    entitled(finding)
    entitled(finding, currency="", amount=None, people=24)
    found = ledger(actor("bjarne"), finding)
    assert (found.unknown, found.people, [each.owed for each in found.sums]) == (1, 1_024, [Decimal(900_000)])
    kept = open_now(actor("bjarne"), finding.follow_up).kept()
    assert (kept["owed_people"], kept["unknown_sums"]) == (1_024, 1)


def test_evidence_of_a_confirmation_is_not_removed(finding: Finding) -> None:
    line, seen = entitled(finding), report(finding.follow_up)
    assert not is_rested_on(seen)
    told = {"by_whom": ConfirmedBy.SAMPLE, "amount": Decimal(1), "confirmed_on": TODAY, "source": FROM}
    acts.confirm(**of(finding), entitlement_id=line.public_id, evidence_id=seen.public_id, **told)
    assert is_rested_on(seen)


def test_the_supplier_says_what_it_paid_and_never_confirms_it(finding: Finding) -> None:
    line = entitled(finding, "nora")
    assert line.by_supplier
    assert not paid(finding, line, 10, "bjarne").by_supplier
    told = {"by_whom": ConfirmedBy.WORKERS, "amount": Decimal(1), "confirmed_on": TODAY, "source": FROM}
    with pytest.raises(Refused):
        acts.confirm(**of(finding, "nora"), entitlement_id=line.public_id, **told)
    with pytest.raises(Refused):
        entitled(finding, "rita")  # who has a contract covered reads it
    with pytest.raises(NotVisible):
        entitled(finding, "stina")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"people": 0}, "people"),
        ({"currency": "kroner"}, "currency"),
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal("NaN")}, "amount"),
        ({"amount": Decimal("0.004")}, "amount"),
        ({"amount": Decimal("999999999999.996")}, "amount"),
        ({"source": " "}, "source"),
    ],
)
def test_what_is_wrong_is_told_in_its_field(finding: Finding, told: dict[str, Any], field: str) -> None:
    with pytest.raises(Wrong) as wrong:
        entitled(finding, **told)
    assert wrong.value.field == field
    assert not Entitlement.objects.exists()


def test_so_few_that_they_can_be_known_are_looked_at_again(finding: Finding) -> None:
    with pytest.raises(LookAgain) as again:
        entitled(finding, people=3)
    assert again.value.worries == (Worry.SMALL_GROUP,)
    assert entitled(finding, people=3, looked=again.value.mark).people == 3


def test_nothing_is_paid_of_what_nobody_knows_the_size_of(finding: Finding) -> None:
    line = entitled(finding, amount=None)
    with pytest.raises(Wrong, match="krav på"):
        paid(finding, line, 10)
    assert ledger(actor("bjarne"), finding).sums == []
    known = entitled(finding, instead_of=line.public_id)
    with pytest.raises(Wrong):
        acts.note_payment(
            **of(finding), entitlement_id=known.public_id, amount=Decimal(1), paid_on=TODAY + DAY, source=FROM
        )


def test_what_a_supplier_has_not_been_shown_it_says_nothing_of(one: FollowUp) -> None:
    made = shown(one)
    other = shown(one, title="Et annet funn")
    line = entitled(made)
    with pytest.raises(NotVisible):
        acts.note_payment(**of(other), entitlement_id=line.public_id, amount=Decimal(1), paid_on=TODAY, source=FROM)
