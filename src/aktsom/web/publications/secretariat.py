"""What waits for the secretariat, what is out, and how long a deviation without a plan holds it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.categories.queries import current_catalogue
from aktsom.core.errors import NotVisible
from aktsom.findings.actions import publishing
from aktsom.findings.actions.areas import publish_areas
from aktsom.findings.permissions.publications import decides
from aktsom.findings.queries.publication_facts import plan_may_wait
from aktsom.findings.queries.publications import let_out, limits_set, waiting_for_secretariat
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.trying import done
from aktsom.web.publications import words
from aktsom.web.publications.forms import AreasForm, LimitForm


@signed_in
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    return _page(request, LimitForm(initial={"days": plan_may_wait()}))


@signed_in
@require_POST
def limit(request: SignedInRequest) -> HttpResponse:
    if not decides(request.actor):
        raise NotVisible
    form = LimitForm(request.POST)

    def save() -> None:
        publishing.set_embargo_limit(by=request.actor, at=timezone.now(), **form.cleaned_data)

    if done(form, save):
        messages.success(request, _("Grensen er satt. Den gjelder fra nå, også for det som holdes tilbake."))
        return redirect("publications_list")
    return _page(request, form)


@signed_in
@require_POST
def areas(request: SignedInRequest) -> HttpResponse:
    if not decides(request.actor):
        raise NotVisible
    form = AreasForm(request.POST, groups=_groups())

    def save() -> None:
        publish_areas(by=request.actor, at=timezone.now(), **form.cleaned_data)

    if done(form, save):
        messages.success(request, _("Områdene er publisert. Bare områder som flere importører har fortalt om, er med."))
        return redirect("publications_list")
    return _page(request, LimitForm(initial={"days": plan_may_wait()}), form)


def _groups() -> list[tuple[str, str]]:
    language = translation.get_language() or "nb"
    return [(id_, group.name.in_language(language)) for id_, group in current_catalogue().group.items()]


def _page(request: SignedInRequest, form: LimitForm, areas_form: AreasForm | None = None) -> HttpResponse:
    if not decides(request.actor):
        raise NotVisible
    waiting = waiting_for_secretariat(request.actor)
    context = {
        "waiting": waiting,
        "rows": let_out(request.actor),
        "form": form,
        "areas": areas_form or AreasForm(groups=_groups()),
        "now": plan_may_wait(),
        "limits": limits_set(request.actor),
        "words": words,
    }
    return render(
        request,
        "publications/list.html",
        context,
        status=422 if form.errors or (areas_form and areas_form.errors) else 200,
    )
