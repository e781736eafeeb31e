"""Where the link of an invitation leads: who invites, to what, until when; and the way in."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.actor import Actor
from aktsom.follow_up.actions.engaging import take_up as take_up_invitation
from aktsom.members.actions.inviting import HasAccount, InvitationGone
from aktsom.members.limits import limit
from aktsom.members.models import Person
from aktsom.suppliers.queries.people import Offer, offer
from aktsom.web.contracts.sending import sent
from aktsom.web.organisation.forms import TakeUpForm
from aktsom.web.organisation.words import role_words, will_see
from aktsom.web.signin.beginning import begin_session, open_session


@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: HttpRequest, secret: str) -> HttpResponse:
    """Signed in or not. A link that does not work is answered the same, whatever is wrong with it."""
    answer = _answer(request, secret)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _answer(request: HttpRequest, secret: str) -> HttpResponse:
    if not _within_limits(request):
        stopped: HttpResponse = ratelimit.respond_429(request)
        return stopped
    actor: Actor | None = getattr(request, "actor", None)
    found = offer(secret, timezone.now(), actor)
    if found is None:
        return _gone(request)
    if actor is None:
        return _as_somebody_new(request, secret, found)
    return _as_oneself(request, actor, secret, found)


def _within_limits(request: HttpRequest) -> bool:
    rates = {"take_up": f"{limit('take_up_tries_a_minute')}/m/ip"}
    return bool(ratelimit.consume(request, app="aktsom", action="take_up", config=rates, limit_get=True))


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "organisation/link_gone.html", {"message": InvitationGone().message}, status=404)


def _as_oneself(request: HttpRequest, actor: Actor, secret: str, found: Offer) -> HttpResponse:
    if request.method != "POST":
        return render(request, "organisation/take_up.html", _shown(request, found))
    try:
        take_up_invitation(by=actor, at=timezone.now(), secret=secret)
    except InvitationGone:
        return _gone(request)
    messages.success(request, _("Du har tilgangen fra nå av."))
    return redirect("home")


def _as_somebody_new(request: HttpRequest, secret: str, found: Offer) -> HttpResponse:
    form = TakeUpForm(sent(request), email=found.email)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            taken = take_up_invitation(
                by=None, at=timezone.now(), secret=secret, name=said["name"], password=said["password"]
            )
        except InvitationGone:
            return _gone(request)
        except HasAccount as known:
            form.add_error(None, str(known.message))
        else:
            return _let_in(request, taken.person, has_password=said["password"] is not None)
    return render(
        request,
        "organisation/take_up.html",
        {"form": form, **_shown(request, found)},
        status=422 if form.errors else 200,
    )


def _let_in(request: HttpRequest, person: Person, *, has_password: bool) -> HttpResponse:
    """Signed in from here on, as the secret in the letter has proven the address. Who chose no password makes the
    first passkey next."""
    if not has_password:
        begin_session(request, person)
        return redirect("account_first_way")
    open_session(request, person, "invitation")
    messages.success(request, _("Velkommen inn! Her ser du det som venter på deg."))
    return redirect("home")


def _shown(request: HttpRequest, found: Offer) -> dict[str, object]:
    return {
        "offer": found,
        "roles": role_words(found.roles),
        "sees": will_see(found.roles),
        "sign_in": f"{reverse('account_login')}?next={request.path}",
    }
