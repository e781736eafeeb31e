"""Whom a member writes to at the supplier, and what the supplier's own people propose."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.suppliers import permissions
from aktsom.suppliers.actions import contacts as acts
from aktsom.suppliers.queries import supplier as supplier_called
from aktsom.suppliers.queries.facts import contact as contact_called
from aktsom.suppliers.queries.facts import kept_members, proposals
from aktsom.suppliers.states import ProposalKind, ProposalState
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.letters import warn_of_mixed
from aktsom.web.contracts.sending import sent
from aktsom.web.suppliers.forms import AccountForm, ContactForm, FactForm


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, public_id: str) -> HttpResponse:
    found, members = supplier_called(request.actor, public_id), kept_members(request.actor)
    stop_if(None if members else permissions.keep_contacts(request.actor, 0))
    form = ContactForm(sent(request), members=members)
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_contact(
                by=request.actor, at=timezone.now(), supplier=public_id, member=form.chosen_member(), **form.said()
            )
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Kontakten er lagt til."))
            warn_of_mixed(request, *form.said().values())
            return redirect("suppliers_supplier", public_id=public_id)
    context = {"supplier": found, "form": form, "contact": None, "member": members[0][1] if len(members) == 1 else ""}
    return render(request, "suppliers/contact.html", context, status=422 if form.errors else 200)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, contact_id: str) -> HttpResponse:
    found = contact_called(request.actor, contact_id)
    if found is None:
        raise NotVisible
    stop_if(permissions.keep_contacts(request.actor, found.member_id))
    back = redirect("suppliers_supplier", public_id=found.supplier.public_id)
    if request.POST.get("act") == "remove":
        acts.remove_contact(by=request.actor, at=timezone.now(), contact=contact_id)
        messages.success(request, _("Kontakten er tatt bort."))
        return back
    now = {name: getattr(found, name) for name in acts.FIELDS}
    form = ContactForm(sent(request), initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_contact(by=request.actor, at=timezone.now(), contact=contact_id, **form.said())
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Endringene er lagret."))
            warn_of_mixed(request, *form.said().values())
            return back
    context = {"supplier": found.supplier, "form": form, "contact": found, "member": found.member.name}
    return render(request, "suppliers/contact.html", context, status=422 if form.errors else 200)


@takes_part
@require_POST
def answer(request: SignedInRequest, proposal_id: str) -> HttpResponse:
    """A buyer's answer to a proposal: taken into the member's own contacts, the account link taken, or no."""
    by, at, act = request.actor, timezone.now(), request.POST.get("act", "")
    if act == "contact":
        taken = acts.take_proposed_contact(by=by, at=at, proposal=proposal_id, member=request.POST.get("member", ""))
        messages.success(request, _("Kontakten er lagt til."))
        return redirect("suppliers_supplier", public_id=taken.supplier.public_id)
    if act == "account":
        found = acts.take_proposed_account(by=by, at=at, proposal=proposal_id)
        messages.success(request, _("Lenken til redegjørelsen er lagt inn."))
        return redirect("suppliers_supplier", public_id=found.supplier.public_id)
    if act != "decline":
        raise Stale
    found = acts.decline_proposal(by=by, at=at, proposal=proposal_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Leverandøren ser at du sa nei, og hvorfor."))
    return redirect("suppliers_supplier", public_id=found.supplier.public_id)


# The supplier's own page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Where the supplier's own people propose whom the buyers may write to, and where the account stands."""
    found = supplier_called(request.actor, public_id)
    if found.pk not in request.actor.supplier_ids:
        raise NotVisible
    what = request.POST.get("what", "")
    contact = ContactForm(request.POST if what == "contact" else None, prefix="contact")
    account = AccountForm(request.POST if what == "account" else None, prefix="account")
    del account.fields["source"]
    account.fields["address"].required = True
    account.fields["address"].help_text = _("Må begynne med https://.")
    form: FactForm | None = {"contact": contact, "account": account}.get(what)
    if form is not None and form.is_valid() and _proposed(request, public_id, form):
        messages.success(request, _("Kundene deres ser forslaget nå."))
        if isinstance(form, ContactForm):
            warn_of_mixed(request, *form.said().values())
        return redirect("suppliers_own", public_id=public_id)
    context = {
        "supplier": found,
        "contact": contact,
        "account": account,
        "wrong": form,
        "proposals": proposals(request.actor, public_id),
        "waiting": ProposalState.WAITING,
        "states": {
            ProposalState.WAITING: _("vises for kundene"),
            ProposalState.TAKEN: _("tatt i bruk"),
            ProposalState.DECLINED: _("avvist"),
        },
        "kinds": {ProposalKind.CONTACT: _("Kontaktperson"), ProposalKind.ACCOUNT: _("Redegjørelse")},
    }
    return render(request, "suppliers/own.html", context, status=422 if request.method == "POST" else 200)


def _proposed(request: SignedInRequest, public_id: str, form: FactForm) -> bool:
    by, at = request.actor, timezone.now()
    try:
        if isinstance(form, ContactForm):
            acts.propose_contact(by=by, at=at, supplier=public_id, **form.said())
        else:
            acts.propose_account(by=by, at=at, supplier=public_id, address=form.cleaned_data["address"])
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return False
    return True


@signed_in
@require_POST
def withdraw(request: SignedInRequest, proposal_id: str) -> HttpResponse:
    found = acts.withdraw_proposal(by=request.actor, at=timezone.now(), proposal=proposal_id)
    messages.success(request, _("Forslaget er trukket tilbake."))
    return redirect("suppliers_own", public_id=found.supplier.public_id)
