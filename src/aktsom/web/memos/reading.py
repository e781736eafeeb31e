"""Memos as they are read: the list, one memo, one on paper. A public one is read without signing in."""

from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.teams.queries.memos import MemoView, SeenRelease, memo_view, memos
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.audience import audience_name
from aktsom.web.memos.words import ground_words, group_name, means, rows_in_words, story, strip_of


@signed_in
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    before = request.GET.get("after", "")
    rows, more = memos(request.actor, before=before)
    context = {"rows": rows_in_words(rows), "more": more, "later": before}
    return render(request, "memos/list.html", context | {"writes": bool(request.actor.team_ids)})


@require_safe
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    return _read(request, public_id, "memos/memo.html", "memos/public.html")


@require_safe
def printed(request: HttpRequest, public_id: str) -> HttpResponse:
    return _read(request, public_id, "memos/print.html", "memos/print.html")


def _read(request: HttpRequest, public_id: str, page: str, public_page: str) -> HttpResponse:
    """To a visitor who has not signed in, what is not public is answered as what does not exist: sign in first."""
    actor = cast(Actor | None, getattr(request, "actor", None))
    try:
        view = memo_view(actor, public_id)
    except NotVisible:
        if actor is None:
            return redirect_to_login(request.get_full_path())
        raise
    response = render(request, page if actor else public_page, {**shown(view), "actor": actor})
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def shown(view: MemoView) -> dict[str, Any]:
    return {
        "view": view,
        "group": group_name(view.group_id),
        "audience": strip_of(view),
        "passages": [
            {
                "seen": passage,
                "audience": audience_name(passage.audience),
                "means": means(view, passage.audience),
                "ground": ground_words(passage.ground),
                "review_due": bool(passage.review_on and passage.review_on <= timezone.localdate()),
            }
            for passage in view.passages
        ],
        "story": story(view),
        "withdrawable": [
            (release, text) for release, text in zip(view.releases, story(view), strict=True) if _stands(view, release)
        ],
    }


def _stands(view: MemoView, release: SeenRelease) -> bool:
    """Whether the release can still be taken back."""
    now = {view.public_id: view.audience} | {passage.public_id: passage.audience for passage in view.passages}
    outward = release.after.width > release.before.width
    return outward and not release.withdrawn and now[release.subject].width > release.before.width
