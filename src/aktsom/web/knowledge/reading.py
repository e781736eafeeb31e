"""What is known, as it is read: all of it, one article, and its versions beside each other."""

from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.knowledge.kinds import SECTIONS, ArticleKind
from aktsom.knowledge.models import ArticleVersion
from aktsom.knowledge.permissions import articles as permissions
from aktsom.knowledge.queries.articles import View, of_kind, past_their_day, two_versions, view, without_experience
from aktsom.knowledge.queries.places_to_write import places_to_write
from aktsom.knowledge.rules.comparing import compare
from aktsom.sharing.audiences import Audience
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.audience import audience_name
from aktsom.web.knowledge import words
from aktsom.web.knowledge.forms import ArticleForm, CheckForm


@takes_part
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    group = request.GET.get("kategori", "")
    kind = request.GET.get("slag", "")
    kinds = [ArticleKind(kind)] if kind in words.MANY else [ArticleKind(one) for one in words.MANY]
    found = []
    for one in kinds:
        rows, more = of_kind(request.actor, one, group, today, request.GET.get("etter", "") if kind else "")
        found.append({"kind": one, "name": words.MANY[one], "rows": words.row_words(rows), "more": more})
    context = {
        "kinds": found,
        "group": group,
        "groups": words.categories(),
        "group_name": words.category_name(group),
        "chosen": kind,
        "to_check": words.row_words(past_their_day(request.actor, today)),
        "to_tell": [(one, words.category_name(one.group_id)) for one in without_experience(request.actor, 10)],
        "may_write": bool(places_to_write(request.actor)),
        "may_ask": permissions.ask(request.actor) is None,
    }
    return render(request, "knowledge/home.html", context)


@require_safe
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """To a visitor who has not signed in, what is not public is answered as what does not exist: sign in first."""
    actor = cast(Actor | None, getattr(request, "actor", None))
    try:
        seen = view(actor, public_id, timezone.localdate())
    except NotVisible:
        if actor is None:
            return redirect_to_login(request.get_full_path())
        raise
    response = render(request, "knowledge/article.html" if actor else "knowledge/public.html", shown(actor, seen))
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def shown(actor: Actor | None, seen: View, **more: Any) -> dict[str, Any]:
    row = seen.row
    kind = row.article.kind
    answering = actor is not None and kind == ArticleKind.QUESTION and permissions.ask(actor) is None
    return {
        "view": seen,
        "one": row.article,
        "version": row.version,
        "kind": words.KINDS[kind],
        "slug": words.SLUG_OF.get(ArticleKind(kind), ""),
        "category": words.category_name(row.article.group_id),
        "parts": words.parts(kind, row.version.sections),
        "freshness": words.freshness_words(row),
        "audience": words.sees(seen),
        "read_by": audience_name(Audience(row.version.audience)),
        "answers": [(each, words.parts(each.article.kind, each.version.sections)) for each in seen.answers],
        "answer_form": ArticleForm(kind=ArticleKind.ANSWER, new=True) if answering else None,
        "check_form": CheckForm(initial={"holds": True}) if seen.change is None else None,
        "may_write": actor is not None and bool(places_to_write(actor)),
    } | more


@signed_in
@require_safe
def versions(request: SignedInRequest, public_id: str) -> HttpResponse:
    """All that the reader sees, and two of them beside each other: the newest and the one before unless others are
    asked for."""
    seen = view(request.actor, public_id, timezone.localdate())
    numbers = [version.number for version in seen.versions]
    newer, older = _asked(request, "til", numbers, 0), _asked(request, "fra", numbers, 1)
    names = {str(each): audience_name(each) for each in Audience}
    context = shown(request.actor, seen, newer=newer, older=older, compared=[], audience_names=names)
    if older != newer:
        before, after = two_versions(request.actor, public_id, older, newer)
        context["compared"] = _compared(seen.row.article.kind, before, after)
        context["sides"] = (before, after)
    return render(request, "knowledge/versions.html", context)


def _asked(request: HttpRequest, name: str, numbers: list[int], usual: int) -> int:
    said = request.GET.get(name, "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0
    return number if number in numbers else numbers[min(usual, len(numbers) - 1)]


def _compared(kind: str, before: ArticleVersion, after: ArticleVersion) -> list[tuple[str, list[Any]]]:
    names = words.section_names(kind)
    title = [("", compare(before.title, after.title))] if before.title != after.title else []
    parts = [
        (str(names[name]), compare(before.sections.get(name, ""), after.sections.get(name, "")))
        for name in SECTIONS[ArticleKind(kind)]
    ]
    return title + [(name, pieces) for name, pieces in parts if pieces]
