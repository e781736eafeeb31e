"""A joint inquiry is opened from a signal: first what it is about is found, then it is written for those it touches."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.categories.queries import current_catalogue
from aktsom.core.errors import stop_if
from aktsom.findings.actions.inquiries import open_inquiry
from aktsom.findings.models import Inquiry
from aktsom.findings.permissions import signals as permissions
from aktsom.findings.queries.inquiries import open_about
from aktsom.findings.queries.signals import signal
from aktsom.findings.queries.touching import Touching, running_about, start_called, starts_for, touched_by, whole
from aktsom.web.base.access import SignedInRequest
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.inquiries import words
from aktsom.web.inquiries.forms import InquiryForm
from aktsom.web.inquiries.signals import takes_in
from aktsom.web.touched import words as touched_words


@takes_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """With ?q= a search for what it is about, then ?sted= what was chosen of it: kind, key and name."""
    one = signal(request.actor, public_id)
    stop_if(permissions.handle(request.actor, one, "join"))
    today = timezone.localdate()
    chosen = request.POST.get("start", "") or request.GET.get("sted", "")
    text = request.GET.get("q", "").strip()
    if not chosen:
        offers = [(_named(each), f"{each.kind}|{each.key}|{each.name}") for each in _found(request, text)]
        return render(request, "inquiries/search.html", {"one": one, "text": text, "offers": offers})
    kind, key, name = (*chosen.split("|", 2), "", "")[:3]
    start = start_called(request.actor, kind, key, name, today)
    found = touched_by(whole(kind, key, today), "", today)
    running = running_about(kind, key)
    form = InquiryForm(sent(request), products=_products(), initial={"kind": one.kind})
    made: list[Inquiry] = []

    def save() -> None:
        said, revision = form.said((kind, key, name), looked(request)), revision_of(request)
        made.append(
            open_inquiry(by=request.actor, at=timezone.now(), signal_id=public_id, revision=revision, said=said)
        )

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Undersøkelsen er åpnet, og de som er berørt, har fått vite det."))
        return redirect("inquiries_one", public_id=made[0].public_id)
    context = {"one": one, "form": form, "chosen": chosen, "place": _named(start), "running": running,
               "start": (kind, key), "words": words, **_reached(request, found),
               **form.shown_looks()}  # fmt: skip
    return render(request, "inquiries/open.html", context, status=422 if form.errors else 200)


def _reached(request: SignedInRequest, found: Touching) -> dict[str, Any]:
    """How many, and what is open already with one of the companies."""
    return {
        "bodies": len(found.members),
        "companies": len(found.branches),
        "same": open_about(request.actor, list(found.branches)),
    }


def _found(request: SignedInRequest, text: str) -> list[Any]:
    return starts_for(request.actor, text, timezone.localdate(), touched_words.countries_like) if text else []


def _named(start: Any) -> str:
    name, where = touched_words.name_of(start), touched_words.where_of(start)
    told = f"{name}, {where}" if where else name
    return f"{touched_words.kind_name(start.kind)}: {told}"


def _products() -> list[tuple[str, str]]:
    language = translation.get_language() or "nb"
    return sorted(
        ((one.id, one.name.in_language(language)) for one in current_catalogue().products), key=lambda p: p[1]
    )
