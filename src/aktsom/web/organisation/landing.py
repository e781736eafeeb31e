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
from aktsom.core.errors import NotVisible
from aktsom.follow_up.actions.inviting import ask_for_new_link
from aktsom.follow_up.queries.invited import LinkState, ReportLink, report_link
from aktsom.members.actions.inviting import HasAccount, InvitationGone
from aktsom.members.letters import take_up_page
from aktsom.members.limits import limit
from aktsom.members.models import Person
from aktsom.suppliers.actions.people import take_up as take_up_invitation
from aktsom.suppliers.queries.people import Offer, offer
from aktsom.web.cases.words import by_whom
from aktsom.web.contracts.sending import sent
from aktsom.web.organisation.forms import TakeUpForm
from aktsom.web.organisation.words import role_words, will_see
from aktsom.web.signin.asking import FIRST_PAGE
from aktsom.web.signin.beginning import begin_session, open_session
from aktsom.web.teams.words import group_name


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
    found, asked = offer(secret, timezone.now(), actor), report_link(secret, timezone.now(), actor)
    if found is None:
        return _gone(request) if asked is None else _gone_for_report(request, asked)
    if actor is None:
        return _as_somebody_new(request, secret, found, asked)
    return _as_oneself(request, actor, secret, found, asked)


def _within_limits(request: HttpRequest) -> bool:
    rates = {"take_up": f"{limit('take_up_tries_a_minute')}/m/ip"}
    return bool(ratelimit.consume(request, app="aktsom", action="take_up", config=rates, limit_get=True))


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "organisation/link_gone.html", {"message": InvitationGone().message}, status=404)


def _gone_for_report(request: HttpRequest, asked: ReportLink) -> HttpResponse:
    """Whoever holds the link was written to, and is told what became of it and what to do. One that is too old is sent
    anew to the address that it went to."""
    answers = reverse("answers_report", kwargs={"public_id": asked.report})
    if asked.state is LinkState.OWN:
        return redirect(answers)
    renewed = False
    if asked.state is LinkState.OLD and request.method == "POST":
        try:
            ask_for_new_link(at=timezone.now(), invitation_id=asked.invitation_id, link=take_up_page())
        except NotVisible:
            return _gone(request)
        renewed = True
    context = {"asked": asked, "renewed": renewed, "sign_in": f"{reverse('account_login')}?next={answers}"}
    return render(request, "organisation/report_link_gone.html", context, status=200 if renewed else 404)


def _as_oneself(
    request: HttpRequest, actor: Actor, secret: str, found: Offer, asked: ReportLink | None
) -> HttpResponse:
    if request.method != "POST":
        return render(request, "organisation/take_up.html", _shown(request, found, asked))
    try:
        take_up_invitation(by=actor, at=timezone.now(), secret=secret)
    except InvitationGone:
        return _gone(request)
    messages.success(request, _("Du har tilgangen fra nå av."))
    return redirect(_first_page(asked))


def _first_page(asked: ReportLink | None) -> str:
    """Whoever was invited to answer something meets it first."""
    return reverse("answers_report", kwargs={"public_id": asked.report}) if asked else reverse("home")


def _as_somebody_new(request: HttpRequest, secret: str, found: Offer, asked: ReportLink | None) -> HttpResponse:
    form = TakeUpForm(sent(request), email=found.email, initial={"name": asked.name if asked else ""})
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
            return _let_in(request, taken.person, _first_page(asked), has_password=said["password"] is not None)
    return render(
        request,
        "organisation/take_up.html",
        {"form": form, **_shown(request, found, asked)},
        status=422 if form.errors else 200,
    )


def _let_in(request: HttpRequest, person: Person, first_page: str, *, has_password: bool) -> HttpResponse:
    """Signed in from here on, as the secret in the letter has proven the address. Who chose no password makes the
    first passkey next."""
    if not has_password:
        begin_session(request, person)
        request.session[FIRST_PAGE] = first_page
        return redirect("account_first_way")
    open_session(request, person, "invitation")
    messages.success(request, _("Velkommen inn! Her ser du det som venter på deg."))
    return redirect(first_page)


def _shown(request: HttpRequest, found: Offer, asked: ReportLink | None) -> dict[str, object]:
    return {
        "asked": asked,
        "asks": by_whom(asked.follow_up, group_name(asked.follow_up.group_id)) if asked else "",
        "offer": found,
        "roles": role_words(found.roles),
        "sees": will_see(found.roles),
        "sign_in": f"{reverse('account_login')}?next={request.path}",
    }
