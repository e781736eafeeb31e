"""Guidance, experience, documents and questions, as the search finds them. Answers are found as their question."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from aktsom.core.actor import Actor
from aktsom.knowledge.found_kinds import FoundKind
from aktsom.knowledge.kinds import ArticleKind
from aktsom.knowledge.models import Article, ArticleVersion
from aktsom.knowledge.sources.base import Read, Source, Told, in_order
from aktsom.sharing.audiences import Audience

KIND = {
    ArticleKind.GUIDANCE: FoundKind.GUIDANCE,
    ArticleKind.EXPERIENCE: FoundKind.EXPERIENCE,
    ArticleKind.DOCUMENT: FoundKind.DOCUMENT,
    ArticleKind.QUESTION: FoundKind.QUESTION,
    ArticleKind.ANSWER: FoundKind.QUESTION,
}


def text_of(version: ArticleVersion) -> str:
    return "\n".join(version.sections.values())


def _every(after: str) -> Iterator[str]:
    return in_order(Article.objects.filter(parent__isnull=True), after)


def _questions_of(ids: Collection[str]) -> list[str]:
    answers = Article.objects.filter(public_id__in=ids, parent__isnull=False)
    of_answers = dict(answers.values_list("public_id", "parent__public_id"))
    return [*{of_answers.get(id_, id_) for id_ in ids}]


def _tell(ids: Collection[str]) -> Iterator[Told]:
    """Each version that is the newest for somebody, as a part."""
    whole = Article.objects.filter(public_id__in=ids) | Article.objects.filter(parent__public_id__in=ids)
    for one in whole.select_related("parent").prefetch_related("versions"):
        subject = one.parent.public_id if one.parent else one.public_id
        for version in newest_for_somebody(one.versions.all()):
            part = f"{one.pk}-{version.number}"
            title = "" if one.parent else version.title
            keys, at = version.seen_by, version.written_at
            yield Told(KIND[ArticleKind(one.kind)], subject, title, text_of(version), keys, at, part=part)


def newest_for_somebody(versions: Iterable[ArticleVersion]) -> Iterator[ArticleVersion]:
    """From the newest back, those wider than all that came after."""
    widest = -1
    for version in sorted(versions, key=lambda each: -each.number):
        if (width := Audience(version.audience).width) > widest:
            widest = width
            yield version


def _read(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    """The newest version that the reader sees, of a question with the answers."""
    seen = Article.objects.visible_to(viewer).select_related("owner").order_by()
    found = list(seen.filter(public_id__in=ids))
    asked = [one.pk for one in found if one.kind == ArticleKind.QUESTION]
    found += seen.filter(parent_id__in=asked) if asked else []
    versions = ArticleVersion.objects.visible_to(viewer).filter(article__in=found).defer("seen_by")
    newest: dict[int, ArticleVersion] = {}
    for version in versions.order_by():
        if (known := newest.get(version.article_id)) is None or known.number < version.number:
            newest[version.article_id] = version
    answered: dict[int, list[str]] = defaultdict(list)
    for one in found:
        if one.parent_id and one.pk in newest:
            answered[one.parent_id].append(text_of(newest[one.pk]))
    for one in found:
        if one.parent_id or (said := newest.get(one.pk)) is None:
            continue
        text = "\n".join([text_of(said), *answered[one.pk]])
        own = one.owner_id in viewer.member_ids or one.team_id in viewer.team_ids
        yield Read(KIND[ArticleKind(one.kind)], one.public_id, said.title, text, own, said.written_at, one)


ARTICLES = Source(
    ("kun",),
    (FoundKind.GUIDANCE, FoundKind.EXPERIENCE, FoundKind.DOCUMENT, FoundKind.QUESTION),
    _every,
    _tell,
    _read,
    _questions_of,
)
