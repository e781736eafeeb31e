"""The secretariat's way to a new version: take the tables home, change them, see what is new, take it in."""

from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aktsom.categories.actions import Proposal, propose_version, take_in_version
from aktsom.categories.catalogue import Catalogue, read_catalogue
from aktsom.categories.entries import Name
from aktsom.categories.parcels import keep_parcel, kept_parcel, parcel_of
from aktsom.categories.permissions import keep_catalogue_refusal
from aktsom.categories.queries import current_catalogue, current_version
from aktsom.categories.versions_kept import version_of, versions
from aktsom.core.errors import DomainError, stop_if
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.catalogue.forms import ParcelForm


@signed_in
@require_safe
def download(request: SignedInRequest, public_id: str) -> HttpResponse:  # noqa: ARG001  the list is open to all members
    version = version_of(public_id)
    name = f"hoyrisikolisten-{version.label}.zip"
    return HttpResponse(
        parcel_of(version),
        content_type="application/zip",
        headers={"Content-Disposition": str(content_disposition_header(as_attachment=True, filename=name))},
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: SignedInRequest) -> HttpResponse:
    stop_if(keep_catalogue_refusal(request.actor))
    current = current_version()
    form = ParcelForm(request.POST, request.FILES) if request.method == "POST" else ParcelForm()
    if request.method == "POST" and form.is_valid():
        try:
            name = keep_parcel(form.cleaned_data["file"])
            _proposed(request, kept_parcel(name))
            return redirect("catalogue_proposal", name=name)
        except DomainError as error:
            form.add_error("file", str(error.message))
    status = 422 if form.errors else 200
    return render(request, "catalogue/propose.html", {"form": form, "current": current}, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: SignedInRequest, name: str) -> HttpResponse:
    stop_if(keep_catalogue_refusal(request.actor))
    folder = kept_parcel(name)
    if request.method == "POST":
        checksum = request.POST.get("checksum", "")
        version = take_in_version(by=request.actor, at=timezone.now(), folder=folder, expected_checksum=checksum)
        messages.success(
            request,
            _("Utgaven «%(label)s» gjelder nå. Vi vurderer avtalene på nytt. Det noen har bekreftet, endrer vi ikke.")
            % {"label": version.label},
        )
        return redirect("catalogue_browse")
    proposed = _proposed(request, folder)
    old, new = current_catalogue(), read_catalogue(folder)
    taken = proposed.label in {version.label for version in versions()} and not proposed.taken_in
    context = {"proposal": proposed, "old": old, "new": new, "label_taken": taken, "places": _places(old, new)}
    return render(request, "catalogue/proposal.html", context)


def _proposed(request: SignedInRequest, folder: Path) -> Proposal:
    return propose_version(by=request.actor, at=timezone.now(), folder=folder)


def _places(old: Catalogue, new: Catalogue) -> dict[str, Name]:
    """Names of products and groups by id; the new list's where both have one."""
    names = {group.id: group.name for listed in (old, new) for group in listed.groups}
    return names | {product.id: product.name for listed in (old, new) for product in listed.products}
