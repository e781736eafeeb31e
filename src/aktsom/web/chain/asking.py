"""A buyer, or a team under its mandates, asks a supplier to tell of its chain."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.interop.chains.products import product_names
from aktsom.risk.queries.products import products_of
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.suppliers import supplier as supplier_of
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.asking import AlreadyAnswered, Asked, Wish, ask_for_chain
from aktsom.supply_chain.queries.contracts import last_with, own_with
from aktsom.teams.actions.chains import ask_for_chain_under_mandates
from aktsom.teams.problems import NotCovered
from aktsom.teams.queries.chains import askable
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.jinja import write_date
from aktsom.web.chain import words
from aktsom.web.chain.reaching import has_chain, supplier_with_chain
from aktsom.web.contracts.sending import sent


class AskForm(forms.Form):
    message = forms.CharField(
        label=gettext_lazy("Melding til leverandøren"),
        help_text=gettext_lazy("Hvorfor dere spør, og hva som er viktigst."),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answer_by = forms.DateField(
        label=gettext_lazy("Svar innen"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    again = forms.BooleanField(label=gettext_lazy("Be om et nytt svar, selv om leverandøren har svart"), required=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """A contract that may be asked about, with the products its risk points to."""

    public_id: str
    title: str
    member: str
    products: list[str]
    names: list[str]


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest, public_id: str) -> HttpResponse:
    """For own contracts; with ?gruppe= for those that the team holds mandates for."""
    team = request.GET.get("gruppe", "")
    supplier = supplier_of(request.actor, public_id) if team else supplier_with_chain(request.actor, public_id)
    choices = _choices(request, supplier, team)
    form, context = AskForm(sent(request)), dict[str, Any]()
    picked = {one.public_id for one in choices}
    if request.method == "POST":
        picked = set(request.POST.getlist("contracts")) & picked
        if form.is_valid():
            said = form.cleaned_data
            products = {one.public_id: one.products for one in choices if one.public_id in picked}
            wish = Wish(products, said["message"], said["answer_by"], said["again"])
            asked = _asked(request, supplier, team, wish, told=(form, context))
            if asked is not None:
                _tell(request, asked)
                return redirect("chain_behind", public_id=public_id)
    context |= {"supplier": supplier, "team": team, "choices": choices, "picked": picked, "form": form}
    context |= {"has_chain": has_chain(request.actor, public_id)}
    if not choices:
        context["nothing"] = _why_nothing(request, supplier, team)
    return render(request, "chain/ask.html", context, status=422 if request.method == "POST" else 200)


def _choices(request: SignedInRequest, supplier: Supplier, team: str) -> list[Choice]:
    today = timezone.localdate()
    if team:
        contracts = askable(request.actor, team, supplier)
    else:
        contracts = own_with(request.actor, supplier, today)
        refusals = {one.member_id: permissions.ask(request.actor, one.member_id) for one in contracts}
        if contracts and all(refusals.values()):
            stop_if(next(iter(refusals.values())))
        contracts = [one for one in contracts if refusals[one.member_id] is None]
    products = products_of(request.actor, [one.pk for one in contracts])
    names = product_names((id_ for listed in products.values() for id_ in listed), words.language())
    return [
        Choice(one.public_id, one.title, one.member.name, listed, [names[id_] for id_ in listed])
        for one in contracts
        for listed in [products.get(one.pk, [])]
    ]


def _why_nothing(request: SignedInRequest, supplier: Supplier, team: str) -> tuple[str, str]:
    """Why there is nothing to ask for, and what one can do."""
    if team:
        return (
            _("Gruppen har ingen fullmakt som omfatter å spørre denne leverandøren nå."),
            _("Be avtaleeierne om en fullmakt til å spørre, eller be dem spørre selv."),
        )
    last = last_with(request.actor, supplier)
    if last is None:
        return (
            _("Dere har ingen avtale med leverandøren, og svaret går bare til dem som har det."),
            _("Skal dere kjøpe her, så registrer avtalen først."),
        )
    if last.runs_until is None or last.runs_until >= timezone.localdate():
        return (
            _("Den siste avtalen dere hadde med leverandøren, er avsluttet."),
            _("Løper den likevel, så åpne den igjen i registeret."),
        )
    return (
        _("Den siste avtalen dere hadde med leverandøren, gikk ut %(day)s.") % {"day": write_date(last.runs_until)},
        _("Løper den videre, så rett sluttdatoen i registeret."),
    )


def _asked(
    request: SignedInRequest, supplier: Supplier, team: str, wish: Wish, *, told: tuple[AskForm, dict[str, Any]]
) -> Asked | None:
    """Nothing when the form or the page (`told`) has to say something first."""
    (form, context), by, at = told, request.actor, timezone.now()
    try:
        if team:
            return ask_for_chain_under_mandates(by=by, at=at, team_id=team, supplier_id=supplier.public_id, wish=wish)
        return ask_for_chain(by=by, at=at, supplier_id=supplier.public_id, wish=wish)
    except (NotVisible, Refused, Stale):
        raise
    except AlreadyAnswered as error:
        context["answered"] = error.on
        form.add_error("again", str(error))
    except NotCovered as error:
        context["not_covered"] = error.contracts
        form.add_error(None, str(error))
    except DomainError as error:
        form.add_error(None, str(error))
    return None


def _tell(request: SignedInRequest, asked: Asked) -> None:
    if asked.again:
        messages.info(request, _("Dette er spurt om allerede. Leverandøren har ikke svart ennå."))
    elif asked.joined:
        messages.success(request, _("Leverandøren var spurt fra før. Avtalene deres er lagt til i samme spørsmål."))
    else:
        messages.success(request, _("Leverandøren er spurt."))
    if not asked.answers:
        messages.warning(
            request,
            _("Ingen svarer for leverandøren ennå. Be sekretariatet slippe inn noen der, så får de spørsmålet."),
        )
