"""Home: what needs me today. The secretariat, which has no contracts, meets the list and the cooperation in numbers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from aktsom.categories.queries import current_catalogue, current_version
from aktsom.contracts.queries import own_contracts
from aktsom.knowledge.queries.strength import strength_of_teams
from aktsom.members.roles import Permission, permissions_of
from aktsom.risk.queries.categories import categories
from aktsom.risk.queries.home import home as home_of
from aktsom.risk.queries.network import network_counts
from aktsom.sanctions.queries.followed import followed
from aktsom.suppliers.queries.facts import own_suppliers
from aktsom.teams.queries.supplier_side import suppliers_contracts
from aktsom.web.audits.steps import assigned
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.act_words import act_words
from aktsom.web.cases.board import boards_of
from aktsom.web.cases.wheel import reminders
from aktsom.web.competence.words import strength_warning
from aktsom.web.followed.words import name_of, who
from aktsom.web.home.bands import bands
from aktsom.web.home.requests import lead_of, requests_to
from aktsom.web.home.words import greeting, lead

SHOWN = 6  # rows of a band before the rest stands behind a heading


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    may = permissions_of(request.actor.roles)
    hello = {"greeting": greeting(timezone.localtime(), request.actor.name), "shown": SHOWN}
    if Permission.READ_REGISTER in may:
        return render(request, "home/home.html", hello | _bands(request, Permission.KEEP_REGISTER in may))
    if Permission.READ_NETWORK in may:
        return render(request, "home/secretariat.html", hello | _network(request))
    if request.actor.supplier_ids:
        return render(request, "home/supplier.html", hello | _supplier(request))
    auditor = "auditor" in request.actor.roles
    found = assigned(request.actor, timezone.localdate()) if auditor else []
    return render(request, "home/waiting.html", hello | {"is_auditor": auditor, "assignments": found})


def _supplier(request: SignedInRequest) -> dict[str, Any]:
    today = timezone.localdate()
    suppliers, asked = suppliers_contracts(request.actor, today), requests_to(request.actor, today)
    language = translation.get_language()
    return {
        "suppliers": suppliers,
        "lead": lead_of(asked),
        "waiting": [one for one in asked if one.open],
        "answered": [one for one in asked if not one.open],
        "several": len(request.actor.supplier_ids) > 1,
        "own": own_suppliers(request.actor),
        "follow_ups": [(one, who(one), name_of(one)) for one in followed(request.actor)],
        "followed": sum(bool(contract.followed_by) for supplier in suppliers for contract in supplier.contracts),
        "groups": {id_: group.name.in_language(language) for id_, group in current_catalogue().group.items()},
        "acts": act_words(),
        "month": reminders(request.actor, today),
    }


def _bands(request: SignedInRequest, keeps: bool) -> dict[str, Any]:
    today = timezone.localdate()
    register = home_of(request.actor, today)
    found, boards = bands(request.actor, today, register), boards_of(request.actor)
    return {
        "lead": lead(len(found.decide), register.due_soon, today),
        "bands": found,
        "boards": boards,
        "month": reminders(request.actor, today),
        "keeps": keeps,
        "first_time": not found and not boards and not own_contracts(request.actor).exists(),
    }


def _network(request: SignedInRequest) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "bands": bands(request.actor, today),
        "month": reminders(request.actor, today),
        "version": current_version(),
        "catalogue": current_catalogue(),
        "counts": network_counts(request.actor, today),
        "groups": categories(request.actor, today),
        "fragile": [(one, strength_warning(one)) for one in strength_of_teams(request.actor, today) if one.fragile],
        "publishes": Permission.KEEP_NETWORK in permissions_of(request.actor.roles),
        "keeps_catalogue": Permission.KEEP_CATALOGUE in permissions_of(request.actor.roles),
    }
