"""Acts on many rows of the list at once: results confirmed, contracts that went over by date ended."""

from collections.abc import Collection, Iterable
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktsom.contracts.actions import end_contracts
from aktsom.core.errors import DomainError, LeftAlone, NotVisible, Refused, Stale
from aktsom.risk.actions import confirm_results
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.addresses import contract_filters
from aktsom.web.base.jinja import write_number, write_quoted
from aktsom.web.contracts.acts import list_address
from aktsom.web.contracts.listing import shown
from aktsom.web.contracts.sending import chosen_in

NAMED = 3  # contracts named in a message before the rest are only counted


@takes_part
@require_POST
def confirm(request: SignedInRequest) -> HttpResponse:
    chosen = chosen_in(request)
    if not chosen:
        messages.warning(request, _("Velg først avtalene du vil bekrefte."))
        return _back(request)
    done = confirm_results(by=request.actor, at=timezone.now(), chosen=chosen)
    if done.confirmed:
        text = ngettext("%(count)s avtale er bekreftet.", "%(count)s avtaler er bekreftet.", len(done.confirmed))
        messages.success(request, text % {"count": write_number(len(done.confirmed))})
    _tell_left(request, done.left, _("Ikke bekreftet: %(names)s. %(reason)s"))
    return _back(request)


@takes_part
@require_POST
def end(request: SignedInRequest) -> HttpResponse:
    """Without a reason the list comes back as it was, with what was picked and typed."""
    chosen, reason = chosen_in(request), request.POST.get("reason", "")
    if not chosen:
        messages.warning(request, _("Velg først avtalene du vil avslutte."))
        return _back(request)
    try:
        done = end_contracts(
            by=request.actor, at=timezone.now(), today=timezone.localdate(), chosen=chosen, reason=reason
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        typed = {"picked": request.POST.getlist("chosen"), "reason": reason, "reason_error": str(error)}
        return render(request, "contracts/list.html", shown(request) | typed, status=422)
    if done.ended:
        text = ngettext("%(count)s avtale er avsluttet.", "%(count)s avtaler er avsluttet.", len(done.ended))
        messages.success(request, text % {"count": write_number(len(done.ended))})
    _tell_left(request, done.left, _("Ikke avsluttet: %(names)s. %(reason)s"))
    return _back(request)


def _back(request: SignedInRequest) -> HttpResponse:
    """The list as it stood: its filters and place are in the address of the act."""
    return redirect(list_address(contract_filters(request.GET), request.GET.get("after")))


def _tell_left(request: SignedInRequest, left: Iterable[LeftAlone], text: str) -> None:
    """One message a reason."""
    by_reason = sorted(left, key=lambda one: one.reason)
    for reason, alike in groupby(by_reason, key=lambda one: one.reason):
        messages.warning(request, text % {"names": _names([one.name for one in alike]), "reason": reason})


def _names(names: Collection[str]) -> str:
    shown = ", ".join(write_quoted(name) for name in list(names)[:NAMED])
    rest = len(names) - NAMED
    if rest <= 0:
        return shown
    more = ngettext("%(names)s og %(count)s til", "%(names)s og %(count)s til", rest)
    return more % {"names": shown, "count": rest}
