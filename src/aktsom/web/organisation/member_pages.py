"""My organisation, the members of the network, and what is said of each."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.members import permissions
from aktsom.members.actions.organisations import (
    MemberFacts,
    add_domain,
    add_member,
    change_contact,
    change_member,
    remove_domain,
)
from aktsom.members.queries import organisations
from aktsom.members.queries.organisations import MemberRow
from aktsom.members.queries.people import invitations, people_of
from aktsom.members.queries.reviews import reviews
from aktsom.members.roles import MEMBER_ROLES
from aktsom.members.rules import NEVER_NONE
from aktsom.sanctions.queries.letter_templates import reads_templates
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.organisation.forms import ContactForm, DomainForm, MemberForm
from aktsom.web.organisation.words import kind_words, period_words, role_names, role_words


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    member = organisations.own_organisation(request.actor)
    if member is None:
        raise NotVisible
    return render(request, "organisation/organisation.html", _shown(request, member.public_id))


@signed_in
@require_safe
def organisation(request: SignedInRequest, public_id: str) -> HttpResponse:
    return render(request, "organisation/organisation.html", _shown(request, public_id))


def _shown(request: SignedInRequest, public_id: str, domain_form: DomainForm | None = None) -> dict[str, Any]:
    viewer, today = request.actor, timezone.localdate()
    row = organisations.organisation(viewer, public_id, today)
    member, belongs = row.member, permissions.belongs(viewer, row.member.pk)
    keeps = permissions.keep_network(viewer) is None
    first_roles = [code for code in MEMBER_ROLES if code not in NEVER_NONE]
    return {
        "row": row,
        "member": member,
        "belongs": belongs,
        "kind": kind_words().get(member.kind, member.kind),
        "runs": permissions.run_people(viewer, member.pk) is None,
        "writes_letters": reads_templates(viewer, member),
        "keeps": keeps,
        "people": people_of(viewer, member) if belongs else [],
        "invitations": invitations(viewer, member, timezone.now()) if belongs or keeps else [],
        "reviews": [(one, period_words(one.period)) for one in reviews(viewer, member, today)] if belongs else [],
        "domains": [(one, role_names([one.first_role])) for one in organisations.domains_of(viewer, member)],
        "domain_form": domain_form or DomainForm(roles=first_roles),
        "represent_off": permissions.represent(viewer, member.pk),
        "invite_off": None if _invites_to(request, row) else permissions.give_role(viewer, member.pk, "reader"),
        "role_names": role_names,
        "role_words": role_words,
        "today": today,
    }


def _invites_to(request: SignedInRequest, row: MemberRow) -> list[str]:
    """The roles that the viewer may invite to there."""
    viewer, member = request.actor, row.member
    return [code for code in MEMBER_ROLES if permissions.give_role(viewer, member.pk, code) is None]


@signed_in
@require_safe
def members(request: SignedInRequest) -> HttpResponse:
    rows = organisations.members_of_network(request.actor, timezone.localdate())
    keeps = permissions.keep_network(request.actor) is None
    return render(request, "organisation/members.html", {"rows": rows, "keeps": keeps, "kinds": kind_words()})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    stop_if(permissions.keep_network(request.actor))
    form = _member_form(request)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_member(by=request.actor, at=timezone.now(), facts=MemberFacts(**form.cleaned_data))
        except DomainError as wrong:
            _say(form, wrong)
        else:
            messages.success(request, _("Medlemmet er lagt til. Inviter den første administratoren."))
            return redirect("organisation_invite", public_id=made.public_id)
    return render(request, "organisation/member_form.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    stop_if(permissions.keep_network(request.actor))
    row = organisations.organisation(request.actor, public_id, timezone.localdate())
    now = row.member
    said = {
        "name": now.name,
        "name_en": now.name_en,
        "kind": now.kind,
        "organisation_number": now.organisation_number,
        "parent": row.parent.public_id if row.parent else "",
    }
    form = _member_form(request, said, public_id)
    if request.method == "POST" and form.is_valid():
        try:
            change_member(
                by=request.actor,
                at=timezone.now(),
                member=public_id,
                revision=revision_of(request),
                facts=MemberFacts(**form.cleaned_data),
            )
        except DomainError as wrong:
            _say(form, wrong)
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("organisation_member", public_id=public_id)
    context = {"form": form, "member": now, "revision": request.POST.get("revision", now.revision)}
    return render(request, "organisation/member_form.html", context, status=422 if form.errors else 200)


def _member_form(request: SignedInRequest, initial: dict[str, str] | None = None, public_id: str = "") -> MemberForm:
    rows = organisations.members_of_network(request.actor, timezone.localdate())
    others = [row.member for row in rows if row.member.public_id != public_id]
    return MemberForm(sent(request), initial=initial, members=others)


def _say(form: Any, wrong: DomainError) -> None:
    """What can be mended stands in the form; the rest has a page of its own."""
    if isinstance(wrong, NotVisible | Refused | Stale):
        raise wrong
    form.add_error(None, str(wrong.message))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: SignedInRequest, public_id: str) -> HttpResponse:
    row = organisations.organisation(request.actor, public_id, timezone.localdate())
    now = row.member
    stop_if(permissions.run_people(request.actor, now.pk))
    said = {"name": now.contact_name, "email": now.contact_email, "archive_address": now.archive_address}
    form = ContactForm(sent(request), initial=said)
    if request.method == "POST" and form.is_valid():
        change_contact(
            by=request.actor,
            at=timezone.now(),
            member=public_id,
            revision=revision_of(request),
            **form.cleaned_data,
        )
        messages.success(request, _("Endringene er lagret."))
        return redirect("organisation_member", public_id=public_id)
    context = {"form": form, "member": now, "revision": request.POST.get("revision", now.revision)}
    return render(request, "organisation/contact.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def domain(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Adds one, or removes the one whose button was pressed."""
    if (gone := request.POST.get("remove", "")).isdigit():
        remove_domain(by=request.actor, at=timezone.now(), member=public_id, domain=int(gone))
        messages.success(request, _("Domenet er fjernet."))
        return redirect("organisation_member", public_id=public_id)
    organisations.organisation(request.actor, public_id, timezone.localdate())
    stop_if(permissions.keep_network(request.actor))
    form = DomainForm(request.POST, roles=[code for code in MEMBER_ROLES if code not in NEVER_NONE])
    if form.is_valid():
        try:
            add_domain(by=request.actor, at=timezone.now(), member=public_id, **form.cleaned_data)
        except DomainError as wrong:
            _say(form, wrong)
        else:
            messages.success(request, _("Domenet er lagt til."))
            return redirect("organisation_member", public_id=public_id)
    return render(request, "organisation/organisation.html", _shown(request, public_id, form), status=422)
