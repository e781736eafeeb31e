"""Loading articles for a change, tidying what was written, and the journal's line for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale
from aktsom.core.journal import Act
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.knowledge.kinds import SECTIONS, ArticleKind
from aktsom.knowledge.models import Article, ArticleVersion
from aktsom.knowledge.models.articles import LONGEST_CHANGE, LONGEST_TITLE
from aktsom.knowledge.rules.articles import LONGEST_SECTION, LONGEST_WAIT, MOST_HOURS, Words, missing_section
from aktsom.teams.actions.memo_loading import acting_body
from aktsom.teams.problems import Wrong


def article_for_change(by: Actor, public_id: str, revision: int | None = None) -> Article:
    """Locked. Raises NotVisible, and Stale where somebody else was faster."""
    seen = Article.objects.visible_to(by).select_related("team", "follow_up__supplier")
    one = seen.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if one is None:
        raise NotVisible
    if revision is not None and one.revision != revision:
        raise Stale(_("Noen har lagret en nyere utgave mens du skrev. Teksten din står her. Sammenlign før du lagrer."))
    return one


def newest(by: Actor, one: Article) -> ArticleVersion:
    """That the actor sees."""
    seen = ArticleVersion.objects.visible_to(by).filter(article=one).select_related("evidence", "article")
    found = seen.order_by("-number").first()
    if found is None:
        raise NotVisible
    return found


def tidy(kind: ArticleKind, words: Words, looked: str) -> Words:
    """Raises Wrong with the field at fault, and LookAgain unless `looked` is the mark of the texts."""
    title = " ".join(storable(words.title).split())
    if not title:
        raise Wrong("title", _("Skriv en tittel."))
    if len(title) > LONGEST_TITLE:
        raise Wrong("title", _("Tittelen er for lang."))
    said = _sections(kind, words.sections)
    if (empty := missing_section(kind, said)) is not None:
        raise Wrong(empty, _("Skriv noe her."))
    if words.hours is not None and not 0 <= words.hours <= MOST_HOURS:
        raise Wrong("hours", _("Skriv timene som et tall fra 0 til 5 000."))
    changed = " ".join(storable(words.what_changed).split())[:LONGEST_CHANGE]
    stop_if_unlooked({"title": title, **said, "what_changed": changed}, looked)
    return Words(title, said, words.hours, changed)


def _sections(kind: ArticleKind, sections: Mapping[str, str]) -> dict[str, str]:
    said = {}
    for name in SECTIONS[kind]:
        text = storable(sections.get(name, "")).replace("\r\n", "\n").strip()
        if len(text) > LONGEST_SECTION:
            raise Wrong(name, _("Teksten er for lang. Del den i flere."))
        if text:
            said[str(name)] = text
    return said


def day_to_check(check_on: date | None, today: date) -> date | None:
    if check_on is not None and not today < check_on <= today + LONGEST_WAIT:
        raise Wrong("check_on", _("Velg en dag som kommer, høyst tre år fram."))
    return check_on


def told(by: Actor, one: Article, verb: str, **changes: Any) -> Act:
    """Ids, codes and days only; never a text."""
    body = acting_body(by, one.team) if one.team is not None and one.team_id in by.team_ids else by.member_id
    on_behalf = body if body is not None and body != by.member_id else None
    return Act(verb, one.public_id, one.owner_id, on_behalf_of_id=on_behalf, changes={"kind": one.kind, **changes})
