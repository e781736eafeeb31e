"""The matrix of one team's mandates, contracts by acts, on the page and as a sheet."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.teams.actions.asking import take_back as take_back_request
from aktsom.teams.acts import EVERY_ACT
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.queries import facts
from aktsom.teams.queries.matrix import Matrix, MatrixRow, every_row, mandates_of_team
from aktsom.teams.queries.requests import requests_of_team
from aktsom.teams.rules.mandates import LIVE, Standing
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.excel import excel
from aktsom.web.base.jinja import write_number
from aktsom.web.mandates.words import act_words, group_name, read_standing, standing_words, team_name

TABS = (*LIVE, Standing.REFUSED, Standing.WITHDRAWN, Standing.LAPSED)


@signed_in
@require_safe
def matrix(request: SignedInRequest, public_id: str) -> HttpResponse:
    actor, team = request.actor, facts.team(request.actor, public_id)
    only, today = read_standing(request.GET.get("vis")), timezone.localdate()
    found = mandates_of_team(actor, team, today=today, only=only, after=request.GET.get("after"))
    context = {
        "team": team,
        "name": team_name(team.group_id),
        "matrix": found,
        "members": _by_member(found.rows),
        "acts": list(act_words().values()),
        "every": list(EVERY_ACT),
        "words": standing_words(),
        "only": only,
        "tabs": _tabs(public_id, found, only),
        "previous": _address(public_id, only, found.previous) if found.previous else "",
        "next": _address(public_id, only, found.next) if found.next else "",
        "export": f"{reverse('mandates_team_export', kwargs={'public_id': public_id})}{_vis(only)}",
        "ask_refusal": permissions.lead(actor, team),
        "work_refusal": permissions.work(actor, team),
        "requests": requests_of_team(actor, team),
        "sits": team.pk in actor.team_ids,
    }
    return render(request, "mandates/team.html", context)


def _by_member(rows: Iterable[MatrixRow]) -> list[tuple[str, bool, list[MatrixRow]]]:
    return [
        (key[1], key[2], list(group)) for key, group in groupby(rows, lambda row: (row.member_id, row.member, row.own))
    ]


def _tabs(public_id: str, found: Matrix, only: Standing | None) -> list[dict[str, Any]]:
    """All, and those standings that there is something of."""
    words = standing_words()
    tabs = [{"name": _("Alle"), "count": found.contracts, "href": _address(public_id), "chosen": only is None}]
    return tabs + [
        {
            "name": words[each].word,
            "count": found.counts[each],
            "href": _address(public_id, each),
            "chosen": only is each,
        }
        for each in TABS
        if found.counts[each] or only is each
    ]


def _vis(only: Standing | None) -> str:
    return f"?{urlencode({'vis': only.value})}" if only else ""


def _address(public_id: str, only: Standing | None = None, after: str | None = None) -> str:
    said = {"vis": only.value if only else "", "after": after or ""}
    given = {name: text for name, text in said.items() if text}
    return reverse("mandates_team", kwargs={"public_id": public_id}) + (f"?{urlencode(given)}" if given else "")


@signed_in
@require_safe
def export(request: SignedInRequest, public_id: str) -> HttpResponse:
    team, only = facts.team(request.actor, public_id), read_standing(request.GET.get("vis"))
    words = standing_words()
    columns = [
        Column(_("Virksomhet")),
        Column(_("Avtale"), Style.LONG_TEXT),
        Column(_("Leverandør")),
        Column(_("Fullmakt")),
        *(Column(act.name) for act in act_words().values()),
        Column(_("Til og med"), Style.DAY),
        Column(_("Forbehold"), Style.LONG_TEXT),
        Column(_("Begrunnelse"), Style.LONG_TEXT),
    ]

    def line(row: MatrixRow) -> list[Item]:
        return [
            row.member,
            row.title,
            row.supplier,
            words[row.standing].word if row.standing else "",
            *(words[row.cells[act]].word if act in row.cells else "" for act in EVERY_ACT),
            row.until,
            "\n".join(one.reservations for one in row.mandates if one.reservations),
            "\n".join(one.reason for one in row.mandates if one.reason),
        ]

    rows = (line(row) for row in every_row(request.actor, team, today=timezone.localdate(), only=only))
    return excel(_("Fullmakter %(category)s") % {"category": group_name(team.group_id)}, columns, rows)


@signed_in
@require_POST
def take_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What nobody has answered of a request, taken back by the team that asked."""
    count = take_back_request(by=request.actor, at=timezone.now(), request_id=public_id)
    said = ngettext(
        "Spørsmålet er trukket for %(count)s avtale.", "Spørsmålet er trukket for %(count)s avtaler.", count
    )
    messages.success(request, said % {"count": write_number(count)})
    return redirect("mandates_team", public_id=request.POST.get("team", ""))
