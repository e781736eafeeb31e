"""Pairs of places that may be one, side by side; and what has been judged, with the way back."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.supply_chain.actions.judging import judge_pair, undo_site_judgement
from aktsom.supply_chain.queries.pairs import SitePairView, judged, judgement, pair, queue
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.chain.words import said_value
from aktsom.web.suppliers.sameness_words import Said, evidence_words, reason_from
from aktsom.web.touched import words

NEAR_KM, FAR_KM = 1, 20  # closer speaks for one place; further apart than a town is wide, against it


@takes_part
@require_safe
def waiting(request: SignedInRequest) -> HttpResponse:
    return render(request, "touched/same.html", _shown(request))


def _shown(request: SignedInRequest) -> dict[str, Any]:
    found = queue(request.actor, shown=request.GET.get("par", ""))
    view = pair(request.actor, found.shown, timezone.localdate()) if found.shown else None
    return {
        "queue": found,
        "view": view,
        "sides": [view.one, view.other] if view else [],
        "evidence": _evidence(view) if view else [],
        "just_judged_row": judgement(request.actor, request.GET.get("etter", "")),
        "address_of": lambda public_id: _address(par=public_id),
        "said_value": said_value,
        "words": words,
    }


def _evidence(view: SitePairView) -> list[Said]:
    told = evidence_words(view.evidence, of_places=True)
    if view.apart is None or NEAR_KM < view.apart < FAR_KM:
        return told
    near = view.apart <= NEAR_KM
    what = _("under en kilometer fra hverandre") if near else words.kilometres(view.apart)
    return [*told, Said(_("Posisjon"), what, _("taler for") if near else _("taler imot"), near)]


def _address(**said: str) -> str:
    query = {name: value for name, value in said.items() if value}
    return reverse("touched_same") + (f"?{urlencode(query)}" if query else "")


@takes_part
@require_POST
def answer(request: SignedInRequest, public_id: str) -> HttpResponse:
    """On to the next pair, with what was just said on top and a way to take it back."""
    after = queue(request.actor, shown=public_id).after
    view = pair(request.actor, public_id, timezone.localdate())
    try:
        made = judge_pair(
            by=request.actor,
            at=timezone.now(),
            pair=public_id,
            verdict=request.POST.get("verdict", ""),
            reason=request.POST.get("reason", "").strip() or reason_from(view.evidence, of_places=True),
        )
    except NotVisible:
        raise
    except (Refused, Stale) as error:
        messages.warning(request, str(error))
        return redirect(_address(par=after))
    except DomainError as error:
        typed = {"reason": request.POST.get("reason", ""), "error": str(error)}
        return render(request, "touched/same.html", _shown(request) | typed, status=422)
    return redirect(_address(par=after, etter=made.public_id))


@takes_part
@require_safe
def done(request: SignedInRequest) -> HttpResponse:
    rows, further = judged(request.actor, before=request.GET.get("for", ""))
    return render(request, "touched/judged.html", {"rows": rows, "further": further})


@takes_part
@require_POST
def take_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Back to the queue, or to the list it was undone from."""
    from_list = request.POST.get("from") == "list"
    try:
        undo_site_judgement(
            by=request.actor, at=timezone.now(), judgement=public_id, reason=request.POST.get("reason", "")
        )
    except NotVisible:
        raise
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Angret. Alt er som før, og paret venter på en avgjørelse igjen."))
    return redirect("touched_judged" if from_list else "touched_same")
