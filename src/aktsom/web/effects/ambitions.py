"""Setting what a member aims at."""

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.effects.actions.ambitions import MOST, set_ambition
from aktsom.effects.permissions import ambitions as permissions
from aktsom.effects.queries.ambitions import ambitions
from aktsom.effects.queries.scopes import Scope, member_of
from aktsom.effects.tables import Cut, Indicator, Kind, indicators
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.choices import choose
from aktsom.web.effects import words
from aktsom.web.effects.addresses import address, scope_from


class AimForm(forms.Form):
    """A target; empty takes the one that stands away."""

    year = forms.TypedChoiceField(label=_("År"), coerce=int)
    target = forms.DecimalField(
        label=_("Mål"), required=False, min_value=0, max_digits=5, decimal_places=1, localize=True,
        help_text=_("La feltet stå tomt for å ta bort målet."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Begrunnelse"), required=False, max_length=300)
    stands = forms.IntegerField(required=False, widget=forms.HiddenInput)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def aim(request: SignedInRequest, kind: str, key: str, indicator: str) -> HttpResponse:
    scope, one = scope_from(kind, key), indicators().get(indicator)
    member = member_of(request.actor, scope.key if scope.cut is Cut.MEMBER else "")
    if one is None or Cut.MEMBER not in one.cuts or one.kind not in MOST or not one.better:
        raise NotVisible
    stop_if(permissions.aim(request.actor, member.pk))
    year = timezone.localdate().year
    stands = next(iter(ambitions(request.actor, scope.key, one.id, year)), None)
    first: dict[str, object] = {"year": year, "stands": stands.pk if stands else 0}
    if stands is not None:
        first |= {"target": stands.target, "reason": stands.reason}
    form = AimForm(request.POST or None, initial=first)
    choose(form, "year", [(each, str(each)) for each in (year, year + 1)])
    status = 200
    if request.method == "POST":
        if form.is_valid() and _set(request, scope, one, form):
            return redirect(address("effect_figure", scope, indicator=one.id))
        status = 422
    context = {
        "form": form,
        "title": words.name_of(one),
        "unit": _now("dager") if one.kind is Kind.DAYS else _now("prosent"),
        "at_most": one.better == "down",
        "definition": one.said("definition", words.language()),
        "back": address("effect_figure", scope, indicator=one.id),
        "member": member.name,
    }
    return render(request, "effects/aim.html", context, status=status)


def _set(request: SignedInRequest, scope: Scope, one: Indicator, form: AimForm) -> bool:
    said = form.cleaned_data
    target: Decimal | None = said["target"]
    year, shown = said["year"], said["stands"] or 0
    if year != timezone.localdate().year:  # the form shows this year's; another's is whatever stands there now
        before = next(iter(ambitions(request.actor, scope.key, one.id, year)), None)
        shown = before.pk if before else 0
    try:
        set_ambition(
            by=request.actor, at=timezone.now(), member_id=scope.key, indicator=one.id, year=year, target=target,
            reason=said["reason"].strip(), instead_of=shown,
        )  # fmt: skip
    except (NotVisible, Refused):
        raise
    except (Stale, DomainError) as error:
        form.add_error(None if isinstance(error, Stale) else "target", str(error.message))
        return False
    messages.success(request, _now("Målet er lagret.") if target is not None else _now("Målet er tatt bort."))
    return True
