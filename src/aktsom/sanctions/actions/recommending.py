"""A category team recommends one step to everybody who has a contract covered, puts another in its place, or takes it
back. It decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.findings.models import Finding
from aktsom.findings.queries.findings import findings_for
from aktsom.findings.states import FindingKind, FindingState
from aktsom.follow_up.methods import body_of, held, runner_keys
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import own
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sanctions.models import Recommendation, RecommendedOn
from aktsom.sanctions.permissions import recommendations as permissions
from aktsom.sanctions.queries.recommendations import recommendation
from aktsom.sanctions.rules.ladder import Step
from aktsom.sanctions.states import RECOMMENDATION, RecommendationState
from aktsom.sanctions.tables import ladder
from aktsom.teams.actions.loading import note_activity
from aktsom.teams.problems import Wrong

TEXTS = ("reasons", "proportionality", "workers_interest")


@dataclass(frozen=True)
class RecommendationSaid:
    """`findings` are public ids; `looked` the mark of texts that somebody has looked at again."""

    step: str
    reasons: str
    proportionality: str
    workers_interest: str
    findings: Sequence[str]
    looked: str = ""


@transaction.atomic
def recommend(
    *, by: Actor, at: datetime, follow_up_id: str, said: RecommendationSaid, replaces: str = ""
) -> Recommendation:
    """One stands at a time. `replaces` is the one that the page showed, "" for none: whoever recommends without having
    seen what another has just recommended is told. Raises Stale, Wrong and LookAgain."""
    one = _for_change(by, follow_up_id)
    stop_if(permissions.recommend(by, one))
    assert one.team is not None  # noqa: S101  the permission refuses one without
    if not one.covered.filter(left_at__isnull=True).exists():
        raise Refused(Refusal(_("Oppfølgingen dekker ingen avtaler å anbefale noe for.")))
    locked = Recommendation.objects.select_for_update(of=("self",))
    before = locked.filter(held(by), follow_up=one, state=RecommendationState.MADE).first()
    if (before.public_id if before is not None else "") != replaces:
        raise Stale(_("Noen i gruppen har anbefalt noe annet mens du skrev. Les det først."))
    told = {name: reason_in(name, getattr(said, name)) for name in TEXTS}
    step, findings = _step(said.step), _findings(by, one, said.findings)
    stop_if_unlooked(told, said.looked)
    if before is not None:
        _end(before, "replace", at)
    made = Recommendation.objects.create(
        follow_up=one, team=one.team, owner_id=body_of(by, one), supplier=one.supplier, seen_by=runner_keys(one),
        shared_at=at, step=step.id, replaces=before, made_at=at, made_by_id=by.person_id, **told,
    )  # fmt: skip
    RecommendedOn.objects.bulk_create(RecommendedOn(recommendation=made, finding=each) for each in findings)
    _note(one, by, at)
    record(by=by, at=at, acts=_acts("recommendation_made", made, one))
    tell("recommendation_made", made.public_id, at)
    return made


@transaction.atomic
def withdraw_recommendation(
    *, by: Actor, at: datetime, recommendation_id: str, revision: int, reason: str, looked: str = ""
) -> Recommendation:
    """What owners have decided on it stands: it is theirs. Raises Stale, Wrong and LookAgain."""
    shown = recommendation(by, recommendation_id)
    one = _for_change(by, shown.follow_up.public_id)
    found = Recommendation.objects.select_for_update(of=("self",)).select_related("team").filter(pk=shown.pk).first()
    if found is None:
        raise Refused(Refusal(_("Bare de som følger opp, kan gjøre dette.")))
    if found.revision != revision:
        raise Stale
    stop_if(permissions.move(by, found, "withdraw"))
    why = reason_in("reason", reason)
    stop_if_unlooked({"reason": why}, looked)
    _end(found, "withdraw", at, why)
    _note(one, by, at)
    record(by=by, at=at, acts=_acts("recommendation_withdrawn", found, one))
    tell("recommendation_withdrawn", found.public_id, at)
    return found


def _for_change(by: Actor, follow_up_id: str) -> FollowUp:
    """Locked. Raises NotVisible, and Refused for whoever only knows of it."""
    locked = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related("team", "member", "supplier")
    one = locked.filter(own(by), public_id=follow_up_id).first()
    if one is None:
        raise NotVisible
    return one


def _end(one: Recommendation, verb: str, at: datetime, reason: str = "") -> None:
    one.state = RECOMMENDATION.after(one.state, verb)
    one.ended_at, one.ended_reason = at, reason
    one.revision += 1
    one.save(update_fields=["state", "ended_at", "ended_reason", "revision"])


def _step(id_: str) -> Step:
    found = next((step for step in ladder() if step.id == id_), None)
    if found is None:
        raise Wrong("step", _("Velg et steg."))
    return found


def _findings(by: Actor, one: FollowUp, public_ids: Sequence[str]) -> list[Finding]:
    """Only what those who are recommended something see too."""
    rows = findings_for(by).filter(follow_up=one, public_id__in=list(public_ids), shared_at__isnull=False)
    found = list(rows.filter(kind=FindingKind.DEVIATION, state=FindingState.STANDS))
    if not found or len(found) != len(set(public_ids)):
        raise Wrong("findings", _("Velg minst ett avvik som står, og som avtaleeierne ser."))
    return found


def _note(one: FollowUp, by: Actor, at: datetime) -> None:
    if one.team is not None and one.team_id in by.team_ids:
        note_activity(one.team, by=by, at=at)


def _acts(verb: str, made: Recommendation, one: FollowUp) -> list[Act]:
    """To each member that has a contract covered, as what was done on its behalf; never what it says."""
    told = {"follow_up": one.public_id, "state": made.state}
    members = sorted(set(one.covered.filter(left_at__isnull=True).values_list("member_id", flat=True)))
    return [Act(verb, made.public_id, made.owner_id, on_behalf_of_id=id_, changes=told) for id_ in members]
