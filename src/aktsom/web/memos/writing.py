"""Writing memos and passages. A text that may tell who a worker is comes back once, to be looked at."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import Refusal, stop_if
from aktsom.sharing.audiences import Audience
from aktsom.teams.actions import memos as actions
from aktsom.teams.permissions import memos as permissions
from aktsom.teams.queries.memos import MemoView, memo_view, passage
from aktsom.teams.queries.writing import own_teams, seated, suppliers_to_choose
from aktsom.teams.rules.memos import FIRST
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.audience import audience_sentence
from aktsom.web.base.looking import worry_words
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.memos.forms import MemoForm, PassageForm, ReviewForm
from aktsom.web.memos.words import means, strip_of

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@GET_OR_POST
def new(request: SignedInRequest) -> HttpResponse:
    teams = own_teams(request.actor)
    stop_if(None if teams else Refusal(_("Notater skrives av kategorigrupper. Du sitter ikke i noen.")))
    team = teams[0] if len(teams) == 1 else None
    names = [f"{one.name} ({one.member})" for one in seated(team.id)] if team else []
    suppliers = suppliers_to_choose(request.actor, timezone.localdate())
    form = MemoForm(sent(request), suppliers=suppliers, teams=teams, new=True)
    audiences = [(audience, audience_sentence(audience, names)) for audience in FIRST]
    first = PassageForm(sent(request), audiences=audiences, initial={"audience": Audience.CASE_TEAM})
    context: dict[str, Any] = {"form": form, "first": first, "audience": [(_("Det du velger under"), _("ser det"))]}
    if request.method == "POST" and form.is_valid() & first.is_valid():
        made: list[Any] = []

        def write() -> None:
            made.append(
                actions.write_memo(
                    **_press(request),
                    team_id=form.team_id,
                    title=form.cleaned_data["title"],
                    supplier_id=form.cleaned_data["supplier"],
                    endangers_workers=form.cleaned_data["endangers_workers"],
                    link_buyers=form.cleaned_data["link_buyers"],
                    first=first.words,
                )
            )

        if _saved(write, (form, first), context):
            messages.success(request, _("Notatet er skrevet. Bare gruppen ser det til dere deler det."))
            return redirect("memos_memo", public_id=made[0].public_id)
    return _page(request, "memos/new.html", context, form, first)


@signed_in
@GET_OR_POST
def edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    view = _to_work_on(request, public_id)
    suppliers = suppliers_to_choose(request.actor, timezone.localdate())
    if view.supplier and view.supplier not in suppliers:
        suppliers = [view.supplier, *suppliers]
    initial = {
        "title": view.title,
        "supplier": view.supplier.public_id if view.supplier else "",
        "endangers_workers": view.endangers_workers,
    }
    form = MemoForm(sent(request), suppliers=suppliers, initial=initial)
    context: dict[str, Any] = {
        "form": form,
        "view": view,
        "revision": request.POST.get("revision", view.revision),
        "audience": strip_of(view),
    }

    def change() -> None:
        actions.change_memo(
            **_press(request),
            memo_id=public_id,
            revision=revision_of(request),
            title=form.cleaned_data["title"],
            supplier_id=form.cleaned_data["supplier"],
            endangers_workers=form.cleaned_data["endangers_workers"],
        )

    return _changed(request, public_id, "memos/edit.html", context, save=change, told=_("Endringene er lagret."))


@signed_in
@GET_OR_POST
def add(request: SignedInRequest, public_id: str) -> HttpResponse:
    view = _to_work_on(request, public_id)
    audiences = [(audience, means(view, audience)) for audience in FIRST]
    form = PassageForm(sent(request), audiences=audiences, initial={"audience": Audience.CASE_TEAM})
    context: dict[str, Any] = {
        "form": form,
        "view": view,
        "revision": "",
        "seen": None,
        "audience": strip_of(view),
    }

    def write() -> None:
        actions.add_passage(**_press(request), memo_id=public_id, words=form.words)

    return _changed(request, public_id, "memos/passage.html", context, save=write, told=_("Avsnittet er lagt til."))


@signed_in
@GET_OR_POST
def change(request: SignedInRequest, public_id: str, passage_id: str) -> HttpResponse:
    _memo, now = passage(request.actor, public_id, passage_id)
    view = _to_work_on(request, public_id)
    here = Audience(now.audience)
    audiences = [(audience, means(view, audience)) for audience in reversed(Audience) if audience.width <= here.width]
    initial = {name: getattr(now, name) for name in PassageForm.base_fields}
    form = PassageForm(sent(request), audiences=audiences, initial=initial)
    seen = next(one for one in view.passages if one.public_id == passage_id)
    context: dict[str, Any] = {
        "form": form,
        "view": view,
        "seen": seen,
        "is_out": here.width > Audience.CASE_TEAM.width,
        "revision": request.POST.get("revision", now.revision),
        "audience": strip_of(view),
    }

    def save() -> None:
        part: dict[str, Any] = {"memo_id": public_id, "passage_id": passage_id, "revision": revision_of(request)}
        actions.change_passage(**_press(request), **part, words=form.words)

    return _changed(request, public_id, "memos/passage.html", context, save=save, told=_("Avsnittet er lagret."))


@signed_in
@require_POST
def review(request: SignedInRequest, public_id: str, passage_id: str) -> HttpResponse:
    form = ReviewForm(request.POST)
    passage(request.actor, public_id, passage_id)
    _to_work_on(request, public_id)

    def save() -> None:
        actions.review_passage(
            by=request.actor,
            at=timezone.now(),
            memo_id=public_id,
            passage_id=passage_id,
            revision=revision_of(request),
            next_on=form.cleaned_data["next_on"],
        )

    if form.is_valid() and _saved(save, (form,), {}):
        messages.success(request, _("Sett på. Vi spør igjen den dagen."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("memos_memo", public_id=public_id)


def _to_work_on(request: SignedInRequest, public_id: str) -> MemoView:
    view = memo_view(request.actor, public_id)
    stop_if(permissions.write(request.actor, view.memo.team_id))
    return view


def _press(request: SignedInRequest) -> dict[str, Any]:
    """Who saves a text, when, and the mark of the text that was looked at."""
    return {"by": request.actor, "at": timezone.now(), "looked": request.POST.get("looked", "")}


def _changed(
    request: SignedInRequest,
    memo_id: str,
    template: str,
    context: dict[str, Any],
    *,
    save: Callable[[], object],
    told: str,
) -> HttpResponse:
    """Back to the memo when `context["form"]` was sent and saved; else the page with it."""
    form: forms.Form = context["form"]
    if request.method == "POST" and form.is_valid() and _saved(save, (form,), context):
        messages.success(request, told)
        return redirect("memos_memo", public_id=memo_id)
    return _page(request, template, context, form)


def _saved(save: Callable[[], object], said: tuple[forms.Form, ...], context: dict[str, Any]) -> bool:
    """Whether it was saved; else what is wrong stands at its field, or the page asks to look at the text again."""
    try:
        save()
    except actions.LookAgain as again:
        context.update(worries=[worry_words(worry) for worry in again.worries], look_mark=again.mark)
        return False
    except actions.WordsWrong as wrong:
        form = next((one for one in said if wrong.field in one.fields), said[0])
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        return False
    return True


def _page(request: SignedInRequest, template: str, context: dict[str, Any], *said: forms.Form) -> HttpResponse:
    wrong = "look_mark" in context or any(form.errors for form in said)
    return render(request, template, context, status=422 if wrong else 200)
