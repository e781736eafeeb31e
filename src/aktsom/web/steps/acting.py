"""One act on what a decision has set in motion: a form, what it does, and what is said afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise

from aktsom.core.errors import NotVisible, Refusal, stop_if
from aktsom.web.base.access import SignedInRequest
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent


@dataclass(frozen=True)
class Acting:
    """`does` takes the form, what names the record with its revision, and the mark of texts looked at; `title` heads
    the page, `press` is on the button, `told` is said afterwards. `makes` makes the form where its fields are not
    enough."""

    form: Any
    does: Callable[[Any, dict[str, Any], str], object]
    title: str | Promise
    press: str | Promise
    told: str | Promise
    makes: Callable[[SignedInRequest, Any], Any] | None = None


def act(
    request: SignedInRequest, one: Any, acting: Acting, *, named: Mapping[str, Any], back: tuple[str, str],
    refusal: Refusal | None, more: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """`back` is what the page of the record is called, and its address."""
    stop_if(refusal)
    form = acting.makes(request, one) if acting.makes else acting.form(sent(request))

    def save() -> None:
        by = {"by": request.actor, "at": timezone.now(), **named, "revision": revision_of(request)}
        acting.does(form, by, looked(request))

    if request.method == "POST" and done(form, save):
        messages.success(request, str(acting.told))
        return redirect(back[1])
    context = {"one": one, "form": form, "acting": acting, "back": back, **form.shown_looks(), **(more or {})}
    return render(request, "steps/act.html", context, status=422 if form.errors else 200)


def acting_of(acts: Mapping[str, Acting], verb: str) -> Acting:
    """Raises NotVisible."""
    if verb not in acts:
        raise NotVisible
    return acts[verb]
