"""An audit in the demo: ordered by Oslo, consented to and paid by those whose mandate holds audits, and reported."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.follow_up.models import Audit, AuditReport, FollowUp

SECOND, CONSENTS, AUDITS = "kari@oslo.example", "guri@sykehus.example", "ragnhild@revisor.example"
FACTORY = "Sykloftet i Vilnius"
ROWS = (
    ("deviation", "major", "1.1", "Arbeidere har betalt gebyr for å få jobben", "Kontrakter og intervjuer"),
    ("deviation", "minor", "1.6", "Nødutgang i andre etasje var delvis sperret", "Befaring"),
    ("observation", "", "1.6", "Kantinen er nyoppusset, og verneutstyr er gratis", "Befaring"),
)


def _ordered(one: "FollowUp") -> "Audit":
    """By Oslo, which the auditor is engaged by; Bergen's mandate holds no audits, so it is neither asked nor pays."""
    from aktsom.follow_up.actions import audit_costs as costs
    from aktsom.follow_up.actions import audits as acts

    now, by, owner = clock(), actor(SECOND), actor(CONSENTS)
    order = acts.Order(
        due_on=now.date() + timedelta(days=60), points=["1.1", "1.2", "1.6"], other_sites=[FACTORY],
        method_note="Intervjuer uten ledelsen til stede kan vise gebyrer, og befaringen viser brannvern.",
        announced="unannounced", season="no_season", payer_rule="regions", language="litauisk, med tolk",
        independence="Har ingen andre oppdrag for leverandøren eller produsenten.",
        observers="Oslo kommune, innkjøper",
    )  # fmt: skip
    audit = acts.draft_audit(by=by, at=now, follow_up_id=one.public_id, order=order)
    id_ = audit.public_id

    def this() -> dict[str, Any]:
        audit.refresh_from_db()
        return {"by": by, "at": now, "audit_id": id_, "revision": audit.revision}

    offers = [
        costs.record_offer(**this(), said=costs.OfferSaid(name, email, Decimal(price), now.date(), days=2))
        for name, email, price in (("Aune Revisjon", AUDITS, 118_000), ("Nordkyst", "post@nordkyst.example", 96_000))
    ]
    why = "Snakker språket, og har ingen andre oppdrag for bransjen."
    costs.choose_offer(**this(), offer_id=offers[0].public_id, reason=why)
    costs.share_cost(**this(), key="equal")
    costs.ask_consent(**this())
    for asked in audit.consents.filter(member_id__in=owner.member_ids):
        costs.answer_consent(by=owner, at=now, consent_id=asked.public_id, verb="give")
    return acts.order_audit(**this())


def audited(one: "FollowUp") -> "AuditReport":
    from aktsom.follow_up.actions import audit_reports as acts

    with ago(75):
        audit = _ordered(one)
    now, by = clock(), actor(AUDITS)
    site = audit.sites.get()
    report = acts.begin_report(by=by, at=now, audit_id=audit.public_id)

    def this() -> dict[str, Any]:
        report.refresh_from_db()
        return {"by": by, "at": now, "report_id": report.public_id, "revision": report.revision}

    facts = acts.Facts(
        started_on=now.date() - timedelta(days=2), ended_on=now.date() - timedelta(days=1),
        auditors="Ragnhild Aune, med tolk", observers="Oslo kommune, innkjøper",
        independence="Uavhengig av leverandør og produsent.", interviews=24, chosen_by="auditor",
        not_seen="Nattskiftet, og boligene der noen av arbeiderne bor.",
        summary="To avvik og én observasjon. Gebyrene ble betalt til en formidler før ansettelsen.",
    )  # fmt: skip
    acts.save_facts(**this(), facts=facts)
    for kind, severity, point, title, shown_by in ROWS:
        row = acts.RowSaid(kind, point, title, site=site.public_id, severity=severity, shown_by=shown_by)
        acts.save_row(**this(), said=row)
    return acts.hand_in(**this())
