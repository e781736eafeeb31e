"""Out to everybody: shown to the supplier first, proposed by those who follow up, decided by the secretariat."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.findings.actions.drafting import to_draft
from aktsom.findings.actions.publication_loading import (
    Leaks,
    act_of,
    give_keys,
    saved,
    stop_if_leaking,
    version_for_change,
)
from aktsom.findings.models import EmbargoLimit, Publication, PublicationVersion, PublicResult
from aktsom.findings.permissions import publications as permissions
from aktsom.findings.queries.publication_facts import (
    case_facts,
    case_passages,
    case_standing,
    names_to_look_for,
    plan_may_wait,
)
from aktsom.findings.queries.publications import fields_of
from aktsom.findings.rules.leaking import leaks
from aktsom.findings.rules.published import colour_has_scope
from aktsom.findings.rules.publishing import publishing_holds
from aktsom.findings.states import IN_WORK, OPEN_TO_ALL, VERSION, EmbargoDecision, VersionState
from aktsom.findings.tables import overclaims
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sharing.audiences import PUBLIC_KEY, Audience
from aktsom.sharing.models import Release
from aktsom.sharing.releasing import HOLDS, Hold, open_from
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_COMMENT = 3_000
LONGEST_WAIT = 730  # days that a limit may be set to


@transaction.atomic
def show_version(*, by: Actor, at: datetime, publication_id: str, revision: int) -> PublicationVersion:
    """To the supplier, who is written to, and to those who have a contract covered. Raises Leaks, and Refused while
    something in the case endangers workers."""
    one, version = version_for_change(by, publication_id, revision)
    stop_if(permissions.move(by, version, "show"))
    _stop_if_endangering(one, at)
    _stop_if_moved_on(one, version, at)
    stop_if_leaking(version)
    version.state = VERSION.after(version.state, "show")
    version.shown_at, version.answered_at = at, None
    version.answer_by = open_from(day_of(at)) - timedelta(days=1)
    give_keys(one, version, shown=True)
    saved(one, version, by, at, act_of("publication_shown", one, version, answer_by=str(version.answer_by)))
    tell("publication_shown", one.public_id, at)
    return version


@transaction.atomic
def answer_version(
    *, by: Actor, at: datetime, publication_id: str, revision: int, comment: str, looked: str = ""
) -> PublicationVersion:
    """By the supplier, on what it has read: with words that follow the result, or without any. Nobody need wait any
    longer then. Raises Leaks and LookAgain."""
    one, version = version_for_change(by, publication_id, revision)
    stop_if(permissions.answer(by, version))
    said = text_in("comment", comment, LONGEST_COMMENT)
    if found := leaks([("comment", said)], names_to_look_for(one.follow_up_id, told=by), overclaims()):
        raise Leaks(found)
    stop_if_unlooked({"comment": said}, looked)
    version.comment, version.answered_at, version.commented_by_id = said, at, by.person_id
    saved(one, version, by, at, act_of("publication_answered", one, version, comment=bool(said)))
    tell("publication_answered", one.public_id, at)
    return version


@transaction.atomic
def propose_version(
    *,
    by: Actor,
    at: datetime,
    publication_id: str,
    revision: int,
    reason: str,
    unshown: str = "",
    looked: str = "",
) -> PublicationVersion:
    """To the secretariat. `unshown` says why the supplier is not shown it first: that a warning would endanger
    workers, in writing."""
    one, version = version_for_change(by, publication_id, revision)
    verb = "propose" if version.state == VersionState.SHOWN else "propose_unshown"
    stop_if(permissions.move(by, version, verb))
    _stop_if_endangering(one, at)
    stop_if_leaking(version)
    version.proposal = reason_in("reason", reason)
    if verb == "propose_unshown":
        if not unshown.strip():
            raise Wrong(
                "unshown", _("Vis det til leverandøren først, eller skriv hvorfor det setter arbeidere i fare.")
            )
        version.unshown_reason = reason_in("unshown", unshown)
    stop_if_unlooked({"reason": version.proposal, "unshown": version.unshown_reason}, looked)
    version.state = VERSION.after(version.state, verb)
    version.proposed_at = version.proposed_at or at
    one.proposed_at = one.proposed_at or at
    act = act_of("publication_proposed", one, version, shown=version.shown_at is not None)
    saved(one, version, by, at, act)
    tell("publication_proposed", one.public_id, at)
    return version


@transaction.atomic
def send_back(
    *, by: Actor, at: datetime, publication_id: str, revision: int, reason: str, looked: str = ""
) -> PublicationVersion:
    """By the secretariat, to those who follow up."""
    one, version = version_for_change(by, publication_id, revision)
    stop_if(permissions.decide(by, version, "send_back"))
    version.sent_back_reason = reason_in("reason", reason)
    stop_if_unlooked({"reason": version.sent_back_reason}, looked)
    version.state = VERSION.after(version.state, "send_back")
    to_draft(one, version, at)
    saved(one, version, by, at, act_of("publication_sent_back", one, version))
    tell("publication_sent_back", one.public_id, at)
    return version


@transaction.atomic
def decide_embargo(
    *,
    by: Actor,
    at: datetime,
    publication_id: str,
    revision: int,
    decision: EmbargoDecision,
    reason: str,
    looked: str = "",
) -> PublicationVersion:
    """By a person of the secretariat, once a plan has been missing longer than the limit; until then the rule holds."""
    one, version = version_for_change(by, publication_id, revision)
    stop_if(permissions.decide(by, version, "publish"))
    if Hold.PLAN_UNDECIDED not in holds_of(one, version, at, decided=False):
        raise Refused(Refusal(_("Dette avgjøres først når en plan har manglet lenger enn grensen.")))
    version.embargo, version.embargo_reason = decision, reason_in("reason", reason)
    stop_if_unlooked({"reason": version.embargo_reason}, looked)
    version.embargo_at, version.embargo_by_id = at, by.person_id
    saved(one, version, by, at, act_of("publication_embargo_decided", one, version, decision=decision))
    return version


@transaction.atomic
def publish(
    *, by: Actor, at: datetime, publication_id: str, revision: int, reason: str, looked: str = ""
) -> PublicResult:
    """By the secretariat: what was shown, word for word. A version that was out before stays, marked as corrected.
    Raises Refused with what holds it, and Leaks for what has become known since."""
    one, version = version_for_change(by, publication_id, revision)
    if version.state == VersionState.PUBLISHED:
        raise Stale(_("Dette er publisert allerede."))
    stop_if(permissions.decide(by, version, "publish"))
    if found := holds_of(one, version, at):
        raise Refused(Refusal(HOLDS[found[0]]))
    _stop_if_moved_on(one, version, at)
    stop_if_leaking(version)
    version.publish_reason = reason_in("reason", reason)
    stop_if_unlooked({"reason": version.publish_reason}, looked)
    version.state = VERSION.after(version.state, "publish")
    version.published_at, version.published_by_id = at, by.person_id
    _mark_corrected(one, version, at)
    one.published_at = one.published_at or at
    made = _let_out(one, version, at)
    Release.objects.create(
        subject=one.public_id, owner_id=one.owner_id, before=Audience.LINKED_BUYERS, after=Audience.PUBLIC,
        reason=version.publish_reason, at=at, person_id=by.person_id,
    )  # fmt: skip
    saved(one, version, by, at, act_of("publication_published", one, version))
    tell("publication_published", one.public_id, at)
    return made


def _let_out(one: Publication, version: PublicationVersion, at: datetime) -> PublicResult:
    told = fields_of(version)
    if not colour_has_scope(told):
        raise Refused(Refusal(_("En farge publiseres ikke uten hva den gjelder.")))
    return PublicResult.objects.create(
        page=one.public_id, number=version.number, seen_by=frozenset({PUBLIC_KEY}), language=version.language,
        supplier_name=told.supplier, group_id=told.risk_area, colour=told.outcome.colour, content=told.stored(),
        published_at=at,
    )  # fmt: skip


def _mark_corrected(one: Publication, version: PublicationVersion, at: datetime) -> None:
    for before in one.versions.filter(state=VersionState.PUBLISHED).exclude(pk=version.pk):
        before.state = VERSION.after(before.state, "replace")
        before.revision += 1
        before.save()
        out = PublicResult.objects.filter(page=one.public_id, number=before.number)
        out.update(corrected_at=at, corrected_reason=version.corrects)


@transaction.atomic
def withdraw(
    *, by: Actor, at: datetime, publication_id: str, revision: int, reason: str, looked: str = ""
) -> Publication:
    """By the secretariat. Everybody reads that it is withdrawn, when and why; what it said stays with those who had a
    part in it. Whatever is being written is dropped."""
    one, newest = version_for_change(by, publication_id, revision)
    stop_if(permissions.secretariat(by))
    if one.withdrawn_at is not None:
        raise Stale(_("Dette er trukket allerede."))
    if one.published_at is None:
        raise Refused(Refusal(_("Bare det som er publisert, kan trekkes.")))
    why = reason_in("reason", reason)
    if found := leaks([("reason", why)], names_to_look_for(one.follow_up_id), overclaims()):
        raise Leaks(found)
    stop_if_unlooked({"reason": why}, looked)
    one.withdrawn_at, one.withdrawn_reason = at, why
    with lowered():  # also a version in work, which the secretariat does not see before it is proposed
        for version in one.versions.filter(state__in=[*OPEN_TO_ALL, *IN_WORK]):
            version.state = VERSION.after(version.state, "drop" if version.state in IN_WORK else "withdraw")
            version.revision += 1
            version.save()
    _take_in(one, at, why)
    one.save()
    Release.objects.create(
        subject=one.public_id, owner_id=one.owner_id, before=Audience.PUBLIC, after=Audience.LINKED_BUYERS, reason=why,
        at=at, person_id=by.person_id, withdraws=Release.objects.filter(subject=one.public_id).first(),
    )  # fmt: skip
    newest.refresh_from_db()
    record(by=by, at=at, acts=[act_of("publication_withdrawn", one, newest)])
    tell("publication_withdrawn", one.public_id, at)
    return one


def _take_in(one: Publication, at: datetime, why: str) -> None:
    """The notice alone is left of what everybody could read."""
    rows = PublicResult.objects.filter(page=one.public_id)
    last = rows.order_by("-number")[0]
    rows.exclude(pk=last.pk).delete()
    empty = {"content": {}, "supplier_name": "", "group_id": "", "colour": ""}
    rows.update(withdrawn_at=at, withdrawn_reason=why, corrected_at=None, corrected_reason="", **empty)


@transaction.atomic
def set_embargo_limit(*, by: Actor, at: datetime, days: int, reason: str) -> EmbargoLimit:
    stop_if(permissions.secretariat(by))
    if not 1 <= days <= LONGEST_WAIT:
        raise Wrong("days", _("Skriv et antall dager fra 1 til %(most)s.") % {"most": LONGEST_WAIT})
    made = EmbargoLimit.objects.create(days=days, reason=reason_in("reason", reason), set_at=at, set_by_id=by.person_id)
    told = {"days": days}
    record(by=by, at=at, acts=[Act("embargo_limit_set", "embargo_limit", changes=told)])
    return made


def holds_of(one: Publication, version: PublicationVersion, at: datetime, *, decided: bool = True) -> tuple[Hold, ...]:
    """What keeps this version in at the moment. `decided`: whether what a person decided of a missing plan counts."""
    standing = case_standing(one.follow_up, one.term_set_id, day_of(at))
    go = decided and version.embargo == EmbargoDecision.PUBLISH
    return publishing_holds(
        today=day_of(at), shown_on=day_of(version.shown_at) if version.shown_at else None,
        answered=version.answered_at is not None, unshown=bool(version.unshown_reason),
        endangers_workers=standing.endangers_workers, open_deviations=standing.open_deviations,
        open_since=standing.open_since, plan_due_on=standing.plan_due_on, plan_may_wait=plan_may_wait(), decided=go,
    )  # fmt: skip


def _stop_if_endangering(one: Publication, at: datetime) -> None:
    if case_standing(one.follow_up, one.term_set_id, day_of(at)).endangers_workers:
        raise Refused(Refusal(HOLDS[Hold.ENDANGERS_WORKERS]))


def _stop_if_moved_on(one: Publication, version: PublicationVersion, at: datetime) -> None:
    """What gets out is the case as it is now: it is not when a colour or a deviation has changed since."""
    if case_has_moved_on(one, version, at):
        raise Refused(Refusal(_("Saken er endret siden utkastet ble skrevet. Ta det tilbake, så hentes det på nytt.")))


def case_has_moved_on(one: Publication, version: PublicationVersion, at: datetime) -> bool:
    now = case_facts(one.follow_up, one.term_set_id, day_of(at))["outcome"]
    then = version.facts["outcome"]
    told = {row.source: row.facts for row in version.passages.all()}
    fresh = {source: facts for _kind, source, facts, _title in case_passages(one.follow_up, one.term_set_id)}
    same_colour = (now["colour"], now["flags"]) == (then["colour"], then["flags"])
    return not same_colour or told != fresh
