"""Changing what is known of a supplier: one page, a form for each kind of fact."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.suppliers import permissions
from aktsom.suppliers.actions import facts as acts
from aktsom.suppliers.actions.facts import WrongFact
from aktsom.suppliers.actions.registered import ask_register
from aktsom.suppliers.queries.facts import SupplierFacts, supplier_facts
from aktsom.suppliers.queries.suppliers import the_one_called
from aktsom.suppliers.rules.register import Place
from aktsom.suppliers.states import NameKind, Scheme
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.suppliers import forms
from aktsom.web.suppliers.words import NAME_KINDS, SCHEMES, asks_register

Said = dict[str, Any]


def _address(said: Said) -> Said:
    place = Place(said["lines"], said["postcode"], said["town"], said["country"])
    return {"postal": bool(said["postal"]), "place": place, "source": said["source"]}


def _number(said: Said) -> Said:
    return {"scheme": Scheme(said["scheme"]), "text": said["value"], "source": said["source"]}


def _name(said: Said) -> Said:
    return {**said, "kind": NameKind(said["kind"])}


def _other(field: str) -> Callable[[Said], Said]:
    def found(said: Said) -> Said:
        text = said[field].strip()
        one = the_one_called(text) if text else None
        if text and one is None:
            raise WrongFact(field, _("Vi finner ikke ett selskap med det navnet eller nummeret."))
        return {**said, field: one.public_id if one else ""}

    return found


@dataclass(frozen=True)
class Kind:
    """`title` heads the form; `given` makes the action's words of the form's."""

    title: str | Promise
    form: type[forms.FactForm]
    act: Callable[..., Any]
    given: Callable[[Said], Said]


KINDS: dict[str, Kind] = {
    "number": Kind(gettext_lazy("Legg til et nummer"), forms.NumberForm, acts.add_number, _number),
    "name": Kind(gettext_lazy("Legg til et navn"), forms.NameForm, acts.add_name, _name),
    "address": Kind(gettext_lazy("Endre en adresse"), forms.AddressForm, acts.set_address, _address),
    "figures": Kind(gettext_lazy("Endre størrelse og form"), forms.FiguresForm, acts.set_figures, dict),
    "account": Kind(gettext_lazy("Lenke til redegjørelsen"), forms.AccountForm, acts.set_account, dict),
    "parent": Kind(gettext_lazy("Velg morselskap"), forms.ParentForm, acts.set_parent, _other("parent")),
    "merger": Kind(gettext_lazy("Skriv opp en sammenslåing"), forms.MergerForm, acts.note_merger, _other("into")),
}


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = supplier_facts(request.actor, public_id)
    stop_if(permissions.keep_facts(request.actor))
    what = request.POST.get("what", "")
    made = {
        key: kind.form(request.POST if key == what else None, prefix=key, initial=_now(key, found))
        for key, kind in KINDS.items()
    }
    form = made.get(what)
    if form is not None and form.is_valid() and _done(request, public_id, what, form):
        messages.success(request, _("Endringene er lagret."))
        return redirect("suppliers_supplier", public_id=public_id)
    context = {
        "facts": found,
        "forms": [(key, str(KINDS[key].title), one) for key, one in made.items()],
        "wrong": form,
        "schemes": SCHEMES,
        "name_kinds": NAME_KINDS,
    }
    return render(request, "suppliers/edit.html", context, status=422 if request.method == "POST" else 200)


def _now(key: str, found: SupplierFacts) -> Said:
    one = found.supplier
    if key == "figures":
        return {name: getattr(one, name) for name in ("legal_form", "employees", "turnover", "balance_sum")}
    if key == "account":
        return {"address": one.account_address}
    if key == "parent" and found.mother:
        return {"parent": found.mother.number or found.mother.name}
    if key == "address" and found.visiting:
        there = found.visiting
        return {"lines": there.lines, "postcode": there.postcode, "town": there.town, "country": there.country}
    return {}


def _done(request: SignedInRequest, public_id: str, what: str, form: forms.FactForm) -> bool:
    kind = KINDS[what]
    try:
        kind.act(by=request.actor, at=timezone.now(), supplier=public_id, **kind.given(dict(form.cleaned_data)))
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
        return False
    return True


@takes_part
@require_POST
def remove(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A number or a name: "no-org:923609016", "alias:Nordhav"."""
    kind, _colon, value = request.POST.get("remove", "").partition(":")
    by, at = request.actor, timezone.now()
    try:
        if kind in set(Scheme):
            acts.remove_number(by=by, at=at, supplier=public_id, scheme=Scheme(kind), value=value)
        elif kind in set(NameKind):
            acts.remove_name(by=by, at=at, supplier=public_id, kind=NameKind(kind), name=value)
        else:
            raise Stale
    except WrongFact as wrong:
        messages.error(request, str(wrong))
        return redirect("suppliers_edit", public_id=public_id)
    messages.success(request, _("Opplysningen er tatt bort."))
    return redirect("suppliers_edit", public_id=public_id)


@takes_part
@require_POST
def ask(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Let the worker look the supplier up; the page does not wait for it."""
    stop_if(permissions.keep_facts(request.actor))
    if not asks_register():
        messages.error(request, _("Oppslag i Enhetsregisteret er ikke slått på her."))
    elif ask_register(by=request.actor, at=timezone.now(), supplier=public_id):
        messages.success(request, _("Vi spør Enhetsregisteret. Opplysningene kommer om et øyeblikk."))
    else:
        messages.info(request, _("Vi spør Enhetsregisteret alt, eller kan ikke spørre om denne leverandøren."))
    return redirect("suppliers_supplier", public_id=public_id)
