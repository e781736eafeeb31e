"""Letters between members that ask and answer: a question to those who know the category, an answer to who asked."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from aktsom.categories.queries import current_catalogue
from aktsom.core.letters import deliver, page_address
from aktsom.core.outbox import handles
from aktsom.knowledge.actions.articles import ANSWERED_MAIL, ASKED_MAIL
from aktsom.knowledge.kinds import ArticleKind
from aktsom.knowledge.letters import answered_letter, asked_letter
from aktsom.knowledge.models import Article
from aktsom.members.models import Person
from aktsom.teams.models import TeamSeat
from aktsom.teams.models.teams import LIVE
from aktsom.teams.queries import actor_of
from aktsom.teams.queries.sitting import may_sit


@handles(ASKED_MAIL)
def tell_that_somebody_asks(payload: dict[str, Any]) -> None:
    """Those who sit in the category's team, but for who asked. A question of no category is found by who looks."""
    one = _article(payload, ArticleKind.QUESTION)
    if one is None or not one.group_id:
        return
    seats = TeamSeat.objects.filter(team__group_id=one.group_id, team__state__in=LIVE, left_at__isnull=True)
    rows = list(seats.exclude(person_id=one.author_id or 0).select_related("person").order_by("person_id"))
    may = may_sit({(seat.person_id, seat.member_id) for seat in rows}, timezone.localdate())
    _tell(one, {seat.person for seat in rows if (seat.person_id, seat.member_id) in may})


@handles(ANSWERED_MAIL)
def tell_that_it_is_answered(payload: dict[str, Any]) -> None:
    """Who asked, but for an answer of its own."""
    answer = _article(payload, ArticleKind.ANSWER)
    question = answer.parent if answer else None
    if answer is not None and question is not None and question.author_id != answer.author_id:
        _tell(question, Person.objects.filter(pk=question.author_id or 0, is_active=True), answered=True)


def _article(payload: dict[str, Any], kind: ArticleKind) -> Article | None:
    return Article.objects.filter(public_id=payload["article"], kind=kind).select_related("parent").first()


def _tell(one: Article, people: Iterable[Person], *, answered: bool = False) -> None:
    """Those of them who may read the question."""
    for person in sorted(people, key=lambda person: person.pk):
        if not Article.objects.visible_to(actor_of(person)).filter(pk=one.pk).exists():
            continue
        with translation.override(person.language or settings.LANGUAGE_CODE):
            link = page_address("knowledge_article", public_id=one.public_id)
            write = answered_letter if answered else asked_letter
            letter = write(person.name, _category(one), link)
        deliver(letter, person.email)


def _category(one: Article) -> str:
    group = current_catalogue().group.get(one.group_id)
    return group.name.in_language(translation.get_language() or "nb").lower() if group else ""
