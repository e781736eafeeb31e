"""The one place that computes who sees an article and its versions."""

from datetime import datetime

from aktsom.core.actor import Actor
from aktsom.core.wall import lowered
from aktsom.follow_up.actions.evidence_keys import Buyers
from aktsom.follow_up.actions.evidence_keys import keys_of as keys_of_evidence
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.resting import is_rested_on, newer_revision
from aktsom.knowledge.models import Article, ArticleVersion
from aktsom.knowledge.resting import a_document
from aktsom.sharing.audiences import Audience, keys_carried
from aktsom.sharing.models import Release


def keys_of(one: Article, audience: str) -> frozenset[int]:
    """Of the article or a version of it. Reckoned with the article's owner: a colleague's version opens no other."""
    return keys_carried(Audience(audience), owner_id=one.owner_id, author_id=one.author_id, team_id=one.team_id)


def recompute(one: Article) -> None:
    """The article is as wide as its widest version. It is locked by the caller."""
    with lowered():  # also of versions that the actor does not see
        versions = list(one.versions.all())
        one.audience = max((Audience(version.audience) for version in versions), key=lambda a: a.width)
        one.seen_by = keys_of(one, one.audience)
        one.save(update_fields=["audience", "seen_by"])
        for version in versions:
            version.seen_by = keys_of(one, version.audience)
            version.save(update_fields=["seen_by"])


def move(version: ArticleVersion, to: Audience, *, by: Actor, at: datetime, reason: str) -> list[Release]:
    """The version, and the file that it gives out, to another audience, with the decision kept; the keys of articles
    are for the caller to recompute."""
    one = version.article
    kept = [_decision(one, one.public_id, version.audience, to, by=by, at=at, reason=reason)]
    version.audience = to
    version.save(update_fields=["audience"])
    if (file := version.evidence) is not None and (due := _due(file)) != file.audience:
        kept.append(_decision(one, file.public_id, file.audience, due, by=by, at=at, reason=reason))
        file.audience = due
        file.seen_by = keys_of_evidence(file, Buyers())
        with lowered():  # a file that is taken back leaves its reader's sight
            file.save(update_fields=["audience", "seen_by"])
    Release.objects.bulk_create(kept)
    return kept


def is_in_a_case(file: Evidence) -> bool:
    """Whether anything but documents and a newer revision rests on it, seen by the actor or not."""
    with lowered():
        return is_rested_on(file, besides=(a_document, newer_revision))


def _due(file: Evidence) -> Audience:
    """As wide as the widest version that gives the file out, and never narrower than it was before the first did."""
    with lowered():  # also decisions and versions that the actor does not see
        first = Release.objects.filter(subject=file.public_id).order_by("id").first()
        before = Audience(first.before if first is not None else file.audience)
        given = ArticleVersion.objects.filter(evidence=file).values_list("audience", flat=True)
        return max([before, *map(Audience, given)], key=lambda audience: audience.width)


def _decision(
    one: Article, subject: str, before: str, to: Audience, *, by: Actor, at: datetime, reason: str
) -> Release:
    return Release(
        subject=subject,
        owner_id=one.owner_id,
        before=before,
        after=to,
        reason=reason,
        at=at,
        person_id=by.person_id,
    )
