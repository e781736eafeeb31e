"""The queue of pairs that may be one company, side by side; and what has been judged, with the way back."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.risk.queries.pairs import SHOWN, contracts_of_records
from aktsom.suppliers.actions.judging import judge, undo
from aktsom.suppliers.queries.sameness import Side, judged, judgement, learned, pair, queue
from aktsom.suppliers.queries.suppliers import supplier
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.suppliers.sameness_words import evidence_words, learned_words, reason_from


@takes_part
@require_safe
def waiting(request: SignedInRequest) -> HttpResponse:
    return render(request, "suppliers/same.html", _shown(request))


def _shown(request: SignedInRequest) -> dict[str, Any]:
    mine = "mine" in request.GET
    found = queue(request.actor, only_own=mine, shown=request.GET.get("par", ""))
    view = pair(request.actor, found.shown) if found.shown else None
    known = learned(request.actor)
    return {
        "queue": found,
        "mine": mine,
        "has_own": bool(request.actor.member_ids),
        "view": view,
        "sides": sides_of(request.actor, view.one, view.other) if view else [],
        "evidence": evidence_words(view.evidence) if view else [],
        "learned": known,
        "learned_words": learned_words(known),
        "just_judged_row": judgement(request.actor, request.GET.get("etter", "")),
        "address_of": lambda public_id: _address(mine, par=public_id),
    }


def sides_of(viewer: Actor, *sides: Side) -> list[dict[str, Any]]:
    """With the contracts that run, as the viewer may see them."""
    ids = [id_ for side in sides for id_ in side.record_ids]
    bought = contracts_of_records(viewer, ids, timezone.localdate())
    return [_side(side, bought) for side in sides]


def _side(side: Side, bought: dict[int, list[Any]]) -> dict[str, Any]:
    contracts = [row for id_ in side.record_ids for row in bought.get(id_, [])]
    return {"side": side, "contracts": contracts[:SHOWN], "more": len(contracts) - SHOWN}


def _address(mine: bool, **said: str) -> str:
    query = {**({"mine": "1"} if mine else {}), **{name: value for name, value in said.items() if value}}
    return reverse("suppliers_same") + (f"?{urlencode(query)}" if query else "")


@takes_part
@require_POST
def answer(request: SignedInRequest, public_id: str) -> HttpResponse:
    """On to the next pair, with what was just said on top and a way to take it back."""
    mine = "mine" in request.GET
    after = queue(request.actor, only_own=mine, shown=public_id).after
    view = pair(request.actor, public_id)
    try:
        made = judge(
            by=request.actor,
            at=timezone.now(),
            candidate=public_id,
            verdict=request.POST.get("verdict", ""),
            reason=request.POST.get("reason", "").strip() or reason_from(view.evidence),
        )
    except NotVisible:
        raise
    except (Refused, Stale) as error:
        messages.warning(request, str(error))
        return redirect(_address(mine, par=after))
    except DomainError as error:
        typed = {"reason": request.POST.get("reason", ""), "error": str(error)}
        return render(request, "suppliers/same.html", _shown(request) | typed, status=422)
    return redirect(_address(mine, par=after, etter=made.public_id))


@takes_part
@require_safe
def done(request: SignedInRequest) -> HttpResponse:
    of = request.GET.get("leverandor", "")
    rows, further = judged(request.actor, supplier_id=of, before=request.GET.get("for", ""))
    return render(
        request,
        "suppliers/judged.html",
        {"rows": rows, "of": supplier(request.actor, of) if of else None, "further": further},
    )


@takes_part
@require_POST
def take_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Back to the pair in the queue, or to the list it was undone from."""
    from_list = request.POST.get("from") == "list"
    try:
        undone = undo(by=request.actor, at=timezone.now(), judgement=public_id, reason=request.POST.get("reason", ""))
    except NotVisible:
        raise
    except DomainError as error:
        if request.POST.get("reason", "").strip():
            raise  # the page of the error gives back what was written
        messages.warning(request, str(error))
    else:
        waits = _("Angret. Alt er som før, og paret venter på en avgjørelse igjen.")
        messages.success(request, waits if undone.evidence else _("Angret. Alt er som før, og de to er to igjen."))
    return redirect("suppliers_judged" if from_list else _address("mine" in request.GET))
