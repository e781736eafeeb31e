"""An audit is drafted with its scope, ordered when those who pay have said yes, or cancelled."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.actions.engaging import engage, let_go
from aktsom.follow_up.actions.method_start import begun, follow_up_for_method, note, saved, to_change
from aktsom.follow_up.audit_states import AUDIT, AuditState, Payer
from aktsom.follow_up.methods import body_of, runner_keys
from aktsom.follow_up.models import Audit, AuditSite
from aktsom.follow_up.models.audits import LONGEST_TITLE
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.queries.audits import audit, points_to_audit, proposed_payer, sites_to_audit, standing
from aktsom.follow_up.states import Announced, Method, Season
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong


@dataclass(frozen=True)
class Order:
    """`sites` are public ids of places in the chain, `other_sites` names of places that it does not hold. `payer` none
    takes what the rule proposes; another than proposed needs a reason."""

    due_on: date
    method_note: str
    points: Collection[str]
    announced: str = Announced.ANNOUNCED
    sites: Collection[str] = ()
    other_sites: Collection[str] = ()
    products: Collection[str] = ()
    season: str = ""
    independence: str = ""
    language: str = ""
    observers: str = ""
    payer_rule: str = ""
    payer: str = ""
    payer_reason: str = ""


@transaction.atomic
def draft_audit(*, by: Actor, at: datetime, follow_up_id: str, order: Order, earlier_id: str = "") -> Audit:
    """With `earlier_id` a re-audit, numbered after it."""
    one = follow_up_for_method(by, at, follow_up_id, Method.AUDIT)
    made = Audit(
        follow_up=one, owner_id=body_of(by, one), team=one.team, supplier=one.supplier, seen_by=runner_keys(one),
        made_at=at, made_by_id=by.person_id,
    )  # fmt: skip
    if earlier_id:
        earlier = audit(by, earlier_id)
        if earlier.follow_up_id != one.pk or earlier.state != AuditState.REPORTED:
            raise DomainError(_("En ny revisjon følger en som er rapportert i samme oppfølging."))
        made.earlier, made.number = earlier, earlier.number + 1
    _take_in(made, at, order)
    made.save()
    _write_sites(by, made, at, order)
    note(one, by, at)
    record(by=by, at=at, acts=[act_of("audit_drafted", made, follow_up=one.public_id)])
    return made


@transaction.atomic
def change_audit(*, by: Actor, at: datetime, audit_id: str, revision: int, order: Order) -> Audit:
    one = audit_for_change(by, audit_id, revision)
    stop_if(permissions.write(by, one))
    _take_in(one, at, order)
    one.sites.all().delete()
    _write_sites(by, one, at, order)
    saved(one, by, at, act_of("audit_changed", one))
    return one


@transaction.atomic
def order_audit(*, by: Actor, at: datetime, audit_id: str, revision: int) -> Audit:
    """The chosen auditor is let in and written to. Not before all members that pay have said yes for a contract, and
    some contract's audit right may be used."""
    one = audit_for_change(by, audit_id, revision)
    stop_if(permissions.move(by, one, "order"))
    if not one.auditor_email:
        raise DomainError(_("Velg et tilbud først."))
    now = standing(one)
    if one.payer == Payer.COOPERATION and not one.shares.exists():
        raise DomainError(_("Fordel kostnaden først."))
    if now.missing:
        raise DomainError(_("Disse betaler og har ikke sagt ja: {names}.").format(names=", ".join(now.missing)))
    if not now.given:
        raise DomainError(_("Ingen avtaleeier har sagt ja til at retten til revisjon brukes."))
    one.state, one.ordered_at = AUDIT.after(one.state, "order"), at
    engaged = engage(one, by, at)
    saved(one, by, at, *begun(one.follow_up), *engaged, act_of("audit_ordered", one))
    return one


@transaction.atomic
def send_link_again(*, by: Actor, at: datetime, audit_id: str, revision: int) -> Audit:
    """To an auditor that has not taken up the assignment: the link sent before no longer works."""
    one = audit_for_change(by, audit_id, revision)
    stop_if(permissions.send_link(by, one))
    saved(one, by, at, *engage(one, by, at))
    return one


@transaction.atomic
def cancel_audit(*, by: Actor, at: datetime, audit_id: str, revision: int, reason: str) -> Audit:
    one = audit_for_change(by, audit_id, revision)
    stop_if(permissions.move(by, one, "cancel"))
    one.cancelled_reason = reason_in("reason", reason)
    one.state = AUDIT.after(one.state, "cancel")
    if one.invitation:
        let_go(one, by, at)
    saved(one, by, at, act_of("audit_cancelled", one))
    return one


def audit_for_change(by: Actor, audit_id: str, revision: int | None = None) -> Audit:
    """Locked. Raises NotVisible and Stale."""
    audit(by, audit_id)
    return to_change(by, Audit.objects.select_related("owner", "team", "supplier"), audit_id, revision)


def act_of(verb: str, one: Audit, **more: object) -> Act:
    told = {"number": one.number, "state": one.state, "payer": one.payer, "points": one.points, **more}
    return Act(verb, one.public_id, one.owner_id, changes=told)


def _take_in(one: Audit, at: datetime, order: Order) -> None:
    if order.due_on < day_of(at):
        raise Wrong("due_on", _("Fristen kan ikke være før i dag."))
    if order.announced not in list(Announced):
        raise Wrong("announced", _("Velg et av svarene."))
    if order.season and order.season not in list(Season):
        raise Wrong("season", _("Velg et av svarene."))
    known = {point.number for point in points_to_audit(one.follow_up)}
    one.points = [number for number in order.points if number in known]
    if not one.points:
        raise Wrong("points", _("Velg minst ett punkt i vilkårene."))
    one.products = sorted(order.products)
    one.due_on, one.announced, one.season = order.due_on, order.announced, order.season
    needed = _("Skriv hvorfor metoden kan finne det dere leter etter.")
    one.method_note = text_in("method_note", order.method_note, needed=needed)
    one.independence = text_in("independence", order.independence)
    one.language, one.observers = line_in("language", order.language, 60), text_in("observers", order.observers)
    _decide_payer(one, order)


def _decide_payer(one: Audit, order: Order) -> None:
    proposed = proposed_payer(order.payer_rule, one.number)
    if not order.payer and proposed.payer is None:
        raise Wrong("payer", _("Velg hvem som betaler."))
    if order.payer and order.payer not in list(Payer):
        raise Wrong("payer", _("Velg et av svarene."))
    one.payer_rule, one.payer_ground = order.payer_rule[:20], proposed.ground
    one.payer = order.payer or str(proposed.payer)
    another = proposed.payer is not None and one.payer != proposed.payer
    one.payer_reason = (
        reason_in("payer_reason", order.payer_reason) if another else text_in("payer_reason", order.payer_reason)
    )


def _write_sites(by: Actor, one: Audit, at: datetime, order: Order) -> None:
    places = {place.public_id: place for place in sites_to_audit(by, one.follow_up, day_of(at))}
    chosen = [places[id_] for id_ in dict.fromkeys(order.sites) if id_ in places]
    made = [AuditSite(audit=one, site_id=place.id, name=place.name, country=place.country) for place in chosen]
    others = [line_in("other_sites", name, LONGEST_TITLE) for name in order.other_sites]
    made += [AuditSite(audit=one, name=name) for name in dict.fromkeys(others) if name]
    if not made:
        raise Wrong("sites", _("Velg minst ett sted, eller skriv hvor revisjonen skal være."))
    AuditSite.objects.bulk_create(made)
