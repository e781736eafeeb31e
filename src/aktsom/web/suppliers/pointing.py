"""Two suppliers that the matching did not point at: searched for, seen side by side, and said to be one company."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.suppliers.actions.judging import LONGEST_REASON
from aktsom.suppliers.actions.pointing import point_as_same, why_not
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.sameness import evidence_of, side
from aktsom.suppliers.queries.suppliers import SHORTEST, others_like, supplier
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.letters import only_seen
from aktsom.web.contracts.sending import sent
from aktsom.web.suppliers.sameness import sides_of
from aktsom.web.suppliers.sameness_words import evidence_words

LONGEST_SEARCH = 200


class PointForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Hva bygger du det på?"),
        help_text=gettext_lazy("For eksempel samme adresse, eller at de selv sier det. Alle medlemmer kan lese det."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        validators=[only_seen],
        error_messages={"required": gettext_lazy("Skriv kort hva du bygger det på.")},
    )


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: SignedInRequest, public_id: str) -> HttpResponse:
    """`q` is what is searched for, `med` the one it is compared with."""
    ours, chosen = supplier(request.actor, public_id), request.GET.get("med", "")
    if not chosen:
        return render(request, "suppliers/point.html", {"ours": ours, **_found(request, ours)})
    theirs, form = supplier(request.actor, chosen), PointForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            point_as_same(
                by=request.actor, at=timezone.now(), one=public_id, other=chosen, reason=form.cleaned_data["reason"]
            )
        except (NotVisible, Stale):
            raise
        except Refused:
            pass  # the page says why, beside what was typed
        except DomainError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, _("De to er nå ett selskap. Det kan angres under «Skrevet som»."))
            return redirect("suppliers_supplier", public_id=public_id)
    refused = why_not(request.actor, public_id, chosen)
    context = {"form": form, "refusal": refused, **_compared(request, ours, theirs)}
    return render(request, "suppliers/point.html", context, status=422 if request.method == "POST" else 200)


def _found(request: SignedInRequest, ours: Supplier) -> dict[str, Any]:
    query = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    return {
        "query": query,
        "short": len(query) < SHORTEST,
        "found": others_like(request.actor, query, than=ours),
    }


def _compared(request: SignedInRequest, ours: Supplier, theirs: Supplier) -> dict[str, Any]:
    return {
        "ours": ours,
        "theirs": theirs,
        "query": request.GET.get("q", "")[:LONGEST_SEARCH],
        "sides": sides_of(request.actor, side(ours), side(theirs)),
        "evidence": evidence_words(evidence_of(request.actor, ours, theirs)),
    }
