"""A small world whose figures can be counted by hand, laid down straight in the tables.

Oslo has three contracts for gloves: `one` with the terms T4, `two` with T4 and deviations of its own and another
supplier, `three` without terms. Bergen has `four` with T3 and `five` with T4 and no supplier named. A team has followed
up Nordhav for one, three and four, and is done.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from aktsom.contracts.models import Contract, OwnFacts
from aktsom.findings.models import ActionPlan, ColourChange, Entitlement, Finding, Measure, Payment
from aktsom.follow_up.models import (
    Conclusion,
    CoveredContract,
    FollowUp,
    QuestionnaireEdition,
    RelianceDecision,
    ReportedContract,
    SelfReport,
)
from aktsom.sharing.audiences import Audience, keys_carried, member_key, team_key
from aktsom.supply_chain.models import ChainLink, Declaration, DeclarationContract, DeclarationRow
from aktsom.teams.models import CategoryTeam, TeamSeat
from tests.cast import NOON, member, person, supplier
from tests.risk.purchases import bought, unlisted

TODAY = NOON.date()
ANOTHER = {"supplier_name": "Andre Varer AS", "supplier_number": ""}


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


@dataclass
class Laid:
    contracts: dict[str, Contract]
    follow_up: FollowUp
    closed: Finding
    open_: Finding


def lay_world() -> Laid:
    contracts = _contracts()
    team = _team()
    covered = [contracts[name] for name in ("one", "three", "four")]
    done = FollowUp.objects.create(
        team=team, supplier=supplier(), group_id="medical", starts_on=date(2026, 1, 1), ends_on=TODAY, made_at=on(1, 1),
        announced_at=on(1, 5), ended_at=on(10, 20), state="concluded",
    )  # fmt: skip
    for each in covered:
        CoveredContract.objects.create(follow_up=done, contract=each, member_id=each.member_id, joined_at=on(1, 5))
    _report(done, contracts)
    _judged(done, contracts)
    _chain(contracts["one"])
    closed, open_ = _findings(done)
    _owed(open_)
    return Laid(contracts, done, closed, open_)


def _contracts() -> dict[str, Contract]:
    made = {
        "one": bought("oslo"),
        "two": bought("oslo", **ANOTHER),
        "three": bought("oslo"),
        "four": bought("bergen"),
        "five": bought("bergen", supplier_name="", supplier_number=""),
    }
    unlisted("stavanger")
    bought("stavanger", ends_on=date(2026, 10, 1))  # over
    for name, terms in (("one", "T4"), ("two", "T4"), ("four", "T3"), ("five", "T4")):
        Contract.objects.filter(pk=made[name].pk).update(term_set=terms)
    OwnFacts.objects.filter(contract=made["two"]).update(term_deviations="Uten punkt 3.2")
    return {name: Contract.objects.get(pk=one.pk) for name, one in made.items()}


def _team() -> CategoryTeam:
    """Olga's; awake."""
    team = CategoryTeam.objects.create(
        group_id="medical", starts_on=TODAY, last_activity_at=NOON, lead_active_at=NOON, created_at=NOON
    )
    TeamSeat.objects.create(team=team, person=person("olga"), member=member("oslo"), part="lead", taken_at=NOON)
    return team


def _report(one: FollowUp, contracts: dict[str, Contract]) -> None:
    """Answered for one in time and for four late; of three the terms give no day."""
    edition = QuestionnaireEdition.objects.create(form="full", number=91, made_at=NOON)
    keys = keys_carried(
        Audience.LINKED_BUYERS, owner_id=member("oslo").pk, team_id=one.team_id,
        linked_ids=[member("oslo").pk, member("bergen").pk], supplier_id=supplier().pk,
    )  # fmt: skip
    report = SelfReport.objects.create(
        follow_up=one, team=one.team, supplier=supplier(), group_id="medical", edition=edition, owner=member("oslo"),
        audience=Audience.LINKED_BUYERS, seen_by=keys, asked_at=on(8, 1), answered_at=on(10, 1), state="judged",
        ended_at=on(10, 2),
    )  # fmt: skip
    for name, due, ticked in (
        ("one", date(2026, 10, 10), date(2026, 10, 1)),
        ("three", None, None),
        ("four", date(2026, 9, 1), date(2026, 10, 1)),
    ):
        each = contracts[name]
        ReportedContract.objects.create(
            self_report=report, contract=each, member_id=each.member_id, title="x", due_on=due, ticked_on=ticked,
            added_at=on(8, 1),
        )  # fmt: skip


def _judged(one: FollowUp, contracts: dict[str, Contract]) -> None:
    """Under T4 concluded on and red; under T3 green alone."""
    Conclusion.objects.create(
        follow_up=one, term_set_id="T4", number="1.1", wording="…", method="audit", done_on=date(2026, 9, 1),
        verdict="not_met", reason="…", concluded_at=on(9, 1),
    )  # fmt: skip
    keys = frozenset({member_key(member("oslo").pk), member_key(member("bergen").pk), team_key(one.team_id or 0)})
    for terms, colour in (("T4", "green"), ("T4", "red"), ("T3", "green")):
        ColourChange.objects.create(
            follow_up=one, term_set_id=terms, seen_by=keys, colour=colour, since=TODAY, at=on(9, 1)
        )
    for name, choice in (("one", "fully"), ("four", "partly")):
        each = contracts[name]
        RelianceDecision.objects.create(
            contract=each, member_id=each.member_id, follow_up=one, term_set_id="T4", choice=choice, reason="…",
            decided_at=on(10, 25),
        )  # fmt: skip


def _chain(contract: Contract) -> None:
    """Of the final stage told, of the raw material said not to be known, of the one between nothing."""
    keys = frozenset({member_key(member("oslo").pk)})
    usual: dict[str, Any] = {"owner": member("oslo"), "audience": Audience.LINKED_BUYERS, "seen_by": keys}
    told = Declaration.objects.create(
        supplier=supplier(), version=1, state="submitted", submitted_at=on(6, 1), made_at=on(6, 1), **usual
    )
    DeclarationContract.objects.create(declaration=told, contract=contract, member_id=contract.member_id)
    ChainLink.objects.create(
        from_supplier=supplier("Andre Varer AS", ""), to_supplier=supplier(), stage="final", source="declaration",
        declaration=told, added_at=on(6, 1), **usual,
    )  # fmt: skip
    DeclarationRow.objects.create(
        declaration=told, number=1, words={}, facts={"unknown": True, "stage": "raw", "product_id": ""}
    )


def _findings(one: FollowUp) -> tuple[Finding, Finding]:
    """A deviation that was closed after 31 days, one that nobody does anything about, one that is not shared, and an
    observation."""
    usual: dict[str, Any] = {
        "follow_up": one, "owner": member("oslo"), "team": one.team, "supplier": supplier(), "number": "1.1",
        "scale": 3, "scope": 2, "irremediable": 1, "severity_reason": "…", "title": "Gebyr", "found_on": TODAY,
        "made_at": on(1, 1), "written_at": on(1, 1), "seen_by": frozenset({team_key(one.team_id or 0)}),
    }  # fmt: skip
    closed = Finding.objects.create(
        kind="deviation", state="closed", stood_at=on(1, 10), shared_at=on(1, 10), closed_at=on(2, 10),
        closed_on=date(2026, 2, 10), closed_reason="Rettet", **usual,
    )  # fmt: skip
    open_ = Finding.objects.create(
        kind="deviation", state="stands", stood_at=on(10, 1), shared_at=on(10, 1), escalated_on=TODAY, **usual
    )
    Finding.objects.create(
        kind="deviation", state="stands", stood_at=on(10, 1), stopped_at=on(10, 1), stopped_reason="…", **usual
    )
    Finding.objects.create(kind="observation", state="stands", stood_at=on(10, 1), shared_at=on(10, 1), **usual)
    plan = ActionPlan.objects.create(
        follow_up=one, owner=member("oslo"), team=one.team, supplier=supplier(), state="ended", due_on=TODAY,
        asked_at=on(1, 10), accepted_at=on(1, 20), shared_at=on(1, 20), seen_by=usual["seen_by"],
    )  # fmt: skip
    Measure.objects.create(
        plan=plan, finding=closed, text="Betale tilbake", due_on=TODAY, state="sufficient", agreed_at=on(1, 20)
    )
    return closed, open_


def _owed(finding: Finding) -> None:
    """Ten people of whom a part of what they are owed is paid, two who have got all, five of whom nobody knows."""
    usual: dict[str, Any] = {"source": "Revisor", "said_at": on(10, 5)}
    for people, currency, amount, paid in ((10, "NOK", 100, 400), (2, "USD", 50, 100), (5, "", None, None)):
        made = Entitlement.objects.create(
            finding=finding, kind="fees", people=people, currency=currency, **usual,
            amount=None if amount is None else Decimal(amount),
        )  # fmt: skip
        if paid is not None:
            Payment.objects.create(entitlement=made, amount=Decimal(paid), paid_on=TODAY, **usual)


LATER = NOON + timedelta(days=1)
