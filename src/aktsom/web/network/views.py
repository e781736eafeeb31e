"""The network at a glance: categories followed up and orphaned, and who handles what on behalf of whom."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.knowledge.queries.strength import strength_of_teams
from aktsom.members.roles import Permission, permissions_of
from aktsom.risk.queries.practice import practice
from aktsom.teams.queries.network import CategoryNode, Network, network
from aktsom.teams.states import TeamState
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.excel import excel
from aktsom.web.competence.words import strength_warning
from aktsom.web.network.picture import Picture, picture


@signed_in
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    found = network(request.actor, timezone.localdate())
    rows = sorted(found.categories, key=lambda node: (not node.is_orphaned, -node.contracts))
    return render(
        request,
        "network/overview.html",
        {
            "network": found,
            "rows": rows,
            "names": _names(found),
            "called": {node.id: node.name for node in found.members},
            "states": state_words(),
            "competence": {
                one.group_id: strength_warning(one) for one in strength_of_teams(request.actor, timezone.localdate())
            },
            "picture": _picture(found),
            "practice": practice(request.actor, timezone.localdate()),
            "keeps_network": Permission.KEEP_NETWORK in permissions_of(request.actor.roles),
        },
    )


@signed_in
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """A row a category: state, lead, the team's members, who buys, and how much the team has mandates for."""
    found = network(request.actor, timezone.localdate())
    names, called, states = _names(found), {node.id: node.name for node in found.members}, state_words()
    columns = [Column(name) for name in (_("Kategori"), _("Tilstand"), _("Leder"), _("Gruppen"), _("Overtar"))]
    columns += [Column(name, Style.NUMBER) for name in (_("Medlemmer som kjøper"), _("Avtaler"), _("Med fullmakt"))]
    rows = (_exported(node, names, called, states) for node in found.categories)
    return excel(_("Nettverket"), columns, rows)


def _exported(node: CategoryNode, names: dict[str, str], called: dict[int, str], states: dict[str, str]) -> list[Item]:
    seats = ", ".join(called[seat.member_id] for seat in node.seats)
    state = states[standing(node)]
    return [
        *(names[node.group.id], state, node.lead, seats, node.fallback),
        *(len(node.buyers), node.contracts, node.contracts_covered),
    ]


def standing(node: CategoryNode) -> str:
    """A key of `state_words`."""
    if node.state is not None:
        return node.state.value
    return "orphaned" if node.is_orphaned else "none"


def state_words() -> dict[str, str]:
    return {
        TeamState.ACTIVE.value: _("Følges opp"),
        TeamState.DORMANT.value: _("Gruppen er i dvale"),
        TeamState.BILATERAL.value: _("Følges opp av noen få"),
        TeamState.CLOSED.value: _("Avsluttet"),
        "orphaned": _("Ingen følger opp"),
        "none": _("Kjøpes ikke"),
    }


def _names(found: Network) -> dict[str, str]:
    language = translation.get_language() or "nb"
    return {node.group.id: node.group.name.in_language(language) for node in found.categories}


def _picture(found: Network) -> Picture:
    addresses = {
        node.group.id: reverse("teams_team", kwargs={"public_id": node.team})
        if node.team
        else reverse("categories_category", kwargs={"group_id": node.group.id})
        for node in found.categories
    }
    titles = {
        "lead": _("%(member)s leder gruppen for %(category)s"),
        "seat": _("%(member)s sitter i gruppen for %(category)s"),
        "mandate": _("%(member)s har gitt fullmakt til gruppen for %(category)s"),
    }
    return picture(found, _names(found), addresses, titles)
