"""Letting more see a memo, showing it to the supplier, and taking a release back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import NotVisible, Refused, stop_if
from aktsom.sharing.audiences import Audience
from aktsom.teams.actions import memo_sharing as actions
from aktsom.teams.permissions import memos as permissions
from aktsom.teams.queries.memos import MemoView, memo_view
from aktsom.teams.queries.release_preview import Gain, Preview, release_preview
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.audience import audience_name
from aktsom.web.base.jinja import write_number
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.memos.forms import ReasonForm, ReleaseForm
from aktsom.web.memos.words import held_words, part_name, story, strip_of

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SHORT = 70  # characters of a passage, to know it by


@signed_in
@GET_OR_POST
def release(request: SignedInRequest, public_id: str) -> HttpResponse:
    view = memo_view(request.actor, public_id)
    stop_if(permissions.release(request.actor, view.memo.team_id))
    preview = release_preview(view, timezone.localdate())
    audiences = [(gain.to, gain_words(gain)) for gain in preview.gains]
    form = ReleaseForm(sent(request), parts=_parts(view), audiences=audiences)
    if request.method == "POST" and form.is_valid() and _released(request, view, form):
        messages.success(request, _("Delt. Avgjørelsen og grunnen er skrevet ned."))
        return redirect("memos_memo", public_id=public_id)
    context = {
        "view": view,
        "form": form,
        "audience": strip_of(view),
        "held": _held(preview),
        "revision": request.POST.get("revision", view.revision),
    }
    return render(request, "memos/release.html", context, status=422 if form.errors else 200)


def _released(request: SignedInRequest, view: MemoView, form: ReleaseForm) -> bool:
    chosen = set(form.cleaned_data["parts"])
    say: dict[str, Any] = {
        "by": request.actor,
        "at": timezone.now(),
        "memo_id": view.public_id,
        "revision": revision_of(request),
        "to": Audience(form.cleaned_data["to"]),
        "reason": form.cleaned_data["reason"],
    }
    try:
        if passages := chosen - {view.public_id}:
            actions.release_passages(**say, passage_ids=passages)
        else:
            actions.release_title(**say)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return False
    return True


def gain_words(gain: Gain) -> str:
    """Who more sees it, by name and number."""
    if gain.to is Audience.PUBLIC:
        return _("Hvem som helst, uten å logge inn. Det kan ikke gjøres ugjort når noen har lest det.")
    people = ngettext("%(num)s person", "%(num)s personer", gain.people) % {"num": write_number(gain.people)}
    if not gain.members:
        return _("Ingen ennå.")
    return _("%(members)s: %(people)s i dag.") % {"members": ", ".join(gain.members), "people": people}


def _parts(view: MemoView) -> list[tuple[str, str]]:
    title = _("Tittelen alene: %(title)s") % {"title": view.title}
    return [(view.public_id, title)] + [
        (one.public_id, f"{part_name(one.number).capitalize()} ({audience_name(one.audience)}): {_short(one.text)}")
        for one in view.passages
    ]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rsplit(' ', 1)[0]} …"


def _held(preview: Preview) -> list[dict[str, Any]]:
    """One line a part and reason, with the narrowest audience it keeps it from."""
    lines: dict[tuple[int, str], str] = {}
    for held in preview.held_back:
        for text in held_words(held):
            lines.setdefault((held.number, text), audience_name(held.to))
    return [
        {"part": part_name(number).capitalize(), "to": to, "why": why}
        for (number, why), to in sorted(lines.items(), key=lambda line: line[0][0])
    ]


@signed_in
@GET_OR_POST
def show(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What the supplier is to see, passage by passage: the team's own thoughts are not shown by the way."""
    view = memo_view(request.actor, public_id)
    stop_if(permissions.release(request.actor, view.memo.team_id))
    stop_if(actions.show_refusal(request.actor, view.memo))
    choices = [one for one in view.passages if one.audience is not Audience.WORKER_PROTECTED and not one.shown_on]
    if request.method == "POST":
        actions.show_to_supplier(
            by=request.actor,
            at=timezone.now(),
            memo_id=public_id,
            revision=revision_of(request),
            passage_ids=request.POST.getlist("passage"),
        )
        messages.success(request, _("Leverandøren ser det nå."))
        return redirect("memos_memo", public_id=public_id)
    return render(request, "memos/show.html", {"view": view, "choices": choices, "audience": strip_of(view)})


@signed_in
@GET_OR_POST
def withdraw(request: SignedInRequest, public_id: str, release_id: str) -> HttpResponse:
    view = memo_view(request.actor, public_id)
    lines = dict(
        zip((one.public_id for one in view.releases), zip(view.releases, story(view), strict=True), strict=True)
    )
    if release_id not in lines or not view.inside:
        raise NotVisible
    stop_if(permissions.write(request.actor, view.memo.team_id))
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_release(
                by=request.actor,
                at=timezone.now(),
                memo_id=public_id,
                release_id=release_id,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("Trukket tilbake."))
            return redirect("memos_memo", public_id=public_id)
    taken, line = lines[release_id]
    context = {"view": view, "form": form, "line": line, "back_to": audience_name(taken.before)}
    return render(request, "memos/withdraw.html", context, status=422 if form.errors else 200)
