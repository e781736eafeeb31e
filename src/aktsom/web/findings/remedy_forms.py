"""The forms of what people are owed and have got."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktsom.findings.actions.remedies import LONGEST_SOURCE, EntitledSaid
from aktsom.findings.states import RemedyKind
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.web.base.choices import choose
from aktsom.web.findings import words
from aktsom.web.findings.forms import MOST_PEOPLE, NO_NAMES
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.teams.forms import day

_BAD_AMOUNT = {"invalid": _("Skriv beløpet med tall, som 1250,50.")}


def _amount(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, required=required, decimal_places=2, max_digits=15, localize=True,
        error_messages=_BAD_AMOUNT,
    )  # fmt: skip


class Sourced(Saying):
    source = forms.CharField(
        label=_("Hvor har dere tallet fra?"),
        max_length=LONGEST_SOURCE,
        help_text=_("Rapport, brev eller samtale, og dato."),
    )


class EntitledForm(Sourced):
    kind = forms.ChoiceField(label=_("Hva har de krav på?"), choices=list(words.REMEDIES.items()))
    people = forms.IntegerField(label=_("Hvor mange mennesker?"), min_value=1, max_value=MOST_PEOPLE)
    currency = forms.CharField(label=_("Valuta"), max_length=3, required=False, help_text=_("Tre bokstaver, som NOK."))
    amount = _amount(_("Hvor mye til hver?"), _("La stå tomt om ingen vet det ennå."), required=False)
    note = area(_("Merknad"), 3, LONGEST_REASON, NO_NAMES)
    field_order: Sequence[str] | None = ["kind", "people", "currency", "amount", "source", "note"]

    def said(self, looked: str) -> EntitledSaid:
        told = self.cleaned_data
        return EntitledSaid(**{**told, "kind": RemedyKind(told["kind"])}, looked=looked)


class Replacing(Sourced):
    """`instead_of`: the public id of what was said before and no longer stands."""

    instead_of = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class PaidForm(Replacing):
    amount = _amount(_("Hvor mye er betalt?"), _("Til alle på linjen sammen, i valutaen der."))
    paid_on = day(_("Når ble det betalt?"))
    field_order: Sequence[str] | None = ["amount", "paid_on", "source"]


class ConfirmForm(Replacing):
    by_whom = forms.ChoiceField(label=_("Hvem bekrefter det?"), choices=list(words.CONFIRMED_BY.items()))
    amount = _amount(_("Hvor mye er bekreftet?"), _("Til alle på linjen sammen, i valutaen der."))
    confirmed_on = day(_("Når?"))
    evidence = forms.ChoiceField(label=_("Dokumentasjon"), required=False)
    field_order: Sequence[str] | None = ["by_whom", "amount", "confirmed_on", "source", "evidence"]

    def __init__(self, *args: Any, evidence: Sequence[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "evidence", [("", _("Ingen")), *((one.public_id, one.title) for one in evidence)])


class TotalForm(Sourced):
    currency = forms.CharField(label=_("Valuta"), max_length=3, help_text=_("Tre bokstaver, som NOK."))
    amount = _amount(_("Hvilken sum er oppgitt?"))
    field_order: Sequence[str] | None = ["currency", "amount", "source"]
