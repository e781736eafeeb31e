"""Writing a contract by hand: new or changed, with a first look at the risk while one types."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.contracts import permissions, queries
from aktsom.contracts.problems import FactsWrong
from aktsom.core.errors import Refusal, Refused, stop_if
from aktsom.interop.registers.typed import typed_facts
from aktsom.members.queries import members_with
from aktsom.members.roles import Permission
from aktsom.risk.actions import amend_and_screen, register_and_screen
from aktsom.risk.queries.hint import hint
from aktsom.risk.screening.purchase import Purchase
from aktsom.suppliers.queries import like
from aktsom.terms.queries import term_sets
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.contracts.forms import ContractForm, texts_of
from aktsom.web.contracts.sending import revision_of, sent

SCREENED = ("title", "products", "cpv", "origins", "description")
GROUPS: tuple[tuple[str, ...], ...] = (
    ("member", "title", "products", "cpv", "origins"),
    ("supplier_name", "supplier_number", "supplier_country"),
    ("reference", "value", "currency", "description"),
    ("signed_on", "starts_on", "ends_on", "option_until", "options"),
    ("term_set", "term_deviations"),
)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    members = members_with(request.actor, Permission.KEEP_REGISTER)
    if not members:
        raise Refused(_no_register(request))
    form = ContractForm(sent(request), members=members, term_sets=term_sets())
    if request.method == "POST" and form.is_valid():
        try:
            made = register_and_screen(
                by=request.actor, at=timezone.now(), member=form.chosen_member(), facts=form.facts
            )
        except FactsWrong as wrong:
            form.say(wrong.problems)
        else:
            messages.success(request, _("Avtalen ligger i registeret."))
            return _done(request, form, made.public_id)
    return render(request, "contracts/form.html", {"form": form, **_around(form)}, status=422 if form.errors else 200)


def _no_register(request: SignedInRequest) -> Refusal:
    member_id = request.actor.member_id
    refusal = permissions.keep_register(request.actor, member_id) if member_id else None
    return refusal or Refusal(_("Du har ikke noe register å skrive i."))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    contract = queries.own_contract(request.actor, public_id)
    stop_if(permissions.change_contract(request.actor, contract))
    form = ContractForm(sent(request), initial=texts_of(queries.facts_of(contract)), members=(), term_sets=term_sets())
    if request.method == "POST" and form.is_valid():
        try:
            amend_and_screen(
                by=request.actor,
                at=timezone.now(),
                public_id=public_id,
                revision=revision_of(request),
                facts=form.facts,
            )
        except FactsWrong as wrong:
            form.say(wrong.problems)
        else:
            messages.success(request, _("Endringene er lagret."))
            return _done(request, form, public_id)
    # A page that came back with errors keeps the revision it was opened with, so that a change meanwhile still shows.
    context = {"form": form, "contract": contract, "revision": request.POST.get("revision", contract.revision)}
    return render(request, "contracts/form.html", context | _around(form), status=422 if form.errors else 200)


def _done(request: SignedInRequest, form: ContractForm, public_id: str) -> HttpResponse:
    for note in form.notes:
        messages.warning(request, note)
    return redirect("contracts_contract", public_id=public_id)


def _around(form: ContractForm) -> dict[str, Any]:
    """The groups of fields, and what the screen says of what stands in the form."""
    texts = {name: str(form[name].value() or "") for name in SCREENED}
    return {"groups": GROUPS, "hint": _hint(texts), "screened": SCREENED}


@takes_part
@require_POST
def screen(request: SignedInRequest) -> HttpResponse:
    """The hint alone, asked for while somebody types."""
    texts = {name: request.POST.get(name, "") for name in SCREENED}
    return render(request, "contracts/hint.html", {"hint": _hint(texts)})


def _hint(texts: dict[str, str]) -> Any:
    if not any(text.strip() for text in texts.values()):
        return None
    facts, _problems = typed_facts(texts)
    purchase = Purchase(facts.title, facts.description, facts.products, facts.cpv, facts.origins)
    return hint(purchase, translation.get_language() or "nb")


@takes_part
@require_safe
def supplier_words(request: SignedInRequest) -> HttpResponse:
    """Suppliers already known by the beginning of their name, as options for the field of those who keep a register."""
    if not members_with(request.actor, Permission.KEEP_REGISTER):
        raise Refused(_no_register(request))
    text = request.GET.get("supplier_name", "").strip()
    found = like(request.actor, text) if len(text) > 1 else []
    return render(request, "contracts/suppliers.html", {"suppliers": found})
