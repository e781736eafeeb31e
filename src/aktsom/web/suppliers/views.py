"""Suppliers that members share, and each supplier as the cooperation buys from it."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.categories.queries import current_catalogue
from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.risk.queries.contract_list import ContractFilters
from aktsom.risk.queries.overlap import MOST_SHOWN, Overlap, SharedSupplier, overlap
from aktsom.risk.queries.supplier import supplier_view
from aktsom.sharing.viewing import sees_values
from aktsom.suppliers.models import SupplierProposal
from aktsom.suppliers.permissions import may_judge
from aktsom.suppliers.queries.facts import ContactRow, contacts, kept_members, proposals, supplier_facts
from aktsom.suppliers.queries.sameness import waiting_count
from aktsom.supply_chain.concern_permissions import judges
from aktsom.supply_chain.queries.concerns import waiting_hits
from aktsom.teams.queries.memos import memos_of_supplier
from aktsom.teams.queries.reaching import reach_of_own_teams, teams_of_groups
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.addresses import contracts_address
from aktsom.web.base.excel import excel
from aktsom.web.base.risk_words import verdict_words
from aktsom.web.base.seen import seen_value
from aktsom.web.cases.words import STATES as CASE_STATES
from aktsom.web.cases.words import by_whom
from aktsom.web.chain.reaching import has_chain
from aktsom.web.contracts.rows import ends_note
from aktsom.web.suppliers import words
from aktsom.web.suppliers.followed import followed

EXPORTED = 10_000  # suppliers; more than the country's public buyers share


@takes_part
@require_safe
def shared(request: SignedInRequest) -> HttpResponse:
    catalogue = current_catalogue()
    return render(
        request,
        "suppliers/list.html",
        {
            "overlap": _overlap(request),
            "reach": reach_of_own_teams(request.actor, timezone.localdate()),
            "waiting": waiting_count(request.actor),
            "catalogue": catalogue,
            "group": _group(request),
            "mine": "mine" in request.GET,
            "judges": judges(request.actor),
            "concerns": waiting_hits(request.actor),
            "has_own": bool(request.actor.member_ids) and sees_values(request.actor),
        },
    )


@takes_part
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    today = timezone.localdate()
    view = supplier_view(request.actor, public_id, today)
    teams = teams_of_groups(request.actor, view.groups)
    return render(
        request,
        "suppliers/supplier.html",
        _known(request, public_id)
        | followed(request.actor, view.supplier, teams, today)
        | {
            "view": view,
            "arrived_as": next((r.name for r in view.records[1:] if r.public_id == public_id), ""),
            "catalogue": current_catalogue(),
            "sees_values": sees_values(request.actor),
            "has_chain": has_chain(request.actor, public_id),
            "ends_note": partial(ends_note, today=today),
            "may_point": may_judge(request.actor),
            "memos": memos_of_supplier(request.actor, public_id),
            "by_whom": by_whom,
            "case_states": CASE_STATES,
            "teams": teams,
            "own_address": contracts_address(ContractFilters(supplier=view.supplier.public_id)),
        },
    )


def _known(request: SignedInRequest, public_id: str) -> dict[str, Any]:
    """What is known of the company, whom the viewer's members write to there, and what it proposes itself."""
    facts, held = supplier_facts(request.actor, public_id), contacts(request.actor, public_id)
    return {
        "facts": facts,
        "state": words.state_word(facts.supplier.state, checked=facts.supplier.checked_at is not None),
        "trouble": words.TROUBLE.get(facts.supplier.state, ""),
        "checked": words.checked_sentence(facts),
        "may_ask": facts.may_change and facts.in_register and words.asks_register(),
        "coverage": words.COVERED[facts.supplier.covered],
        "coverage_reason": words.coverage_reason(facts),
        "size": words.SIZES[facts.size],
        "schemes": words.SCHEMES,
        "name_kinds": words.NAME_KINDS,
        "states": words.STATES,
        "events": [
            {
                "on": event.on,
                "when": "" if event.on else _("dag ikke kjent"),
                "text": words.event_text(event),
                "note": words.event_note(event),
                "href": reverse("suppliers_supplier", kwargs={"public_id": event.other}) if event.other else "",
            }
            for event in facts.events
        ],
        "contacts": held,
        "kept": kept_members(request.actor),
        "proposals": [one for one in proposals(request.actor, public_id) if not _reached(one, held)],
        "concerns": waiting_hits(request.actor, [facts.supplier.pk, facts.supplier.identity_id]),
    }


def _reached(proposed: SupplierProposal, held: list[ContactRow]) -> bool:
    """Whether somebody with the same address or telephone stands among the viewer's contacts already."""
    ways = {way for one in held for way in (one.email.casefold(), one.phone) if way}
    return bool(ways & {proposed.email.casefold(), proposed.phone})


def _group(request: SignedInRequest) -> str:
    group = request.GET.get("group", "")
    return group if group in current_catalogue().group else ""


def _overlap(request: SignedInRequest, limit: int = MOST_SHOWN) -> Overlap:
    today = timezone.localdate()
    return overlap(request.actor, today=today, group=_group(request), only_own="mine" in request.GET, limit=limit)


@takes_part
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """One row a supplier; others' money is not in it."""
    columns = [
        Column(_("Leverandør")),
        Column(_("Organisasjonsnummer"), Style.CODE),
        Column(_("Medlemmer"), Style.NUMBER),
    ]
    columns += [Column(_("Avtaler"), Style.NUMBER), Column(_("Egne avtaler"), Style.NUMBER)]
    columns += [Column(_("Hvem"), Style.LONG_TEXT), Column(_("Grupper"), Style.LONG_TEXT)]
    rows = (_exported(shared) for shared in _overlap(request, EXPORTED).suppliers)
    return excel(_("Felles leverandører"), columns, rows)


def _exported(shared: SharedSupplier) -> list[Item]:
    groups, language = current_catalogue().group, translation.get_language()
    return [
        shared.name,
        shared.organisation_number,
        len(shared.members),
        shared.contracts,
        shared.own_contracts,
        ", ".join(member.name for member in shared.members),
        ", ".join(groups[id_].name.in_language(language) for id_ in sorted(shared.groups) if id_ in groups),
    ]


@takes_part
@require_safe
def export_one(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The supplier's contracts as the page shows them: own values exactly, others' as bands, in words."""
    view = supplier_view(request.actor, public_id, timezone.localdate())
    shows_money, words = sees_values(request.actor), verdict_words()
    columns = [Column(_("Avtale")), Column(_("Medlem")), Column(_("Risiko")), Column(_("Slutter"), Style.DAY)]
    columns += [Column(_("Med opsjoner til"), Style.DAY)]
    columns += [Column(_("Verdi"))] if shows_money else []
    rows = (
        [row.title, row.member, words[row.verdict], row.ends_on, row.runs_until]
        + ([seen_value(row.value, row.currency)] if shows_money else [])
        for row in view.contracts
    )
    return excel(view.supplier.name, columns, rows)
