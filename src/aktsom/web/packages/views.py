"""All files of follow-ups in one package: asked for, followed on its way, stopped, and fetched."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.follow_up.actions import packing as acts
from aktsom.follow_up.models import Package, PutTogether
from aktsom.follow_up.queries.packages import own_package
from aktsom.follow_up.states import PackageProblem, PackageState
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.evidence.download import Stored, given_out
from aktsom.web.evidence.words import size_words
from aktsom.web.packages.contents import safe_name
from aktsom.web.teams.words import group_name

STANDS_STILL = timedelta(minutes=2)
PROBLEMS: dict[str, str | Promise] = {
    PackageProblem.NO_ROOM: gettext_lazy("Det er ikke plass til pakken på disken hos oss."),
    PackageProblem.AWAY: gettext_lazy("Lageret for filer svarer ikke akkurat nå."),
    PackageProblem.NOTHING: gettext_lazy("Det er ingenting i den som du ser nå."),
    PackageProblem.SILENT: gettext_lazy("Arbeidet ble avbrutt, og begynte ikke igjen av seg selv."),
    PackageProblem.BROKEN: gettext_lazy("Noe gikk galt hos oss. Feilen er skrevet opp."),
}
TRIED_AGAIN = (PackageProblem.NO_ROOM, PackageProblem.AWAY, PackageProblem.BROKEN)


@takes_part
@require_POST
def order(request: SignedInRequest) -> HttpResponse:
    """Of the follow-up or the team that the form names."""
    one, team, anew = (request.POST.get(name, "") for name in ("oppfolging", "gruppe", "ny"))
    if bool(one) == bool(team):
        raise NotVisible
    try:
        made = acts.order_package(by=request.actor, at=timezone.now(), follow_up_id=one, team_id=team, anew=bool(anew))
    except (NotVisible, Refused):
        raise
    except DomainError as why:
        messages.info(request, str(why))
        return redirect("cases_list")
    return redirect("packages_package", public_id=made.public_id)


@takes_part
@require_safe
def package(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The page, and the part of it that asks again each second while the work goes on."""
    found = own_package(request.actor, public_id)
    context = {"package": found, "what": _what(found), **how_far(found)}
    return render(request, "packages/body.html" if request.htmx else "packages/package.html", context)


def how_far(found: PutTogether) -> dict[str, Any]:
    """What the page of anything that is put together says of it."""
    making, now = found.state == PackageState.MAKING, timezone.now()
    return {
        "making": making,
        "over": found.is_over(now),
        "stands_still": making and now - found.moved_at > STANDS_STILL,
        "size": size_words(found.size),
        "problem": PROBLEMS.get(found.problem, ""),
        "tries": found.problem in TRIED_AGAIN,
    }


def fetched(request: SignedInRequest, found: PutTogether, what: str, note: Callable[[], None]) -> HttpResponse:
    """What is given out, whole or in part, the journal tells of; a question of its size or its date it does not."""
    name = safe_name(f"{what} {timezone.localdate(found.moved_at).isoformat()}.zip")
    answer = given_out(request, Stored(found.public_id, found.key, found.sha256, found.size, name, "application/zip"))
    if request.method == "GET" and answer.status_code in (200, 206):
        note()
    return answer


def _what(found: Package) -> str:
    if found.follow_up is not None:
        return str(found.follow_up.supplier.name)
    return _("Gruppen for %(name)s") % {"name": group_name(found.team.group_id).lower()} if found.team else ""


@takes_part
@require_POST
def stop(request: SignedInRequest, public_id: str) -> HttpResponse:
    acts.stop_package(by=request.actor, at=timezone.now(), package_id=public_id)
    return redirect("packages_package", public_id=public_id)


@takes_part
@require_POST
def go_on(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = acts.go_on_with_package(by=request.actor, at=timezone.now(), package_id=public_id)
    return redirect("packages_package", public_id=found.public_id)


@takes_part
@require_safe
def file(request: SignedInRequest, public_id: str) -> HttpResponse:
    found, at = acts.whole_package(request.actor, timezone.now(), public_id), timezone.now()
    return fetched(request, found, _what(found), lambda: acts.note_fetched(by=request.actor, at=at, package=found))
