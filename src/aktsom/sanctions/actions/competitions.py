"""A member's own competitions. What is known of a supplier from a contract never follows it there by itself: it is used
by a step of its own, about one contract and period, on a ground of the rules, heard and reasoned."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.members.models import Member
from aktsom.sanctions.actions.step_loading import saved
from aktsom.sanctions.models import Bid, QualificationRefusal, SanctionDecision
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.competitions import own_decisions
from aktsom.sanctions.states import DecisionState
from aktsom.sanctions.step_states import COMPETITION_USE
from aktsom.sanctions.step_tables import QUALIFICATION, USE, competition_grounds, step_limit
from aktsom.sharing.audiences import member_key
from aktsom.sharing.keys import may_see
from aktsom.suppliers.models import Supplier
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_COMPETITION, LONGEST_REFERENCE = 200, 80


@dataclass(frozen=True)
class UseSaid:
    """`about` is the public id of one of the member's own decisions; the days are the period of the contract that it is
    about. `told_how` says how the supplier was told, and what of."""

    about: str
    about_from: date
    about_to: date
    ground: str
    told_how: str
    hear_by: date | None = None
    looked: str = ""


@transaction.atomic
def note_bid(
    *, by: Actor, at: datetime, member_id: str, supplier_id: str, competition: str, reference: str = ""
) -> Bid:
    """A second time it is the same bid. Raises Wrong."""
    member = Member.objects.filter(public_id=member_id, id__in=by.member_ids).first()
    supplier = Supplier.objects.filter(public_id=supplier_id).first()
    if member is None or supplier is None:
        raise NotVisible
    stop_if(permissions.prepares(by, member.pk))
    name = line_in("competition", competition, LONGEST_COMPETITION, needed=_("Skriv hva konkurransen heter."))
    made = Bid(
        owner=member, supplier=supplier, seen_by=frozenset({member_key(member.pk)}), competition=name,
        reference=line_in("reference", reference, LONGEST_REFERENCE), noted_at=at, noted_by_id=by.person_id,
    )  # fmt: skip
    same = {"owner": member, "supplier": supplier, "competition": name, "reference": made.reference}
    if known := Bid.objects.filter(**same).first():
        return known
    try:
        with transaction.atomic():
            saved(made, by, at, "bid_noted")
    except IntegrityError:
        return Bid.objects.get(**same)
    return made


@transaction.atomic
def hear_before_use(*, by: Actor, at: datetime, bid_id: str, revision: int, said: UseSaid) -> Bid:
    """The supplier has been told what it is meant to be used for, and may speak until the day. Raises Stale, Wrong and
    LookAgain."""
    one = _for_change(by, bid_id, revision)
    stop_if(permissions.use_in_competition(by, one, "hear"))
    about = next((each for each in own_decisions(by, one) if each.public_id == said.about), None)
    if about is None:
        raise Wrong("about", _("Velg en avgjørelse dere selv har tatt om leverandøren."))
    if said.about_to < said.about_from:
        raise Wrong("about_to", _("Siste dag må være etter første dag."))
    if said.ground not in competition_grounds(USE, "nb"):
        raise Wrong("ground", _("Velg hvilket grunnlag i regelverket dere bruker."))
    one.about, one.about_from, one.about_to, one.ground = about, said.about_from, said.about_to, said.ground
    one.told_how = text_in("told_how", said.told_how, needed=_("Skriv hvordan leverandøren fikk vite det."))
    one.hear_by = said.hear_by or day_of(at) + timedelta(days=step_limit("hear_days"))
    if one.hear_by <= day_of(at):
        raise Wrong("hear_by", _("Gi leverandøren minst én dag."))
    stop_if_unlooked({"told_how": one.told_how}, said.looked)
    one.state = COMPETITION_USE.after(one.state, "hear")
    saved(one, by, at, "use_heard", about=about.public_id, hear_by=str(one.hear_by))
    return one


@transaction.atomic
def decide_use(
    *, by: Actor, at: datetime, bid_id: str, revision: int, use: bool, reason: str, supplier_says: str = "",
    looked: str = "",
) -> Bid:  # fmt: skip
    """Used when the supplier has spoken or the day is gone, and the decision has not been withdrawn meanwhile; or not
    used. Raises Refused, Stale, Wrong, LookAgain."""
    one = _for_change(by, bid_id, revision)
    stop_if(permissions.use_in_competition(by, one, "use" if use else "leave"))
    if use:
        _stop_if_withdrawn(one)
    one.supplier_says = text_in("supplier_says", supplier_says)
    if use and not one.supplier_says and (one.hear_by or day_of(at)) >= day_of(at):
        raise Refused(Refusal(_("Leverandøren har ikke uttalt seg ennå, og fristen er ikke gått.")))
    one.reason, one.decided_at, one.decided_by_id = reason_in("reason", reason), at, by.person_id
    stop_if_unlooked({"supplier_says": one.supplier_says, "reason": one.reason}, looked)
    one.state = COMPETITION_USE.after(one.state, "use" if use else "leave")
    saved(one, by, at, "use_decided", used=use)
    return one


def _stop_if_withdrawn(one: Bid) -> None:
    """Held still, so that whoever withdraws it comes before or after."""
    about = SanctionDecision.objects.select_for_update(no_key=True).filter(pk=one.about_id or 0).first()
    if about is None or about.state == DecisionState.WITHDRAWN:
        raise Refused(Refusal(_("Avgjørelsen er trukket siden, og kan ikke brukes i konkurransen.")))


@transaction.atomic
def refuse_qualification(
    *, by: Actor, at: datetime, bid_id: str, revision: int, missing: str, ground: str, reason: str, decided_on: date,
    looked: str = "",
) -> QualificationRefusal:  # fmt: skip
    """On what the supplier handed in in the competition alone; it becomes no result of any follow-up. Raises Stale
    where it stands already, Wrong and LookAgain."""
    one = _for_change(by, bid_id, revision)
    stop_if(permissions.owner_decides(by, one.owner_id))
    if QualificationRefusal.objects.filter(bid=one).exists():
        raise Stale(_("Avvisningen er skrevet ned allerede."))
    if ground not in competition_grounds(QUALIFICATION, "nb"):
        raise Wrong("ground", _("Velg hvilket grunnlag i regelverket dere bruker."))
    if decided_on > day_of(at):
        raise Wrong("decided_on", _("Dagen har ikke vært ennå."))
    lacked = text_in("missing", missing, needed=_("Skriv hva som manglet."))
    why = reason_in("reason", reason)
    stop_if_unlooked({"missing": lacked, "reason": why}, looked)
    made = QualificationRefusal.objects.create(
        bid=one, owner=one.owner, ground=ground, decided_on=decided_on, made_at=at, made_by_id=by.person_id,
        missing=lacked, reason=why,
    )  # fmt: skip
    one.revision += 1
    one.save()
    record(by=by, at=at, acts=[Act("qualification_refused", made.public_id, one.owner_id, changes={"bid": bid_id})])
    return made


@transaction.atomic
def end_competition(*, by: Actor, at: datetime, bid_id: str, revision: int) -> Bid:
    """The warning goes; what was noted and decided stays."""
    one = _for_change(by, bid_id, revision)
    stop_if(permissions.prepares(by, one.owner_id))
    if one.over_at is not None:
        raise Stale(_("Konkurransen er avsluttet allerede."))
    one.over_at = at
    saved(one, by, at, "competition_over")
    return one


def _for_change(by: Actor, public_id: str, revision: int) -> Bid:
    rows = Bid.objects.select_for_update(of=("self",)).select_related("owner", "supplier")
    one = rows.filter(may_see(by), public_id=public_id).first()
    if one is None:
        raise NotVisible
    if one.revision != revision:
        raise Stale
    return one
