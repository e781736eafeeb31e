"""What each day asks for about articles, and the letters of it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.letters import deliver, page_address
from aktsom.core.outbox import daily, handles
from aktsom.knowledge.actions.checking import CHECK_MAIL, remind_of_checks
from aktsom.knowledge.kinds import ArticleKind
from aktsom.knowledge.letters import check_letter
from aktsom.knowledge.models import Article
from aktsom.knowledge.queries.reviewers import reviewers_of
from aktsom.teams.queries import actor_of

REMIND = "articles.remind"


@daily(REMIND)
def remind(_payload: dict[str, Any]) -> None:
    remind_of_checks(at=timezone.now())


@handles(CHECK_MAIL)
def tell_that_it_is_to_be_checked(payload: dict[str, Any]) -> None:
    """To the reviewer, or those whose the article is where that person is gone, while it still waits for that day and
    they may still read it."""
    day = date.fromisoformat(payload["day"])
    one = Article.objects.filter(public_id=payload["article"], check_on=day).select_related("team").first()
    for person in reviewers_of(one, timezone.localdate()) if one else ():
        if one and Article.objects.visible_to(actor_of(person)).filter(pk=one.pk).exists():
            with translation.override(person.language or settings.LANGUAGE_CODE):
                link = page_address("knowledge_article", public_id=one.public_id)
                letter = check_letter(person.name, _what(one), day, link)
            deliver(letter, person.email)


def _what(one: Article) -> str:
    group = current_catalogue().group.get(one.group_id)
    name = group.name.in_language(translation.get_language() or "nb").lower() if group else ""
    kind = {
        ArticleKind.GUIDANCE: _("veiledningen"),
        ArticleKind.EXPERIENCE: _("erfaringen"),
        ArticleKind.DOCUMENT: _("dokumentet"),
        ArticleKind.QUESTION: _("spørsmålet"),
        ArticleKind.ANSWER: _("svaret"),
    }[ArticleKind(one.kind)]
    return _("%(what)s for %(category)s") % {"what": kind, "category": name} if name else kind
