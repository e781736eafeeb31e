"""What is known, as pages show it. A reader meets the newest version that is for them, and knows of no other."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.follow_up.states import FollowUpState
from aktsom.knowledge.kinds import ArticleKind, Section
from aktsom.knowledge.models import Article, ArticleVersion
from aktsom.knowledge.permissions import articles as permissions
from aktsom.knowledge.queries.reviewers import is_left_alone, to_review
from aktsom.knowledge.rules.articles import Freshness, freshness
from aktsom.members.models import Person
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.sharing.audiences import Audience
from aktsom.sharing.models import Release

PAGE = 50


@dataclass(frozen=True)
class Row:
    """An article with the version that the viewer reads. `waits` is a newer one, not let out as far as the one before
    it, for those who see it."""

    article: Article
    version: ArticleVersion
    freshness: Freshness
    answers: int = 0

    @property
    def waits(self) -> bool:
        return Audience(self.version.audience).width < Audience(self.article.audience).width

    def text(self, section: str) -> str:
        return str(self.version.sections.get(section, ""))


@dataclass(frozen=True)
class View:
    row: Row
    versions: list[ArticleVersion]  # that the viewer sees, newest first
    answers: list[Row]
    people: dict[int, str]  # those who wrote or look again, by name
    releases: list[Release]
    question: Article | None  # of an answer; of guidance the one whose answer it was made from
    follow_up: FollowUp | None
    change: Refusal | None
    share: Refusal | None
    accept: Refusal | None
    left_alone: bool = False  # nobody looks it over who was asked to

    def name(self, person_id: int | None) -> str:
        return self.people.get(person_id or 0, "")


def articles_for(viewer: Actor | None) -> QuerySet[Article]:
    return Article.objects.visible_to(viewer).select_related("owner", "team")


def article(viewer: Actor | None, public_id: str) -> Article:
    found = articles_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def rows_of(viewer: Actor | None, articles: Iterable[Article], today: date) -> list[Row]:
    ones = list(articles)
    versions = ArticleVersion.objects.visible_to(viewer).filter(article__in=ones).select_related("evidence", "owner")
    newest = {version.article_id: version for version in versions.order_by("number")}
    counted: dict[int, int] = defaultdict(int)
    for parent in Article.objects.visible_to(viewer).filter(parent__in=ones).values_list("parent_id", flat=True):
        counted[parent or 0] += 1
    return [
        Row(one, newest[one.pk], freshness(one.check_on, today), counted[one.pk]) for one in ones if one.pk in newest
    ]


def view(viewer: Actor | None, public_id: str, today: date) -> View:
    one = article(viewer, public_id)
    found = rows_of(viewer, [one], today)
    if not found:
        raise NotVisible
    seen = ArticleVersion.objects.visible_to(viewer).filter(article=one).select_related("owner", "evidence")
    versions = list(seen.order_by("-number"))
    answers = rows_of(viewer, articles_for(viewer).filter(parent=one).order_by("id"), today)
    answers.sort(key=lambda row: row.article.pk != one.accepted_id)
    ids = [version.author_id for version in versions] + [row.version.author_id for row in answers] + [one.reviewer_id]
    nobody = Refusal("")
    return View(
        found[0],
        versions,
        answers,
        _names(ids) if viewer is not None else {},
        list(Release.objects.filter(subject=one.public_id)) if viewer is not None else [],
        _question(viewer, one),
        follow_ups_for(viewer).filter(pk=one.follow_up_id).first() if viewer and one.follow_up_id else None,
        permissions.change(viewer, one) if viewer else nobody,
        permissions.share(viewer, one) if viewer else nobody,
        permissions.accept(viewer, one) if viewer else nobody,
        viewer is not None and is_left_alone(one),
    )


def _question(viewer: Actor | None, one: Article) -> Article | None:
    """Asked for by itself: who reads the guidance need not read what it was made from."""
    answer = one.pk if one.kind == ArticleKind.ANSWER else one.came_from_id
    return articles_for(viewer).filter(answers__pk=answer).first() if answer else None


def _names(ids: Iterable[int | None]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in={id_ for id_ in ids if id_}).values_list("pk", "name"))


def two_versions(viewer: Actor, public_id: str, one: int, other: int) -> tuple[ArticleVersion, ArticleVersion]:
    """The older first. Raises NotVisible."""
    seen = ArticleVersion.objects.visible_to(viewer).filter(article=article(viewer, public_id))
    found = list(seen.filter(number__in={one, other}).select_related("owner").order_by("number"))
    if len(found) != 2:
        raise NotVisible
    return found[0], found[1]


def guidance_of(viewer: Actor, group_id: str, today: date, sections: Collection[Section] = ()) -> list[Row]:
    """For the category, and for all of them; with `sections` those that say something there."""
    found = articles_for(viewer).filter(kind=ArticleKind.GUIDANCE, group_id__in={group_id, ""})
    rows = rows_of(viewer, found.order_by("-group_id", "-changed_at"), today)
    return [row for row in rows if not sections or any(row.text(section) for section in sections)]


def of_kind(viewer: Actor, kind: ArticleKind, group_id: str, today: date, before: str = "") -> tuple[list[Row], str]:
    """Newest first; and from which on there are more, if there are."""
    found = articles_for(viewer).filter(kind=kind)
    if group_id:
        found = found.filter(group_id=group_id)
    if before:
        found = found.filter(id__lt=found.filter(public_id=before).values("id")[:1])
    read = list(found.order_by("-id")[: PAGE + 1])
    rows = rows_of(viewer, read[:PAGE], today)
    return rows, read[PAGE - 1].public_id if len(read) > PAGE else ""


def titles_of_articles(viewer: Actor, public_ids: Collection[str]) -> dict[str, str]:
    """By public id, of those that the viewer sees, as they are called now."""
    versions = ArticleVersion.objects.visible_to(viewer).filter(article__public_id__in=public_ids)
    return dict(versions.order_by("number").values_list("article__public_id", "title"))


def past_their_day(viewer: Actor, today: date) -> list[Row]:
    """Those that the viewer is to look at again."""
    due = articles_for(viewer).filter(to_review(viewer), check_on__lte=today)
    return rows_of(viewer, due.order_by("check_on", "id")[:PAGE], today)


def experiences_of(viewer: Actor, follow_up_id: int, today: date) -> list[Row]:
    return rows_of(viewer, articles_for(viewer).filter(follow_up_id=follow_up_id), today)


def without_experience(viewer: Actor, at_most: int = PAGE) -> list[FollowUp]:
    """Concluded follow-ups that the viewer may write of and nobody has written what was learnt of, the latest first."""
    return list(_untold(viewer).select_related("supplier").order_by("-ended_at")[:at_most])


def asks_experience(viewer: Actor, follow_up_id: int) -> bool:
    return _untold(viewer).filter(pk=follow_up_id).exists()


def _untold(viewer: Actor) -> QuerySet[FollowUp]:
    """Of the viewer's teams, and of members whose register the viewer keeps."""
    kept = [id_ for id_ in viewer.member_ids if has(viewer, Permission.KEEP_REGISTER, id_)]
    ours = Q(team_id__in=viewer.team_ids) | Q(team__isnull=True, member_id__in=kept)
    written = Article.objects.visible_to(viewer).filter(follow_up__isnull=False).values("follow_up_id")
    return FollowUp.objects.filter(ours, state=FollowUpState.CONCLUDED).exclude(pk__in=written)
