"""What is known, written by the actions that people use."""

from datetime import datetime
from typing import Any

from aktsom.knowledge.actions.articles import Place, change_article, write_article
from aktsom.knowledge.actions.sharing import share_article
from aktsom.knowledge.kinds import ArticleKind
from aktsom.knowledge.models import Article
from aktsom.knowledge.rules.articles import Words
from aktsom.knowledge.rules.letting_out import NOTHING, Marks
from aktsom.sharing.audiences import Audience
from tests.cast import NOON, actor
from tests.factories.memos import in_team, team

WHY = "Alle som kjøper dette, trenger å vite det."


def guidance(title: str = "Hansker fra Malaysia", by: str = "olga", at: datetime = NOON, **said: Any) -> Article:
    sections = said.pop("sections", {"risk": "Gjeld for rekruttering er vanlig i fabrikkene."})
    return write_article(
        by=in_team(by),
        at=at,
        kind=ArticleKind.GUIDANCE,
        place=Place(team_id=team().public_id),
        words=Words(title, sections),
        **said,
    )


def shared(
    one: Article, to: Audience = Audience.MEMBERS, by: str = "olga", at: datetime = NOON, marks: Marks = NOTHING
) -> Article:
    one.refresh_from_db()
    by_whom: dict[str, Any] = {"by": actor(by), "at": at, "article_id": one.public_id, "revision": one.revision}
    share_article(**by_whom, to=to, reason=WHY, marks=marks)
    one.refresh_from_db()
    return one


def rewritten(one: Article, title: str, by: str = "olga", at: datetime = NOON, **sections: str) -> Article:
    one.refresh_from_db()
    words = Words(title, sections or {"risk": "En ny tekst."})
    change_article(by=actor(by), at=at, article_id=one.public_id, revision=one.revision, words=words)
    one.refresh_from_db()
    return one


def question(
    by: Any,
    title: str = "Hvem har spurt om lønn?",
    text: str = "Vi vet ikke hva vi skal spørre om.",
    marks: Marks = NOTHING,
) -> Article:
    said: dict[str, Any] = {"place": Place(group_id="medical"), "words": Words(title, {"text": text}), "marks": marks}
    return write_article(by=by, at=NOON, kind=ArticleKind.QUESTION, **said)


def answer(by: Any, to: Article, text: str = "Be om lønnsslipper fra tre måneder.") -> Article:
    words = Words("Be om lønnsslipper", {"text": text})
    return write_article(by=by, at=NOON, kind=ArticleKind.ANSWER, place=Place(question_id=to.public_id), words=words)
