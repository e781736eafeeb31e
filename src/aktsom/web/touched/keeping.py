"""Correcting what is known of a place, and saying that it has closed, moved or opened again."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.sites import SiteFacts, WrongSite, change_site, close_site, move_site, reopen_site
from aktsom.supply_chain.models import Site
from aktsom.supply_chain.queries.sites import the_site_called
from aktsom.supply_chain.queries.starts import site_of
from aktsom.supply_chain.states import SITE
from aktsom.supply_chain.tables import worker_bands
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.jinja import country_name
from aktsom.web.chain.words import language
from aktsom.web.contracts.sending import sent
from aktsom.web.touched import words
from aktsom.web.touched.forms import SiteForm, StateForm

FACTS = tuple(SiteFacts.__dataclass_fields__)


def _kept(request: SignedInRequest, public_id: str) -> Site:
    site = site_of(request.actor, public_id)
    stop_if(permissions.keep_site(request.actor, site))
    return site


def _seen(request: SignedInRequest) -> datetime:
    """When the place had last been changed, as the page said. Raises Stale for a form that does not say."""
    try:
        return datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        raise Stale from None


def _page(request: SignedInRequest, template: str, site: Site, form: Form) -> HttpResponse:
    context = {"site": site, "form": form, "seen": request.POST.get("seen") or site.changed_at.isoformat()}
    return render(request, template, {**context, "words": words}, status=422 if form.errors else 200)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, public_id: str) -> HttpResponse:
    site = _kept(request, public_id)
    countries = sorted(((code, country_name(code)) for code in words.country_codes()), key=lambda one: one[1])
    bands = [(band.id, band.name(language())) for band in worker_bands().values()]
    now = {name: getattr(site, name) for name in FACTS}
    for name in ("latitude", "longitude"):
        now[name] = f"{now[name].normalize():f}" if now[name] is not None else ""
    form = SiteForm(sent(request), initial=now, countries=countries, bands=bands)
    if request.method == "POST" and form.is_valid() and _corrected(request, site, form):
        return redirect("touched_place", public_id=public_id)
    return _page(request, "touched/correct.html", site, form)


def _corrected(request: SignedInRequest, site: Site, form: SiteForm) -> bool:
    facts = SiteFacts(**{name: form.cleaned_data[name] for name in FACTS})
    try:
        change_site(
            by=request.actor,
            at=timezone.now(),
            public_id=site.public_id,
            facts=facts,
            source=form.cleaned_data["source"],
            seen=_seen(request),
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return False
    messages.success(request, _("Opplysningene er rettet. Kilden står ved siden av dem."))
    return True


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: SignedInRequest, public_id: str) -> HttpResponse:
    site = _kept(request, public_id)
    acts = {
        "close": _("Stengt: ingenting blir laget her lenger"),
        "move": _("Flyttet: driften går videre et annet sted"),
        "reopen": _("I drift igjen"),
    }
    posted = request.POST.get("act")
    # What was open when the page was fetched is taken as it was meant: who comes second is told what has happened.
    open_now = [one for one in acts.items() if one[0] == posted or SITE.refusal(site.state, one[0]) is None]
    form = StateForm(sent(request), acts=open_now)
    if request.method == "POST" and form.is_valid() and _done(request, site, form):
        return redirect("touched_place", public_id=public_id)
    return _page(request, "touched/state.html", site, form)


def _done(request: SignedInRequest, site: Site, form: StateForm) -> bool:
    said = form.cleaned_data
    told: dict[str, Any] = {"since": said["since"], "source": said["source"], "seen": _seen(request)}
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now(), "public_id": site.public_id}
    try:
        match said["act"]:
            case "move":
                move_site(**who, **told, to=_successor(request, said["to"]))
            case "close":
                close_site(**who, **told)
            case _:
                reopen_site(**who, **told)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return False
    messages.success(request, _("Lagret. Kilden står ved siden av det de andre sier."))
    return True


def _successor(request: SignedInRequest, text: str) -> str:
    found = the_site_called(request.actor, text)
    if not found:
        raise WrongSite(
            "to", _("Vi finner ikke noe sted du ser, med det navnet. Lim inn adressen til siden for stedet.")
        )
    if len({one.same_as_id or one.pk for one in found}) > 1:
        told = ngettext("%(num)s sted heter det.", "%(num)s steder heter det.", len(found)) % {"num": len(found)}
        raise WrongSite("to", told + " " + _("Lim inn adressen til siden for det du mener."))
    return found[0].public_id
