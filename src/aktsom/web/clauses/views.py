"""The library of clauses: versions of the terms, two beside each other, and what an own contract lacks."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.core.errors import NotVisible
from aktsom.knowledge.queries.clauses import Compared, Lacks, Shelf, carried_now, clauses_of, compared, lacks, shelves
from aktsom.knowledge.rules.clauses import Likeness
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.word_files import word
from aktsom.web.clauses import papers, words

SHOWN = {"": tuple(Likeness), "ulikt": (Likeness.CHANGED, Likeness.LEFT_ONLY, Likeness.RIGHT_ONLY)}


@takes_part
@require_safe
def library(request: SignedInRequest) -> HttpResponse:
    found = shelves(request.actor, timezone.localdate())
    now = [shelf for shelf in found if shelf.in_force]
    return render(request, "clauses/list.html", {"shelves": found, "in_force": now, "words": words})


@takes_part
@require_safe
def compare(request: SignedInRequest) -> HttpResponse:
    found = _compared(request)
    shown = SHOWN.get(request.GET.get("vis", ""), tuple(Likeness))
    context: dict[str, Any] = {
        "found": found,
        "lines": [line for line in words.lines(found.pairs) if line.likeness in shown],
        "shelves": found.shelves,
        "likeness": words.likeness_words(),
        "narrowed": len(shown) < len(Likeness),
        "words": words,
        "query": f"a={found.left.term_set.code}&b={found.right.term_set.code}",
    }
    return render(request, "clauses/compare.html", context)


@takes_part
@require_safe
def compare_word(request: SignedInRequest) -> HttpResponse:
    return word(papers.of_comparison(_compared(request), _sender(request), timezone.localdate()))


def _compared(request: SignedInRequest) -> Compared:
    return compared(request.actor, request.GET.get("a", ""), request.GET.get("b", ""), timezone.localdate())


@takes_part
@require_safe
def now(request: SignedInRequest) -> HttpResponse:
    shelf, in_force = _chosen_now(request)
    clauses = clauses_of(request.actor, shelf.term_set.code) if shelf else []
    context = {"shelf": shelf, "in_force": in_force, "points": [words.told(one) for one in clauses], "words": words}
    return render(request, "clauses/now.html", context)


@takes_part
@require_safe
def now_word(request: SignedInRequest) -> HttpResponse:
    shelf, _in_force = _chosen_now(request)
    if shelf is None:
        raise NotVisible
    clauses = clauses_of(request.actor, shelf.term_set.code)
    return word(papers.of_version(shelf, clauses, _sender(request), timezone.localdate()))


def _chosen_now(request: SignedInRequest) -> tuple[Shelf | None, list[Shelf]]:
    in_force = carried_now(request.actor, timezone.localdate())
    wanted = request.GET.get("versjon", "")
    chosen = [shelf for shelf in in_force if shelf.term_set.code == wanted] if wanted else in_force
    if wanted and not chosen:
        raise NotVisible
    return (chosen[0] if chosen else None), in_force


@signed_in
@require_safe
def contract(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = _lacks(request, public_id)
    groups = (("missing", found.missing), ("changed", found.changed), ("own_alone", found.own_alone))
    context = {
        "found": found,
        "groups": {key: words.lines(pairs) for key, pairs in groups},
        "kept": words.lines(found.kept),
        "words": words,
        "word_address": _word_address(request, found),
    }
    return render(request, "clauses/contract.html", context)


@signed_in
@require_safe
def contract_word(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = _lacks(request, public_id)
    return word(papers.of_contract(found, found.contract.member.name, timezone.localdate()))


def _lacks(request: SignedInRequest, public_id: str) -> Lacks:
    return lacks(request.actor, public_id, timezone.localdate(), request.GET.get("mot", ""))


def _word_address(request: SignedInRequest, found: Lacks) -> str:
    address = reverse("clauses_contract_word", kwargs={"public_id": found.contract.public_id})
    chosen = found.wanted.term_set.code if found.wanted and request.GET.get("mot") else ""
    return f"{address}?mot={chosen}" if chosen else address


def _sender(request: SignedInRequest) -> str:
    home = request.user.home
    return str(home.name) if home else "Aktsom"
