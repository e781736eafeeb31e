"""Contracts with high risk that nobody follows up, and why; and whether a member owes a public account."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import NotVisible
from aktsom.effects.actions import not_acting
from aktsom.effects.models import ReasonNotToAct
from aktsom.effects.permissions.reports import write_for
from aktsom.effects.queries.unfollowed import Unfollowed, unfollowed
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.members.models import Member
from aktsom.members.queries.actors import members_with
from aktsom.members.roles import Permission
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.choices import choose
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.teams.words import group_name

MOST = 200


class ReasonForm(Saying):
    group = forms.ChoiceField(
        label=gettext_lazy("Gjelder alle i en kategori"),
        help_text=gettext_lazy("La den stå tom hvis du har krysset av avtaler."),
        required=False,
    )
    reason = area(
        gettext_lazy("Hvorfor følges de ikke opp?"), 4, LONGEST_REASON,
        gettext_lazy("Begrunnelsen tas med i rapporten om rutiner. Skriv ingen navn på arbeidere."), required=True,
    )  # fmt: skip

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "group", [("", "–"), *groups])


def _member(request: SignedInRequest, public_id: str) -> Member:
    members = members_with(request.actor, Permission.READ_REGISTER)
    found = next((one for one in members if one.public_id == public_id), None)
    if found is None:
        raise NotVisible
    return found


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def why_not(request: SignedInRequest, member_id: str, year: int) -> HttpResponse:
    member, today = _member(request, member_id), timezone.localdate()
    if not today.year - 5 <= year <= today.year:
        raise NotVisible
    rows = unfollowed(request.actor, member, year, today)
    counts = Counter(id_ for row in rows for id_ in row.group_ids)
    groups = [(id_, f"{group_name(id_)} ({count})") for id_, count in sorted(counts.items())]
    form = ReasonForm(request.POST if request.method == "POST" else None, groups=groups)
    written: list[int] = []

    def save() -> None:
        said = form.cleaned_data
        written.append(
            not_acting.say_why_not(
                by=request.actor, at=timezone.now(), member_id=member_id, year=year,
                contracts=request.POST.getlist("contract"), group_id=said["group"], reason=said["reason"],
                looked=looked(request),
            )
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        told = ngettext("Grunnen er skrevet for %(count)s rad.", "Grunnen er skrevet for %(count)s rader.", written[0])
        messages.success(request, told % {"count": written[0]})
        return redirect("reports_reasons", member_id=member_id, year=year)
    context = {
        "member": member, "year": year, "form": form, "total": len(rows), "chosen": request.POST.getlist("contract"),
        "rows": [(row, ", ".join(group_name(id_) for id_ in row.group_ids)) for row in rows[:MOST]],
        "without": _without(rows), "may_write": write_for(request.actor, member.pk, None) is None,
        "standing": _standing(rows), "more": max(0, len(rows) - MOST), **form.shown_looks(),
    }  # fmt: skip
    return render(request, "reports/reasons.html", context, status=422 if form.errors else 200)


def _standing(rows: list[Unfollowed]) -> list[tuple[ReasonNotToAct, str]]:
    """Each reason once, with what it is of."""
    found = {row.reason.public_id: (row.reason, row.contract.title) for row in rows if row.reason is not None}
    return [(one, group_name(one.group_id) if one.group_id else title) for one, title in found.values()]


def _without(rows: list[Unfollowed]) -> int:
    return sum(row.reason is None for row in rows)


@takes_part
@require_POST
def take_back(request: SignedInRequest, reason_id: str) -> HttpResponse:
    row = not_acting.take_back_reason(by=request.actor, at=timezone.now(), reason_id=reason_id)
    messages.success(request, _("Grunnen er trukket."))
    return redirect("reports_reasons", member_id=row.member.public_id, year=row.year)


@takes_part
@require_POST
def duty(request: SignedInRequest, member_id: str) -> HttpResponse:
    member = _member(request, member_id)
    owes = request.POST.get("owes") == "yes"
    not_acting.state_duty(by=request.actor, at=timezone.now(), member_id=member.public_id, owes=owes)
    told = (
        _("Vi minner dere på redegjørelsen i god tid.") if owes else _("Da minner vi dere ikke på noen redegjørelse.")
    )
    messages.success(request, told)
    return redirect("reports_list")
