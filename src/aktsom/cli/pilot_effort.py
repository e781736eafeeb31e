"""What the concluded follow-up of the demo has cost: hours where the work was done, what some did before, and a cost
that is shared."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.follow_up.models import FollowUp

LEAD, SECOND, OWNER, ANSWERS = (
    "marte@sykehus.example",
    "kari@oslo.example",
    "guri@sykehus.example",
    "vera@tindholt.example",
)
# Days ago, who, on what, activity, hours, note.
WRITTEN = (
    (92, LEAD, "case", "planning", "2.5", ""),
    (90, LEAD, "report", "asking", "0.75", ""),
    (64, LEAD, "report", "reading", "2.5", ""),
    (64, SECOND, "report", "reading", "3.25", "Leste svarene om spinneriene to ganger"),
    (55, LEAD, "meeting", "meeting", "3", "Møte, forberedelse og referat"),
    (55, SECOND, "meeting", "meeting", "1.5", ""),
    (45, LEAD, "review", "document_review", "4.5", ""),
    (40, SECOND, "audit", "audit", "11", "To dager som observatør, uten reisetid"),
    (35, LEAD, "case", "finding", "1.5", ""),
    (28, OWNER, "case", "relying", "0.5", ""),
)
# Who, activity, how many a year, hours each, said by whom.
BEFORE = (
    (OWNER, "asking", 14, "1.5", "Innkjøpssjefen"),
    (OWNER, "reading", 14, "4", "Innkjøpssjefen"),
    (OWNER, "meeting", 6, "4", "Innkjøpssjefen"),
    ("anders@bergen.example", "reading", 5, "3.5", "Anders Berge"),
    ("ingrid@oslo.example", "reading", 22, "5", "Overslag fra seksjonsleder"),
    ("ingrid@oslo.example", "meeting", 9, "3", "Overslag fra seksjonsleder"),
)


def load_effort(one: "FollowUp") -> None:
    from aktsom.effects.actions.effort import EffortSaid, write_down

    on = {
        "case": one.public_id,
        "report": one.self_reports.get().public_id,
        "meeting": one.meetings.get().public_id,
        "review": one.document_reviews.get().public_id,
        "audit": one.audits.get().public_id,
    }
    for days, who, what, activity, hours, note in WRITTEN:
        with ago(days):
            now = clock()
            said = EffortSaid(activity, now.date(), Decimal(hours), on[what], note=note)
            write_down(by=actor(who), at=now, said=said)
    with ago(70):
        said = EffortSaid("answering", clock().date(), Decimal(9), on["report"], note="To personer over tre dager")
        write_down(by=actor(ANSWERS), at=clock(), said=said)
    _before()
    _shared(one, on["audit"])


def _before() -> None:
    from aktsom.effects.actions.baselines import BaselineSaid, say_baseline, say_hourly_cost

    with ago(120):
        now = clock()
        for who, activity, per_year, hours, said_by in BEFORE:
            by = actor(who)
            said = BaselineSaid(activity, now.year - 1, per_year, Decimal(hours), said_by)
            say_baseline(by=by, at=now, member_id=by.member_id or 0, said=said)
        by = actor(OWNER)
        since = now.date() - timedelta(days=200)
        say_hourly_cost(
            by=by, at=now, member_id=by.member_id or 0, since=since, amount=Decimal(745), currency="NOK",
            said_by="Økonomiavdelingen",
        )  # fmt: skip


def _shared(one: "FollowUp", audit: str) -> None:
    """Oslo paid the auditor and Sykehusinnkjøp an interpreter; one part is paid, the others wait."""
    from aktsom.effects.actions.costs import CostSaid, move_share, record_cost
    from aktsom.follow_up.models import Audit
    from aktsom.members.models import Member

    oslo, hospitals = (Member.objects.get(slug=slug).public_id for slug in ("oslo-kommune", "sykehusinnkjop"))
    with ago(30):
        day = clock().date()
        cost = Audit.objects.get(public_id=audit).cost or Decimal(0)
        whole = CostSaid("audit", "Revisjon av sykloftet", cost, day, oslo, "audit", subject=audit)
        record_cost(by=actor(LEAD), at=clock(), follow_up_id=one.public_id, said=whole)
        part = CostSaid("interpreter", "Tolk i møtet", Decimal(7400), day, hospitals, "contracts")
        made = record_cost(by=actor(LEAD), at=clock(), follow_up_id=one.public_id, said=part)
    with ago(12):
        for share in made.shares.exclude(member=made.paid_by)[:1]:
            payer = {"oslo-kommune": "ingrid@oslo.example", "bergen-kommune": "anders@bergen.example"}
            if share.member.slug in payer:
                move_share(
                    by=actor(payer[share.member.slug]), at=clock(), share_id=share.public_id, revision=share.revision,
                    verb="say_paid", note="Bilag 40217",
                )  # fmt: skip
