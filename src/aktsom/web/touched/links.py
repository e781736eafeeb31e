"""One delivery, and what somebody other than the supplier has seen of it: written down here, and taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.supply_chain.actions.links import Seen, take_back_check, verify_link
from aktsom.supply_chain.queries.checks import LinkView, link_view
from aktsom.supply_chain.states import Confidence
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.contracts.sending import sent
from aktsom.web.touched import words
from aktsom.web.touched.forms import CheckForm


def not_for_others() -> Refusal:
    return Refusal(_("De som holder avtaleregisteret hos et medlem med avtale, kan skrive opp en kontroll."))


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    view = link_view(request.actor, public_id)
    form = CheckForm(sent(request), members=view.members) if view.members and not view.link.ended_at else None
    if request.method == "POST":
        if form is None:
            stop_if(None if view.link.ended_at else not_for_others())
            raise Stale
        if form.is_valid() and _written(request, view, form):
            return redirect("touched_link", public_id=view.link.public_id)
    context = {"view": view, "form": form, "words": words, "refusal": not_for_others()}
    return render(request, "touched/link.html", context, status=422 if form and form.errors else 200)


def _written(request: SignedInRequest, view: LinkView, form: CheckForm) -> bool:
    said = dict(form.cleaned_data)
    member = said.pop("member", view.members[0][0])
    said["confidence"] = Confidence(said["confidence"])
    try:
        verify_link(by=request.actor, at=timezone.now(), member=member, link=view.link.public_id, seen=Seen(**said))
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return False
    messages.success(request, _("Skrevet opp. Alle som ser leveransen, ser nå også dette."))
    return True


@takes_part
@require_POST
def take_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    try:
        found = take_back_check(
            by=request.actor, at=timezone.now(), check=public_id, reason=request.POST.get("reason", "")
        )
    except (NotVisible, Stale):
        raise
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("touched_link", public_id=request.POST.get("link", "") or "-")
    messages.success(request, _("Tatt tilbake. Leveransen er så godt kjent som den var før."))
    return redirect("touched_link", public_id=found.checked.public_id)
