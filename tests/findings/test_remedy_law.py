"""What is owed, paid, confirmed and left adds up in each currency for itself, whatever is said, replaced, paid, borne
out and stated in whichever order; and nothing that was paid is lost or counted as other money."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aktsom.core.errors import DomainError
from aktsom.findings.actions import remedies
from aktsom.findings.models import Confirmation, Entitlement, Finding, Payment
from aktsom.findings.queries.remedies import ledger
from aktsom.findings.states import ConfirmedBy, RemedyKind
from aktsom.follow_up.models import FollowUp
from tests.cast import NOON, actor
from tests.findings.made import standing

pytestmark = pytest.mark.django_db
ACTS = ("say", "say unknown", "replace", "pay", "confirm", "state")
ALL = [(name, 0, 40, "USD", 900) for name in ("say", "pay", "confirm", "state", "replace", "say unknown")]
Step = tuple[str, int, int, str, int]  # the act, on which line, people, currency, amount


@dataclass(frozen=True)
class Line:
    """As it should stand: `currency` is empty where nobody has said how much."""

    id: str
    currency: str
    people: int
    amount: Decimal
    paid: Decimal = Decimal(0)
    confirmed: Decimal = Decimal(0)


@dataclass
class Book:
    """What the ledger ought to say, kept beside it."""

    lines: list[Line]
    stated: dict[str, Decimal]

    def may(self, name: str, line: Line | None, currency: str) -> bool:
        if name in ("say", "say unknown", "state"):
            return True
        if line is None:
            return False
        if name == "replace":
            return line.currency == currency or not (line.paid or line.confirmed)
        return line.currency != ""  # nothing is paid of what nobody knows the size of

    def note(self, name: str, line: Line | None, made: str, people: int, currency: str, amount: Decimal) -> None:
        if name == "state":
            self.stated[currency] = amount
        elif name in ("say", "say unknown"):
            unknown = name == "say unknown"
            self.lines.append(Line(made, "" if unknown else currency, people, Decimal(0) if unknown else amount))
        elif line is not None:
            at = self.lines.index(line)
            self.lines[at] = {
                "replace": lambda: replace(line, id=made, currency=currency, people=people, amount=amount),
                "pay": lambda: replace(line, paid=line.paid + amount),
                "confirm": lambda: replace(line, confirmed=line.confirmed + amount),
            }[name]()


def do(finding: Finding, name: str, line: Line | None, people: int, currency: str, amount: Decimal) -> str:
    finding.refresh_from_db()
    about = {"by": actor("mons"), "at": NOON, "finding_id": finding.public_id, "revision": finding.revision}
    of = {"entitlement_id": line.id if line else "none", "amount": amount, "source": "Lister"}
    if name == "state":
        return str(remedies.state_total(**about, currency=currency, amount=amount, source="Avisen").pk)
    if name == "pay":
        return str(remedies.note_payment(**about, **of, paid_on=NOON.date()).pk)
    if name == "confirm":
        return str(remedies.confirm(**about, **of, by_whom=ConfirmedBy.UNION, confirmed_on=NOON.date()).pk)
    known = ("", None) if name == "say unknown" else (currency, amount)
    said = remedies.EntitledSaid(RemedyKind.WAGES, people, "Revisor", *known)
    instead = (line.id if line else "none") if name == "replace" else ""
    return str(remedies.say_entitled(**about, said=said, instead_of=instead).public_id)


def is_right(finding: Finding, book: Book) -> None:
    found = ledger(actor("mons"), finding)
    assert {one.entitlement.public_id for one in found.lines} == {line.id for line in book.lines}
    assert found.people == sum(line.people for line in book.lines)
    assert found.unknown == sum(line.currency == "" for line in book.lines)
    named = {line.currency for line in book.lines if line.currency} | set(book.stated)
    assert {each.currency for each in found.sums} == named
    for each in found.sums:
        lines = [line for line in book.lines if line.currency == each.currency]
        owed, paid = sum(line.people * line.amount for line in lines), sum(line.paid for line in lines)
        stated = book.stated.get(each.currency)
        assert (each.owed, each.paid, each.left) == (owed, paid, owed - paid)
        assert (each.confirmed, each.stated) == (sum(line.confirmed for line in lines), stated)
        assert each.mismatch == (None if stated is None or stated == owed else stated - owed)


@pytest.fixture
def finding(one: FollowUp) -> Finding:
    return standing(one)


STEPS = st.tuples(
    st.sampled_from(ACTS), st.integers(0, 3), st.integers(5, 500), st.sampled_from(["USD", "MYR"]),
    st.integers(1, 90_000),
)  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=2, max_size=10))
@example(ALL)
@example([*ALL[:2], ("replace", 0, 40, "MYR", 4_000), ("pay", 0, 40, "MYR", 5)])  # dollars are never ringgit
def test_the_sums_of_a_ledger_add_up(finding: Finding, steps: list[Step]) -> None:
    with transaction.atomic():
        book, done = Book([], {}), 0
        for name, number, people, currency, whole in steps:
            amount = Decimal(whole)
            line = book.lines[number % len(book.lines)] if book.lines else None
            may = book.may(name, line, currency)
            try:
                with transaction.atomic():
                    made = do(finding, name, line, people, currency, amount)
            except DomainError:
                assert not may, (name, line, currency)
                continue
            assert may, (name, line, currency)
            book.note(name, line, made, people, currency, amount)
            done += 1
            is_right(finding, book)
        assert steps != ALL or done == len(ALL)
        assert Payment.objects.count() + Confirmation.objects.count() <= done
        assert Entitlement.objects.filter(superseded_at=None).count() == len(book.lines)
        transaction.set_rollback(True)
