"""Meetings, reviews of documents and audits laid down straight in the tables, for the leak matrix and the wall."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from aktsom.contracts.models import Contract
from aktsom.follow_up.models import (
    AgendaPoint,
    Audit,
    AuditConsent,
    AuditOffer,
    AuditRecheck,
    AuditReport,
    AuditRow,
    AuditShare,
    AuditSite,
    DocumentReview,
    DocumentRow,
    DocumentVerdict,
    FollowUp,
    Meeting,
    MeetingComment,
    MeetingTask,
)
from aktsom.members.models import Member
from aktsom.sharing.audiences import auditor_key, member_key, supplier_key, team_key
from tests.cast import NOON, person, supplier


class Plain:
    """Words that are no secret, with the same calls as `planting.World`."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def hide(self, what: str, _may: Any, text: str = "") -> str:
        return text or what


def lay(world: Any, one: FollowUp, owner: Member, contract: Contract, shared_at: Any = None) -> None:
    """What a team has of each method: a meeting that the supplier is invited to, documents that it is asked for, and an
    audit about which the contract's owner is asked, with a report that is stopped, unless it is `shared_at`."""
    team, of_supplier = team_key(one.team_id or 0), supplier_key(supplier().pk)
    usual = {"follow_up": one, "owner": owner, "team": one.team, "supplier": supplier(), "made_at": NOON,
             "shared_at": shared_at}  # fmt: skip
    both = frozenset({"olga", "nora"})
    _meeting(world, {**usual, "seen_by": frozenset({team, of_supplier})}, both)
    _review(world, {**usual, "seen_by": frozenset({team, of_supplier})}, both)
    revi = auditor_key(owner.pk, person("revi").pk)
    keys = frozenset({team, revi, member_key(owner.pk)})
    _audit(world, {**usual, "seen_by": keys, "auditor_id": person("revi").pk}, contract, frozenset({team, revi}))


def _meeting(world: Any, said: dict[str, Any], both: Collection[str]) -> None:
    ours = frozenset({"olga"})
    made = Meeting.objects.create(
        state="invited", starts_at=NOON, place=world.hide("Meeting.place", both),
        link=world.hide("Meeting.link", both), ours=world.hide("Meeting.ours", ours),
        theirs=world.hide("Meeting.theirs", ours), cancelled_reason=world.hide("Meeting.cancelled_reason", both),
        **said,
    )  # fmt: skip
    point = AgendaPoint.objects.create(
        meeting=made, position=1, title=world.hide("AgendaPoint.title", both),
        minutes=world.hide("AgendaPoint.minutes", ours),
    )  # fmt: skip
    task = MeetingTask.objects.create(
        meeting=made, point=point, side="supplier", due_on=NOON.date(), text=world.hide("MeetingTask.text", ours),
        who=world.hide("MeetingTask.who", ours), done_note=world.hide("MeetingTask.done_note", ours),
    )  # fmt: skip
    MeetingComment.objects.create(
        meeting=made, text=world.hide("MeetingComment.text", both), said_at=NOON, of_revision=1
    )
    world.ids["meeting"] = world.hide("Meeting.public_id", both, made.public_id)
    world.ids["meeting_task"] = world.hide("MeetingTask.public_id", ours, task.public_id)


def _review(world: Any, said: dict[str, Any], both: Collection[str]) -> None:
    ours = frozenset({"olga"})
    made = DocumentReview.objects.create(
        state="sent", sent_at=NOON, due_on=NOON.date(), message=world.hide("DocumentReview.message", both),
        sent_back_reason=world.hide("DocumentReview.sent_back_reason", both),
        dropped_reason=world.hide("DocumentReview.dropped_reason", both), **said,
    )  # fmt: skip
    row = DocumentRow.objects.create(
        review=made, position=1, title=world.hide("DocumentRow.title", both),
        absent_reason=world.hide("DocumentRow.absent_reason", both),
    )  # fmt: skip
    reason = world.hide("DocumentVerdict.reason", ours)
    DocumentVerdict.objects.create(row=row, verdict="not", reason=reason, judged_at=NOON)
    world.ids["doc_review"] = world.hide("DocumentReview.public_id", both, made.public_id)
    world.ids["doc_row"] = world.hide("DocumentRow.public_id", both, row.public_id)


def _audit(world: Any, said: dict[str, Any], contract: Contract, report_keys: frozenset[int]) -> None:
    ours, order = frozenset({"olga"}), frozenset({"olga", "mons", "revi"})
    made = Audit.objects.create(
        state="consent", points=["1.1"], announced="announced", due_on=NOON.date(), cost=Decimal(1000),
        method_note=world.hide("Audit.method_note", order), independence=world.hide("Audit.independence", order),
        language=world.hide("Audit.language", order, "zqspraak"), observers=world.hide("Audit.observers", order),
        payer_reason=world.hide("Audit.payer_reason", ours | {"mons"}),
        auditor_name=world.hide("Audit.auditor_name", ours),
        cancelled_reason=world.hide("Audit.cancelled_reason", order),
        auditor_email=world.hide("Audit.auditor_email", ours, "zqrevisor@x.example"), **said,
    )  # fmt: skip
    site = AuditSite.objects.create(audit=made, name=world.hide("AuditSite.name", order), country="MY")
    offer = AuditOffer.objects.create(
        audit=made, name=world.hide("AuditOffer.name", ours), price=Decimal(1000), received_on=NOON.date(),
        email=world.hide("AuditOffer.email", ours, "zqtilbud@x.example"), reason=world.hide("AuditOffer.reason", ours),
        independence=world.hide("AuditOffer.independence", ours),
    )  # fmt: skip
    AuditShare.objects.create(audit=made, member=contract.member, amount=Decimal(1000))
    consent = AuditConsent.objects.create(
        audit=made, contract=contract, member=contract.member, asked_at=NOON,
        reason=world.hide("AuditConsent.reason", ours | {"mons"}),
    )  # fmt: skip
    world.ids["audit"] = world.hide("Audit.public_id", order, made.public_id)
    world.ids["offer"] = world.hide("AuditOffer.public_id", ours, offer.public_id)
    world.ids["consent"] = world.hide("AuditConsent.public_id", ours | {"mons"}, consent.public_id)
    _report(world, made, site, report_keys)


def _report(world: Any, audit: Audit, site: AuditSite, keys: frozenset[int]) -> None:
    may, stopped = frozenset({"olga", "revi"}), audit.shared_at is None
    texts = ("confirmed_how", "independence", "not_seen", "summary", "auditors", "observers", "lifted_reason")
    made = AuditReport.objects.create(
        audit=audit, follow_up=audit.follow_up, seen_by=keys, shared_at=audit.shared_at, state="handed_in",
        begun_at=NOON, handed_in_at=NOON, grade=world.hide("AuditReport.grade", may, "zqkarakter"),
        blocked_at=NOON if stopped else None, blocked_reason=world.hide("AuditReport.blocked_reason", may),
        **{name: world.hide(f"AuditReport.{name}", may) for name in texts},
    )  # fmt: skip
    words = {name: world.hide(f"AuditRow.{name}", may) for name in ("title", "text", "shown_by")}
    row = AuditRow.objects.create(report=made, site=site, point="1.1", kind="allegation", **words)
    AuditRecheck.objects.create(report=made, row=row, closed=True, note=world.hide("AuditRecheck.note", may))
    world.ids["report"] = world.hide("AuditReport.public_id", may, made.public_id)
    world.ids["report_row"] = world.hide("AuditRow.public_id", may, row.public_id)
