"""The forms of what is known of a supplier. What the actions refuse is said at its field."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.suppliers.actions.facts import NAME_LENGTH, WrongFact
from aktsom.suppliers.states import NameKind, Scheme
from aktsom.supply_chain.states import HitState
from aktsom.web.base.choices import choose
from aktsom.web.base.letters import only_seen
from aktsom.web.suppliers.words import NAME_KINDS, SCHEMES
from aktsom.web.teams.forms import day

MOST_KRONER = 10**15


class FactForm(forms.Form):
    def say(self, error: DomainError) -> None:
        field = error.field if isinstance(error, WrongFact) and error.field in self.fields else None
        self.add_error(field, str(error))


def source() -> forms.CharField:
    return forms.CharField(
        label=_("Hvor har du det fra?"),
        max_length=200,
        error_messages={"required": _("Skriv hvor opplysningen kommer fra.")},
    )


def other_supplier(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("Organisasjonsnummer, eller navnet slik det står her."),
        max_length=NAME_LENGTH,
        required=required,
        error_messages={"required": _("Skriv hvilket selskap.")},
    )


class NumberForm(FactForm):
    scheme = forms.ChoiceField(label=_("Hva slags nummer?"), choices=[(s.value, SCHEMES[s]) for s in Scheme])
    value = forms.CharField(label=_("Nummer"), max_length=60, error_messages={"required": _("Skriv nummeret.")})
    source = source()


class NameForm(FactForm):
    name = forms.CharField(
        label=_("Navn"),
        help_text=_("I hvilken skrift som helst."),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Skriv navnet.")},
    )
    kind = forms.ChoiceField(
        label=_("Hva slags navn?"),
        choices=[(k.value, NAME_KINDS[k]) for k in (NameKind.ALIAS, NameKind.LOCAL, NameKind.FORMER)],
    )
    until = day(_("Brukt til"), required=False)
    source = source()


class AddressForm(FactForm):
    postal = forms.ChoiceField(
        label=_("Hvilken adresse?"), choices=[("", _("Besøksadresse")), ("1", _("Postadresse"))], required=False
    )
    lines = forms.CharField(label=_("Adresse"), max_length=300, error_messages={"required": _("Skriv adressen.")})
    postcode = forms.CharField(label=_("Postnummer"), max_length=12, required=False)
    town = forms.CharField(label=_("Sted"), max_length=100, required=False)
    country = forms.CharField(
        label=_("Land"),
        help_text=_("To bokstaver, som NO eller SE."),
        min_length=2,
        max_length=2,
        initial="NO",
        error_messages={"required": _("Skriv landet med to bokstaver.")},
    )
    source = source()

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()


class Kroner(forms.IntegerField):
    """A whole sum as people write it, "80 000 000 kr"."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python(re.sub(r"[\s.]|kr|NOK", "", value) if isinstance(value, str) else value)


def kroner(label: Any) -> forms.IntegerField:
    return Kroner(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_KRONER,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Skriv et helt tall i kroner.")},
    )


class FiguresForm(FactForm):
    legal_form = forms.CharField(
        label=_("Organisasjonsform"), help_text=_("Kode, som AS, ASA eller ENK."), max_length=20, required=False
    )
    employees = forms.IntegerField(
        label=_("Årsverk"),
        help_text=_("I snitt siste regnskapsår. La stå tomt hvis du ikke vet."),
        required=False,
        min_value=0,
        max_value=10_000_000,
        error_messages={"invalid": _("Skriv et helt tall.")},
    )
    turnover = kroner(_("Omsetning siste regnskapsår, i kroner"))
    balance_sum = kroner(_("Balansesum siste regnskapsår, i kroner"))
    source = source()


class AccountForm(FactForm):
    address = forms.CharField(
        label=_("Adresse til redegjørelsen"),
        help_text=_("Må begynne med https://. La stå tomt for å ta den bort. Vi åpner den ikke selv."),
        max_length=500,
        required=False,
    )
    source = source()


class ParentForm(FactForm):
    parent = other_supplier(_("Morselskap"), required=False)
    source = source()


class MergerForm(FactForm):
    into = other_supplier(_("Slått sammen med"))
    on = day(_("Fra dagen"), required=False)
    source = source()


class ContactForm(FactForm):
    name = forms.CharField(label=_("Navn"), max_length=200, required=False, validators=[only_seen])
    part = forms.CharField(
        label=_("Rolle"),
        help_text=_("Hva personen gjør hos leverandøren."),
        max_length=200,
        required=False,
        validators=[only_seen],
    )
    email = forms.EmailField(
        label=_("E-post"), required=False, error_messages={"invalid": _("Dette er ikke en e-postadresse.")}
    )
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False, validators=[only_seen])
    member = forms.ChoiceField(
        label=_("Hvem er kontakten for?"), help_text=_("Bare dette medlemmets folk ser den."), required=False
    )

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(members) > 1:
            choose(self, "member", members)
            self.fields["member"].required = True
        else:
            del self.fields["member"]
            self._only = members[0][0] if members else ""

    def chosen_member(self) -> str:
        return str(self.cleaned_data.get("member") or self._only)

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "part", "email", "phone")}


class JudgeForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Er de den samme?"),
        choices=[(HitState.SAME.value, _("Ja, den samme")), (HitState.DIFFERENT.value, _("Nei, to ulike"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg om de er den samme eller ikke.")},
    )
    reason = forms.CharField(
        label=_("Hva bygger du det på?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
        error_messages={"required": _("Skriv hva du bygger vurderingen på.")},
    )
