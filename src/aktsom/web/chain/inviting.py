"""A supplier invites the next tier to answer for its own part."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.interop.chains.words import STAGES
from aktsom.interop.registers.values.countries import country_code
from aktsom.members.letters import take_up_page
from aktsom.supply_chain.actions.tiers import (
    NextTier,
    invite_next_tier,
    send_tier_invitation_again,
    withdraw_tier_invitation,
)
from aktsom.supply_chain.queries import declarations as queries
from aktsom.supply_chain.queries.asked import buyers
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.letters import only_seen, warn_of_mixed
from aktsom.web.contracts.sending import sent


class TierForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Navn på foretaket"), max_length=200, validators=[only_seen])
    country = forms.CharField(
        label=gettext_lazy("Land"),
        help_text=gettext_lazy("Navn på norsk eller engelsk, eller landkoden."),
        max_length=80,
    )
    stage = forms.ChoiceField(
        label=gettext_lazy("Hva leverer de til dere?"),
        choices=[(stage, name) for stage, name in STAGES.items()],
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-post til den som kan svare"),
        help_text=gettext_lazy("De får en lenke. Det koster dem ingenting å svare."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Språk i brevet"), choices=settings.LANGUAGES, initial="en")
    answer_by = forms.DateField(
        label=gettext_lazy("Svar innen"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    message = forms.CharField(
        label=gettext_lazy("Melding"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[only_seen],
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_country(self) -> str:
        code = country_code(self.cleaned_data["country"])
        if not code:
            raise forms.ValidationError(_("Vi kjenner ikke dette landet."))
        return code


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = queries.own_declaration(request.actor, public_id)
    form = TierForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            invite_next_tier(
                by=request.actor,
                at=timezone.now(),
                declaration_id=public_id,
                tier=NextTier(**form.cleaned_data),
                link=take_up_page(),
            )
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as wrong:
            form.add_error(None, str(wrong.message))
        else:
            messages.success(request, _("Invitasjonen er sendt."))
            warn_of_mixed(request, form.cleaned_data["name"])
            return redirect("chain_ours", public_id=found.supplier.public_id)
    context = {"found": found, "form": form, "buyers": buyers(request.actor, found)}
    return render(request, "chain/invite.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send an invitation again, or withdraw it."""
    by, at = request.actor, timezone.now()
    if request.POST.get("act") == "withdraw":
        withdraw_tier_invitation(by=by, at=at, invitation=public_id)
        messages.success(request, _("Invitasjonen er trukket tilbake. Lenken virker ikke lenger."))
    else:
        send_tier_invitation_again(by=by, at=at, invitation=public_id, link=take_up_page())
        messages.success(request, _("Lenken er sendt på nytt. Den gamle virker ikke lenger."))
    return redirect("chain_home")
