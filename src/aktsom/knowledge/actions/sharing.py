"""Letting a version out to more readers, and taking back what was let out."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, stop_if
from aktsom.core.journal import record
from aktsom.core.wall import lowered
from aktsom.knowledge.actions.letting_out import what_holds
from aktsom.knowledge.actions.loading import article_for_change, newest, told
from aktsom.knowledge.actions.seen_by import move, recompute
from aktsom.knowledge.kinds import ASKED
from aktsom.knowledge.models import Article, ArticleVersion
from aktsom.knowledge.permissions import articles as permissions
from aktsom.knowledge.rules.articles import Words
from aktsom.knowledge.rules.letting_out import Marks
from aktsom.sharing.audiences import Audience
from aktsom.sharing.releasing import SHORTEST_REASON, ReleaseFacts, release_refusal
from aktsom.teams.problems import Wrong

OUTWARD = (Audience.MEMBERS, Audience.PUBLIC)


@transaction.atomic
def share_article(
    *, by: Actor, at: datetime, article_id: str, revision: int, to: Audience, reason: str, marks: Marks
) -> ArticleVersion:
    """The newest version, to all members or to everybody. Those before it stay where they are. `marks` is what whoever
    decides says of the text and its file. Raises Wrong at the mark, or the part of the text, that holds it back."""
    one = article_for_change(by, article_id, revision)
    stop_if(permissions.share(by, one))
    version = newest(by, one)
    stop_if(share_refusal(one, version, to, at=at, reason=reason))
    if (held := what_holds_version(one, version, to, marks, by=by, at=at)) is not None:
        raise held
    move(version, to, by=by, at=at, reason=storable(reason).strip())
    one.revision += 1
    one.save(update_fields=["revision"])
    recompute(one)
    said = {"number": version.number, "audience": str(to), "marks": marks.said()}
    record(by=by, at=at, acts=[told(by, one, "article_shared", **said)])
    return version


def share_refusal(one: Article, version: ArticleVersion, to: Audience, *, at: datetime, reason: str) -> Refusal | None:
    if to not in OUTWARD:
        return Refusal(_("Velg hvem det skal deles med."))
    if one.kind in ASKED and to == Audience.PUBLIC:
        return Refusal(_("Spørsmål og svar er mellom medlemmene. Gjør svaret til veiledning, og del den."))
    facts = ReleaseFacts(Audience(version.audience), timezone.localdate(at), reason)
    return release_refusal(facts, to)


def what_holds_version(
    one: Article, version: ArticleVersion, to: Audience, marks: Marks, *, by: Actor, at: datetime
) -> Wrong | None:
    return what_holds(
        one,
        Words(version.title, version.sections, what_changed=version.what_changed),
        version.evidence,
        marks,
        by=by,
        now=Audience(version.audience),
        to=to,
        today=timezone.localdate(at),
        written_on=timezone.localdate(version.written_at),
    )


@transaction.atomic
def withdraw_article(*, by: Actor, at: datetime, article_id: str, revision: int, reason: str) -> Article:
    """Back to the team, with all versions that had been let out. What has been read cannot be unread."""
    one = article_for_change(by, article_id, revision)
    stop_if(permissions.share(by, one))
    if one.kind in ASKED:
        stop_if(Refusal(_("Spørsmål og svar trekkes ikke tilbake. Skriv en ny utgave.")))
    reason = storable(reason).strip()
    if len(reason) < SHORTEST_REASON:
        stop_if(Refusal(_("Skriv kort hvorfor, så andre forstår det senere.")))
    if Audience(one.audience).width <= Audience.CASE_TEAM.width:
        stop_if(Refusal(_("Dette er allerede trukket tilbake.")))
    with lowered():  # also of versions that the actor does not see
        out = [v for v in one.versions.select_related("evidence") if v.audience in OUTWARD]
        for version in out:
            move(version, Audience.CASE_TEAM, by=by, at=at, reason=reason)
    one.revision += 1
    one.save(update_fields=["revision"])
    recompute(one)
    numbers = [version.number for version in out]
    record(by=by, at=at, acts=[told(by, one, "article_withdrawn", numbers=numbers)])
    return one
