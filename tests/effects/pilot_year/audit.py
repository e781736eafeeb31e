"""The one audit of the year: ordered by the hospitals' team for those who let it, consented to and paid by five, and
reported."""

from decimal import Decimal
from typing import Any

from aktsom.follow_up.actions import audit_costs, audit_reports, audits
from aktsom.follow_up.models import Audit, AuditConsent
from tests.effects.pilot_year.clock import days, now
from tests.effects.pilot_year.people import actor, member, owner_of
from tests.effects.pilot_year.story import Story, lead

CASE, FACTORY = "clothes", "Padma Stitch Works"
SAY_YES, SAYS_NO = ("oslo", "stavanger", "sykehus", "statsbygg", "akershus"), "uib"
FEES, EXITS = "Arbeidere har betalt gebyr for å få jobben", "Nødutgang i andre etasje var sperret"
PRICE = 118_000
ROWS = (
    ("deviation", "major", "1.1", FEES),
    ("deviation", "minor", "1.6", EXITS),
    ("observation", "", "1.6", "Kantinen er nyoppusset"),
)


def _about(story: Story) -> dict[str, Any]:
    one = Audit.objects.get(follow_up__public_id=story.cases[CASE])
    return {"by": lead(CASE), "at": now(), "audit_id": one.public_id, "revision": one.revision}


def ask_consent(story: Story) -> None:
    order = audits.Order(
        due_on=now().date() + days(60), points=["1.1", "1.2", "1.6"], other_sites=[FACTORY],
        method_note="Intervjuer uten ledelsen til stede kan vise gebyrer, og befaringen viser brannvern.",
        announced="unannounced", season="no_season", payer_rule="regions", language="bengali, med tolk",
        independence="Har ingen andre oppdrag for leverandøren eller produsenten.",
    )  # fmt: skip
    audits.draft_audit(by=lead(CASE), at=now(), follow_up_id=story.cases[CASE], order=order)
    said = audit_costs.OfferSaid("Revi", actor_email("revi"), Decimal(PRICE), now().date(), days=2)
    offer = audit_costs.record_offer(**_about(story), said=said)
    audit_costs.choose_offer(**_about(story), offer_id=offer.public_id, reason="Snakker språket, og er uavhengig.")
    fifth = {member(buyer).public_id: 2_000 for buyer in SAY_YES}  # hundredths of a per cent
    audit_costs.share_cost(**_about(story), key="own", own=fifth)
    audit_costs.ask_consent(**_about(story))


def actor_email(name: str) -> str:
    return f"{name}@aaret.example"


def answer_consent(story: Story) -> None:
    for buyer in (*SAY_YES, SAYS_NO):
        by = owner_of(buyer)
        asked = AuditConsent.objects.get(audit__follow_up__public_id=story.cases[CASE], member_id__in=by.member_ids)
        verb, reason = ("refuse", "Vi tar ikke del i revisjoner i år.") if buyer == SAYS_NO else ("give", "")
        audit_costs.answer_consent(by=by, at=now(), consent_id=asked.public_id, verb=verb, reason=reason)


def order(story: Story) -> None:
    audits.order_audit(**_about(story))


def report(story: Story) -> None:
    one, by = Audit.objects.get(follow_up__public_id=story.cases[CASE]), actor("revi")
    made, site = audit_reports.begin_report(by=by, at=now(), audit_id=one.public_id), one.sites.get().public_id

    def about() -> dict[str, Any]:
        made.refresh_from_db()
        return {"by": by, "at": now(), "report_id": made.public_id, "revision": made.revision}

    facts = audit_reports.Facts(
        started_on=now().date() - days(2), ended_on=now().date() - days(1), auditors="Revi, med tolk",
        independence="Uavhengig av leverandør og produsent.", interviews=24, chosen_by="auditor",
        not_seen="Nattskiftet.", summary="To avvik og én observasjon.",
    )  # fmt: skip
    audit_reports.save_facts(**about(), facts=facts)
    for kind, severity, point, title in ROWS:
        said = audit_reports.RowSaid(kind, point, title, site=site, severity=severity, shown_by="Befaring")
        audit_reports.save_row(**about(), said=said)
    audit_reports.hand_in(**about())
