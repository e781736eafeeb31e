"""The forms in which those who follow up write what may be told, and take out what may not."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import NotVisible, stop_if
from aktsom.findings.actions import drafting
from aktsom.findings.models import Publication, PublicationPassage, PublicationVersion
from aktsom.findings.permissions import publications as permissions
from aktsom.findings.queries.publications import passages_of, publication, versions_of
from aktsom.findings.rules.published import PassageKind, Told
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of
from aktsom.web.public import words as public_words
from aktsom.web.publications.forms import PassageForm, VersionForm, passage_now, version_now


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, public_id: str) -> HttpResponse:
    one, version = _writable(request, public_id)
    form = VersionForm(request.POST if request.method == "POST" else None, initial=version_now(version))

    def save() -> None:
        drafting.write_version(**_by(request, one), **form.cleaned_data, looked=looked(request))

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Utkastet er lagret, og det som står om saken, er hentet på nytt."))
        return redirect("publications_one", public_id=public_id)
    context = {"one": one, "version": version, "form": form, **form.shown_looks()}
    return render(request, "publications/write.html", context, status=422 if form.errors else 200)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def passage(request: SignedInRequest, public_id: str, passage_id: str) -> HttpResponse:
    one, version = _writable(request, public_id)
    row = next((each for each in passages_of(request.actor, version) if each.public_id == passage_id), None)
    if row is None:
        raise NotVisible
    sent = request.POST if request.method == "POST" else None
    form = PassageForm(sent, initial=passage_now(row), facts_alone=row.kind == PassageKind.CONCLUSION)

    def save() -> None:
        told = {"text": "", **form.cleaned_data}
        drafting.redact(**_by(request, one), passage_id=passage_id, looked=looked(request), **told)

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Lagret."))
        return redirect("publications_one", public_id=public_id)
    context = {"one": one, "version": version, "row": row, "told": told_of(row, one), "form": form}
    return render(
        request, "publications/passage.html", {**context, **form.shown_looks()}, status=422 if form.errors else 200
    )


def told_of(row: PublicationPassage, one: Publication) -> str:
    """The facts of it, in the words of the open page."""
    told = Told(kind=row.kind, **row.facts)
    if row.kind == PassageKind.CONCLUSION:
        return public_words.conclusion(told, one.term_set_id)
    return f"{public_words.deviation(told, one.term_set_id)} {public_words.correction(told)}"


def _writable(request: SignedInRequest, public_id: str) -> tuple[Publication, PublicationVersion]:
    one = publication(request.actor, public_id)
    stop_if(permissions.runs(request.actor, one))
    newest = versions_of(request.actor, one)[0]
    stop_if(permissions.write(request.actor, newest))
    return one, newest


def _by(request: SignedInRequest, one: Publication) -> dict[str, Any]:
    return {
        "by": request.actor,
        "at": timezone.now(),
        "publication_id": one.public_id,
        "revision": revision_of(request),
    }
