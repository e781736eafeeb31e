"""Audits in tests: drafted by Bjarne, consented to by Olga and Berit, carried out by Revi, who is engaged by Oslo."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from aktsom.follow_up.actions import audit_costs as costs
from aktsom.follow_up.actions import audit_reports as reports
from aktsom.follow_up.actions import audits as acts
from aktsom.follow_up.models import Audit, AuditReport, AuditRow, FollowUp
from tests.cast import NOON, actor, person
from tests.follow_up.methods import followed

DUE = NOON.date() + timedelta(days=90)
ORDERER = "mons"  # sits in the team for Oslo, by whom Revi is engaged
AUDITOR = "revi"


def order(**more: Any) -> acts.Order:
    usual: dict[str, Any] = {
        "due_on": DUE,
        "method_note": "Intervjuer uten ledelsen til stede kan vise tvang.",
        "points": ["1.1", "1.2"],
        "other_sites": ["Hanskefabrikken"],
        "payer_rule": "regions",
    }
    return acts.Order(**{**usual, **more})


def drafted(one: FollowUp | None = None, by: str = ORDERER, earlier: Audit | None = None, **more: Any) -> Audit:
    found = one or followed()
    return acts.draft_audit(
        by=actor(by), at=NOON, follow_up_id=found.public_id, order=order(**more),
        earlier_id=earlier.public_id if earlier else "",
    )  # fmt: skip


def now(one: Audit) -> dict[str, Any]:
    """Who, when and which, for the next act of those who follow up."""
    one.refresh_from_db()
    return {"by": actor(ORDERER), "at": NOON, "audit_id": one.public_id, "revision": one.revision}


def offered(one: Audit, price: str = "120000", email: str = "revi@example.org") -> Audit:
    said = costs.OfferSaid("Revisorene AS", email, Decimal(price), NOON.date(), days=2)
    offer = costs.record_offer(**now(one), said=said)
    return costs.choose_offer(**now(one), offer_id=offer.public_id, reason="Snakker språket, og er uavhengig.")


def asked(one: Audit, key: str = "equal") -> Audit:
    if one.payer == "cooperation":
        costs.share_cost(**now(one), key=key)
    costs.ask_consent(**now(one))
    one.refresh_from_db()
    return one


def consented(one: Audit, *who: str) -> None:
    """By all whose contracts are asked about, or those named."""
    for name in who or ("olga", "berit"):
        for row in one.consents.filter(member__in=actor(name).member_ids):
            costs.answer_consent(by=actor(name), at=NOON, consent_id=row.public_id, verb="give")


def ordered(one: Audit | None = None, earlier: Audit | None = None, **more: Any) -> Audit:
    person(AUDITOR)
    made = drafted(one, earlier=earlier, **more)
    offered(made)
    consented(asked(made))
    return acts.order_audit(**now(made))


def begun(one: Audit) -> AuditReport:
    return reports.begin_report(by=actor(AUDITOR), at=NOON, audit_id=one.public_id)


def of(report: AuditReport, who: str = AUDITOR) -> dict[str, Any]:
    report.refresh_from_db()
    return {"by": actor(who), "at": NOON, "report_id": report.public_id, "revision": report.revision}


def wrote(report: AuditReport, who: str = AUDITOR, **more: Any) -> AuditRow:
    usual = {"kind": "deviation", "point": "1.1", "title": "Gebyr for å få jobb", "severity": "major"}
    return reports.save_row(**of(report, who), said=reports.RowSaid(**{**usual, **more}))


def told(report: AuditReport, who: str = AUDITOR, **more: Any) -> AuditReport:
    """The facts above the rows, whole."""
    usual: dict[str, Any] = {
        "started_on": NOON.date(),
        "ended_on": NOON.date() + timedelta(days=1),
        "auditors": "Revisorene AS, leder",
        "independence": "Uavhengig av produsent og leverandør.",
        "interviews": 40,
        "chosen_by": "auditor",
        "not_seen": "Sovesalene var låst.",
    }
    return reports.save_facts(**of(report, who), facts=reports.Facts(**{**usual, **more}))


def handed_in(report: AuditReport, who: str = AUDITOR) -> AuditReport:
    return reports.hand_in(**of(report, who))
