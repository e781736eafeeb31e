"""A joint cost is recorded with each member's share in it; shares are paid and settled, with a trace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.public_ids import proposed_id
from aktsom.effects.effort_states import SHARE, CostKind, ShareState
from aktsom.effects.effort_tables import currencies, share_rules
from aktsom.effects.models import CostShare, JointCost, ShareTrace
from aktsom.effects.models.costs import LONGEST_TITLE
from aktsom.effects.permissions import costs as permissions
from aktsom.effects.queries.costs import (
    audit_parts,
    consented_members,
    cost,
    covered_members,
    recorded_by_form,
    rule_says,
    share,
)
from aktsom.effects.rules.cost_sharing import Undivided, Weighs, shares, weights
from aktsom.follow_up.audit_states import Payer
from aktsom.follow_up.methods import body_of, runner_keys
from aktsom.follow_up.models import Audit, FollowUp
from aktsom.follow_up.queries.audits import audit
from aktsom.follow_up.queries.planning import own
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.members.models import Member
from aktsom.sharing.audiences import member_key
from aktsom.suppliers.queries.identity import records
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

HIGHEST = Decimal(100_000_000)
VERBS = {"say_paid": "cost_share_paid", "settle": "cost_share_settled", "reopen": "cost_share_reopened"}


class AlreadyRecorded(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Kostnaden er ført allerede."))


class FormUsed(AlreadyRecorded):
    """The form has recorded a cost already, and says something else now."""

    def __str__(self) -> str:
        return _("Kostnaden i dette skjemaet er ført, med et annet innhold. Er dette en ny kostnad, før den igjen.")


@dataclass(frozen=True, slots=True)
class CostSaid:
    """`paid_by` is a member's public id, `subject` an audit's, empty for other costs; `agreed` are hundredths of a per
    cent by members' public ids. `cost_id` is the id that the form was given, so that a form sent twice records one
    cost; empty for a new one."""

    kind: str
    title: str
    amount: Decimal
    on: date
    paid_by: str
    rule: str
    currency: str = "NOK"
    subject: str = ""
    rule_note: str = ""
    agreed: Mapping[str, int] = field(default_factory=dict)
    cost_id: str = ""


@transaction.atomic
def record_cost(*, by: Actor, at: datetime, follow_up_id: str, said: CostSaid) -> JointCost:
    """Those who are covered owe their share to the one that paid, which bears its own. Raises AlreadyRecorded for a
    second press, or where somebody else has recorded the same, and FormUsed where the form says something else by the
    second press."""
    one = _follow_up(by, follow_up_id)
    stop_if(permissions.record_cost(by, one))
    if (known := recorded_by_form(by, one, said.cost_id)) is not None:
        raise AlreadyRecorded if _is_same(known, said) else FormUsed
    creditor = Member.objects.filter(public_id=said.paid_by).first()
    if creditor is None:
        raise Wrong("paid_by", _("Velg hvem som betalte."))
    on = _audit(by, one, said)
    _check(said, day_of(at))
    parts = _parts(one, on, said)
    made = _made(by, at, one, creditor, said)
    _save(made)
    rows = CostShare.objects.bulk_create(
        CostShare(
            cost=made, member_id=member_id, creditor=creditor, supplier=made.supplier,
            seen_by=made.seen_by | {member_key(member_id)}, title=made.title, on=made.on, rule=made.rule, weight=weight,
            amount=amount, currency=made.currency,
            state=ShareState.SETTLED if member_id == creditor.pk else ShareState.OPEN,
        )
        for member_id, (weight, amount) in parts.items()
    )  # fmt: skip
    told = {"rule": said.rule, "kind": said.kind, "subject": said.subject}
    acts = [Act("cost_share_owed", row.public_id, row.member_id, changes={"cost": made.public_id}) for row in rows]
    record(by=by, at=at, acts=[Act("joint_cost_recorded", made.public_id, made.owner_id, changes=told), *acts])
    return made


def _is_same(known: JointCost, said: CostSaid) -> bool:
    """As it is kept: without spaces around it, and agreed shares only where the rule counts them."""
    names = ("kind", "amount", "on", "currency", "rule", "subject")
    if any(getattr(known, name) != getattr(said, name) for name in names) or known.paid_by.public_id != said.paid_by:
        return False
    if any(getattr(known, name).split() != getattr(said, name).split() for name in ("title", "rule_note")):
        return False
    if share_rules()[known.rule].weighs != Weighs.AGREED:
        return True
    agreed = {row.member.public_id: row.weight for row in known.shares.select_related("member") if row.weight}
    return agreed == {public_id: share for public_id, share in said.agreed.items() if share}


def _made(by: Actor, at: datetime, one: FollowUp, creditor: Member, said: CostSaid) -> JointCost:
    title = line_in("title", said.title, LONGEST_TITLE, needed=_("Skriv hva kostnaden gjelder."))
    return JointCost(
        public_id=proposed_id("jco", said.cost_id),
        follow_up=one,
        owner_id=body_of(by, one),
        supplier=records(one.supplier.identity_id)[0],
        subject=said.subject,
        seen_by=runner_keys(one) | {member_key(creditor.pk)},
        kind=said.kind,
        title=title,
        amount=said.amount,
        currency=said.currency,
        paid_by=creditor,
        on=said.on,
        rule=said.rule,
        rule_note=text_in("rule_note", said.rule_note),
        made_at=at,
        made_by_id=by.person_id,
    )


def _follow_up(by: Actor, public_id: str) -> FollowUp:
    """The actor's own, locked: of two who record the same the second waits. Raises NotVisible."""
    locked = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related("team", "member", "supplier")
    one = locked.filter(own(by), public_id=public_id).first()
    if one is None:
        raise NotVisible
    return one


def _audit(by: Actor, one: FollowUp, said: CostSaid) -> Audit | None:
    if not said.subject:
        if said.rule == Weighs.AUDIT:
            raise Wrong("rule", _("Denne delingen gjelder revisjoner."))
        return None
    found = audit(by, said.subject)
    if found.follow_up_id != one.pk:
        raise NotVisible
    if found.payer == Payer.SUPPLIER:
        raise DomainError(_("Leverandøren betaler denne revisjonen, etter regelen som ble valgt. Den er ikke felles."))
    if rule_says(by, found) == Payer.SUPPLIER and not (found.payer_reason or said.rule_note.strip()):
        raise Wrong("rule_note", _("Etter regelen betaler leverandøren. Skriv hvorfor medlemmene likevel betaler."))
    return found


def _check(said: CostSaid, today: date) -> None:
    if said.kind not in list(CostKind):
        raise Wrong("kind", _("Velg hva slags kostnad det er."))
    if said.rule not in share_rules():
        raise Wrong("rule", _("Velg hvordan kostnaden deles."))
    if said.currency not in currencies():
        raise Wrong("currency", _("Velg en valuta."))
    if not said.amount.is_finite() or not 0 < said.amount < HIGHEST:
        raise Wrong("amount", _("Skriv hva det kostet."))
    if said.amount * currencies()[said.currency] % 1:
        raise Wrong("amount", _("Skriv beløpet med høyst to desimaler."))
    if said.on > today:
        raise Wrong("on", _("Dagen har ikke vært ennå."))


def _undivided(why: Undivided) -> Wrong:
    told = {
        Undivided.NOBODY: _("Ingen avtaler er dekket, så det er ingen å dele med."),
        Undivided.NOT_WHOLE: _("Andelene må til sammen bli 100 prosent."),
        Undivided.NOT_SHARED: _("Kostnaden ble ikke fordelt da revisjonen ble bestilt. Velg en annen deling."),
    }
    return Wrong("rule", told[why])


def _parts(one: FollowUp, on: Audit | None, said: CostSaid) -> dict[int, tuple[int, Decimal]]:
    """{member: (weight, amount)}."""
    weighs = Weighs(share_rules()[said.rule].weighs)
    contracts = (consented_members(on) if on is not None else None) or covered_members(one)
    if weighs is Weighs.AUDIT and on is not None:
        agreed = audit_parts(on)
    else:
        known = dict(Member.objects.filter(public_id__in=said.agreed).values_list("public_id", "pk"))
        agreed = {known.get(public_id, 0): each for public_id, each in said.agreed.items()}
    found = weights(weighs, contracts, agreed)
    if isinstance(found, Undivided):
        raise _undivided(found)
    divided = shares(said.amount, currencies()[said.currency], found)
    return {member_id: (found[member_id], amount) for member_id, amount in divided.items()}


def _save(made: JointCost) -> None:
    same = JointCost.objects.filter(
        follow_up=made.follow_up, ended_at__isnull=True, kind=made.kind, title=made.title, amount=made.amount,
        on=made.on, subject=made.subject,
    )  # fmt: skip
    if same.exists():
        raise AlreadyRecorded
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:  # the audit's cost in another amount, or the form's id in another case
        raise AlreadyRecorded from error


@transaction.atomic
def take_back_cost(*, by: Actor, at: datetime, cost_id: str, reason: str) -> JointCost:
    """While nobody has paid; then it is written anew. Otherwise whoever is owed opens the shares again first."""
    one = cost(by, cost_id)
    stop_if(permissions.record_cost(by, one.follow_up))
    _follow_up(by, one.follow_up.public_id)
    one = JointCost.objects.select_for_update(of=("self",)).select_related("follow_up__team").get(pk=one.pk)
    if one.ended_at is not None:
        raise Stale
    stop_if(permissions.take_back(by, one))
    told = reason_in("reason", reason)
    rows = list(CostShare.objects.select_for_update().filter(cost=one).order_by("id"))
    if any(row.state != ShareState.OPEN for row in rows if row.member_id != row.creditor_id):
        raise DomainError(_("Noen har betalt sin del. Den som har penger til gode, må åpne den igjen først."))
    for row in rows:
        row.state, row.revision = ShareState.VOID, row.revision + 1
    CostShare.objects.bulk_update(rows, ["state", "revision"])
    one.ended_at, one.ended_by_id, one.ended_reason = at, by.person_id, told
    one.save(update_fields=["ended_at", "ended_by_id", "ended_reason"])
    acts = [Act("cost_share_void", row.public_id, row.member_id, changes={"cost": one.public_id}) for row in rows]
    record(by=by, at=at, acts=[Act("joint_cost_taken_back", one.public_id, one.owner_id), *acts])
    return one


@transaction.atomic
def move_share(*, by: Actor, at: datetime, share_id: str, revision: int, verb: str, note: str = "") -> CostShare:
    """`verb` is say_paid, settle or reopen; `note` a voucher's number, and when it is opened again why."""
    if verb not in VERBS:
        raise NotVisible
    seen = share(by, share_id)
    one = CostShare.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    if one.revision != revision:
        raise Stale
    stop_if(permissions.move(by, one, verb))
    told = reason_in("note", note) if verb == "reopen" else note
    one.state = SHARE.after(one.state, verb)
    one.revision += 1
    one.save(update_fields=["state", "revision"])
    line = line_in("note", told, LONGEST_TITLE)
    ShareTrace.objects.create(share=one, verb=verb, note=line, at=at, person_id=by.person_id)
    acts = [Act(VERBS[verb], one.public_id, member_id) for member_id in (one.member_id, one.creditor_id)]
    record(by=by, at=at, acts=acts)
    return one
