"""Publications made by the same acts as people's, for tests."""

from datetime import datetime
from typing import Any

from aktsom.findings.actions import drafting, publishing
from aktsom.findings.models import Publication, PublicationVersion, PublicResult
from aktsom.follow_up.models import FollowUp
from tests.cast import NOON, actor, person

WHY = "Resultatet er ferdig, og andre kjøper av den samme."


def by(one: PublicationVersion, name: str = "bjarne", at: datetime = NOON) -> dict[str, Any]:
    """What an act on the newest version is told, as the one who acts sees it now."""
    newest = PublicationVersion.objects.filter(publication=one.publication_id).order_by("-number")[0]
    return {
        "by": actor(name),
        "at": at,
        "publication_id": one.publication.public_id,
        "revision": newest.revision,
    }


def drafted(one: FollowUp, term_set: str = "T4", at: datetime = NOON) -> PublicationVersion:
    person("nora"), person("aksel"), person("sekka")
    return drafting.draft_publication(by=actor("bjarne"), at=at, follow_up_id=one.public_id, term_set=term_set)


def written(version: PublicationVersion, at: datetime = NOON, **told: Any) -> PublicationVersion:
    usual = {"language": "nb", "statement": "", "next_step": "", "buyers_year": 2025, "looked": ""}
    return drafting.write_version(**by(version, at=at), **{**usual, **told})


def shown(version: PublicationVersion, at: datetime = NOON) -> PublicationVersion:
    return publishing.show_version(**by(version, at=at))


def answered(version: PublicationVersion, comment: str = "", at: datetime = NOON) -> PublicationVersion:
    return publishing.answer_version(**by(version, "nora", at), comment=comment)


def proposed(version: PublicationVersion, at: datetime = NOON, **told: Any) -> PublicationVersion:
    return publishing.propose_version(**by(version, at=at), reason=WHY, **told)


def published(version: PublicationVersion, at: datetime = NOON) -> PublicResult:
    return publishing.publish(**by(version, "sekka", at), reason=WHY)


def let_out(
    one: FollowUp, at: datetime = NOON, comment: str = "Vi retter det som er funnet.", **told: Any
) -> PublicResult:
    """All the way, on one day: the supplier has answered."""
    version = written(drafted(one, at=at), at=at, **told)
    answered(shown(version, at), comment, at)
    return published(proposed(version, at), at)


def corrected(page: PublicResult, at: datetime = NOON, reason: str = "Et avvik er lukket siden sist.") -> PublicResult:
    one = Publication.objects.get(public_id=page.page)
    version = drafting.begin_correction(by=actor("bjarne"), at=at, publication_id=one.public_id, reason=reason)
    answered(shown(version, at), "", at)
    return published(proposed(version, at), at)


def withdrawn(page: PublicResult, at: datetime = NOON) -> Publication:
    newest = PublicationVersion.objects.filter(publication__public_id=page.page).order_by("-number")[0]
    return publishing.withdraw(**by(newest, "sekka", at), reason="Det bygde på en rapport som er trukket.")
