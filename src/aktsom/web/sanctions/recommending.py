"""A team writes what it recommends."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import stop_if
from aktsom.findings.queries.findings import findings_of
from aktsom.findings.states import FindingKind, FindingState
from aktsom.sanctions.actions import recommending as acts
from aktsom.sanctions.permissions import recommendations as permissions
from aktsom.sanctions.queries.cases import case as called
from aktsom.sanctions.queries.recommendations import findings_under, standing
from aktsom.sanctions.tables import ladder
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import sent
from aktsom.web.sanctions import words
from aktsom.web.sanctions.forms import RecommendForm, recommended_now


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def recommend(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    actor, one = request.actor, called(request.actor, follow_up_id)
    stop_if(permissions.recommend(actor, one))
    on = standing(actor, one)
    rows = [each for each in findings_of(actor, [one]) if each.kind == FindingKind.DEVIATION and each.shared_at]
    standing_ones = [each for each in rows if each.state == FindingState.STANDS]
    first = recommended_now(on, findings_under(actor, on) if on is not None else standing_ones)
    form = RecommendForm(sent(request), findings=standing_ones, initial=first)
    replaces = request.POST.get("replaces", on.public_id if on is not None else "")

    def save() -> None:
        acts.recommend(
            by=actor, at=timezone.now(), follow_up_id=follow_up_id, said=form.said(looked(request)), replaces=replaces
        )

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Anbefalingen er ute. Hver avtaleeier får brev, og avgjør for sin egen avtale."))
        return redirect("sanctions_case", follow_up_id=follow_up_id)
    context = {
        "one": one,
        "on": on,
        "form": form,
        "replaces": replaces,
        "possible": bool(standing_ones),
        "covered": one.covered.filter(left_at__isnull=True).count(),
        "steps": ladder(),
        "words": words,
        **form.shown_looks(),
    }
    return render(request, "sanctions/recommend.html", context, status=422 if form.errors else 200)
