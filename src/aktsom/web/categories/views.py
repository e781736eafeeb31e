"""The list's groups as the cooperation buys them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.categories.levels import Stage
from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.knowledge.queries.strength import strength_of_group
from aktsom.risk.queries.categories import GroupRow, categories, category
from aktsom.risk.queries.contract_list import ContractFilters
from aktsom.sharing.viewing import sees_values
from aktsom.teams.permissions.teams import keeps_network
from aktsom.teams.queries.memos import memos_of_group
from aktsom.teams.queries.teams import relying, team_of_group
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.addresses import contracts_address
from aktsom.web.base.excel import excel
from aktsom.web.base.risk_words import level_words, stage_words
from aktsom.web.base.seen import others_total
from aktsom.web.competence.words import strength_warning
from aktsom.web.knowledge.beside import guidance
from aktsom.web.teams import words


@takes_part
@require_safe
def groups(request: SignedInRequest) -> HttpResponse:
    return render(request, "categories/list.html", {"groups": categories(request.actor, timezone.localdate())})


@takes_part
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    columns = [Column(_("Gruppe")), Column(_("Produkter på listen"), Style.NUMBER)]
    columns += [Column(stage) for stage in stage_words().values()]
    columns += [Column(name, Style.NUMBER) for name in (_("Egne avtaler"), _("Avtaler"), _("Medlemmer"))]
    rows = (_exported(row) for row in categories(request.actor, timezone.localdate()))
    return excel(_("Kategorier"), columns, rows)


@takes_part
@require_safe
def group(request: SignedInRequest, group_id: str) -> HttpResponse:
    today = timezone.localdate()
    view = category(request.actor, group_id, today)
    team = team_of_group(request.actor, group_id, today)
    return render(
        request,
        "categories/category.html",
        {
            "view": view,
            "team": team,
            "team_state": words.state_word(team) if team else "",
            "team_flag": words.flag_text(team) if team else "",
            "competence": strength_warning(strength_of_group(request.actor, group_id, today)) if team else "",
            "team_move": words.whose_move(team) if team else "",
            "team_people": words.faces(team) if team else [],
            "relying": relying(request.actor, team.public_id, today) if team else [],
            "forms_teams": keeps_network(request.actor),
            "others": others_total(view.total),
            "sees_values": sees_values(request.actor),
            "memos": memos_of_group(request.actor, group_id),
            "guidance": guidance(request.actor, group_id, today),
            "own_address": contracts_address(ContractFilters(group=group_id)),
            "product_addresses": {
                row.product.id: contracts_address(ContractFilters(group=group_id, product=row.product.id))
                for row in view.products
            },
        },
    )


def _exported(row: GroupRow) -> list[Item]:
    name, words = row.group.name.in_language(translation.get_language()), level_words()
    levels = [words[row.levels[stage]] for stage in Stage]
    return [name, row.products, *levels, row.own_contracts, row.contracts, row.members]
