"""What is known, beside where work is done; and what it asks of somebody at Home."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.knowledge.kinds import SECTIONS, ArticleKind, Section
from aktsom.knowledge.queries.articles import (
    asks_experience,
    experiences_of,
    guidance_of,
    past_their_day,
    without_experience,
)
from aktsom.web.base.jinja import write_date, write_quoted
from aktsom.web.home.words import Row
from aktsom.web.knowledge.words import category_name, panel

ALL = SECTIONS[ArticleKind.GUIDANCE]
WHEN_READING = (Section.QUESTIONS, Section.METHODS, Section.RISK)  # what good evidence is, first
WHEN_PLANNING = (Section.METHODS, Section.WORKED, Section.RISK, Section.QUESTIONS)
MOST_AT_HOME = 5


def guidance(viewer: Actor, group_id: str, today: date, sections: tuple[Section, ...] = ALL) -> list[dict[str, Any]]:
    return panel(guidance_of(viewer, group_id, today, sections), sections)


def taught(viewer: Actor, one: FollowUp, today: date) -> dict[str, Any]:
    """What was written of the follow-up, and whether the viewer is asked to write it."""
    asks = asks_experience(viewer, one.pk)
    return {"experiences": experiences_of(viewer, one.pk, today), "asks_experience": asks}


def home_rows(viewer: Actor, today: date) -> list[Row]:
    return [*_to_check(viewer, today), *_to_tell(viewer)]


def _to_check(viewer: Actor, today: date) -> list[Row]:
    return [
        Row(
            title=_("Stemmer dette fortsatt?"),
            text=_("Du skulle se over %(title)s.") % {"title": write_quoted(row.version.title)},
            href=reverse("knowledge_article", kwargs={"public_id": row.article.public_id}),
            due=write_date(row.article.check_on, "short") if row.article.check_on else "",
            act=_("Les og svar"),
        )
        for row in past_their_day(viewer, today)
    ]


def _to_tell(viewer: Actor) -> list[Row]:
    return [
        Row(
            title=_("Hva lærte dere av %(name)s?") % {"name": one.supplier.name},
            text=_("Oppfølgingen i %(category)s er konkludert. Skriv hva som virket, til den neste.")
            % {"category": category_name(one.group_id).lower()},
            href=f"{reverse('knowledge_new', kwargs={'slug': 'erfaring'})}?sak={one.public_id}",
            act=_("Skriv erfaringen"),
        )
        for one in without_experience(viewer, MOST_AT_HOME)
    ]
