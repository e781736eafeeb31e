"""A contract by hand, and another result than the list's. Texts are read as a register's cells are."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aktsom.categories.catalogue import Catalogue
from aktsom.contracts.rules import FIELDS, ContractFacts, Problem
from aktsom.interop.registers.telling import describe_problem
from aktsom.interop.registers.typed import typed_facts
from aktsom.members.models import Member
from aktsom.terms.models import TermSet
from aktsom.web.base.jinja import by_language, country_name
from aktsom.web.base.risk_words import verdict_words

REASON_ROWS = 4


class OverrideForm(forms.Form):
    verdict = forms.ChoiceField(label=_("Hva er riktig?"), widget=forms.RadioSelect)
    products = forms.MultipleChoiceField(label=_("Produkter"), required=False)
    reason = forms.CharField(
        label=_("Hvorfor"),
        help_text=_("Skriv det slik at en kollega forstår det om to år. Det står i historien til avtalen."),
        widget=forms.Textarea(attrs={"rows": REASON_ROWS}),
        error_messages={"required": _("Skriv hvorfor.")},
    )

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = catalogue
        self.fields["verdict"] = forms.ChoiceField(
            label=self.fields["verdict"].label, widget=forms.RadioSelect, choices=list(verdict_words().items())
        )
        products = [(product.id, product.name.nb) for product in catalogue.products]
        self.fields["products"] = forms.MultipleChoiceField(
            label=self.fields["products"].label, required=False, choices=products
        )

    def clean(self) -> dict[str, Any] | None:
        """Products ticked before the verdict was changed are let go: they go with high risk only."""
        cleaned = super().clean()
        if cleaned and cleaned.get("verdict") != "high_risk":
            cleaned["products"] = []
        return cleaned


DAY = forms.DateInput(attrs={"type": "date"})


class ContractForm(forms.Form):
    """Every field is text as people write it. Once valid, `facts` is what was read out of it, and `notes` what the
    reader wants looked at though it stops nobody."""

    facts: ContractFacts
    notes: list[str]

    member = forms.ChoiceField(label=_("Hvem er avtalepart?"))
    title = forms.CharField(
        label=_("Hva kjøper dere?"),
        help_text=_("Med noen få ord, for eksempel «Engangshansker i nitril»."),
        error_messages={"required": _("Skriv hva som kjøpes, med noen få ord.")},
    )
    products = forms.CharField(
        label=_("Produkter"),
        help_text=_("Ett produkt på hver linje. Jo tydeligere, jo sikrere vurdering."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    cpv = forms.CharField(
        label=_("CPV-koder"),
        help_text=_("Åtte sifre, hovedkoden først. Står i kunngjøringen. Skill flere med komma."),
        required=False,
    )
    origins = forms.CharField(
        label=_("Hvor lages varene?"),
        help_text=_("Land, hvis leverandøren har oppgitt det. Skill flere med komma."),
        required=False,
    )
    description = forms.CharField(label=_("Beskrivelse"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    supplier_name = forms.CharField(
        label=_("Leverandør"), help_text=_("Navnet slik det står i avtalen."), required=False
    )
    supplier_number = forms.CharField(
        label=_("Organisasjonsnummer"),
        help_text=_("Ni sifre, eller landkode og nummer."),
        required=False,
    )
    supplier_country = forms.CharField(
        label=_("Leverandørens land"), help_text=_("Bare hvis det ikke er Norge."), required=False
    )
    reference = forms.CharField(
        label=_("Referanse"),
        help_text=_("Nummeret avtalen har hos dere. Uten det lager vi ett."),
        required=False,
    )
    value = forms.CharField(label=_("Verdi"), help_text=_("Hele avtalen, uten opsjoner."), required=False)
    currency = forms.CharField(label=_("Valuta"), help_text=_("Tre bokstaver."), required=False, initial="NOK")
    signed_on = forms.CharField(label=_("Signert"), required=False, widget=DAY)
    starts_on = forms.CharField(label=_("Starter"), required=False, widget=DAY)
    ends_on = forms.CharField(label=_("Slutter"), required=False, widget=DAY)
    option_until = forms.CharField(label=_("Siste dag med opsjoner"), required=False, widget=DAY)
    options = forms.CharField(label=_("Opsjoner"), help_text=_("For eksempel «1 + 1 år»."), required=False)
    term_set = forms.ChoiceField(
        label=_("Vilkår om menneskerettigheter"),
        help_text=_("Det settet avtalen ble inngått med. Årstallet står i vilkårene."),
        required=False,
    )
    term_deviations = forms.CharField(
        label=_("Avvik fra vilkårene"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def __init__(
        self, *args: Any, members: Sequence[Member] = (), term_sets: Sequence[TermSet] = (), **kwargs: Any
    ) -> None:
        """With more than one member to choose among the form asks for whom; an amended contract stays where it is."""
        super().__init__(*args, **kwargs)
        self._members = {member.public_id: member for member in members}
        if len(members) > 1:
            self.fields["member"] = forms.ChoiceField(
                label=self.fields["member"].label, choices=[(one.public_id, one.name) for one in members]
            )
        else:
            del self.fields["member"]
        self.fields["term_set"] = forms.ChoiceField(
            label=self.fields["term_set"].label,
            help_text=self.fields["term_set"].help_text,
            required=False,
            choices=[("", _("Ingen, eller vet ikke")), *((one.code, _named(one)) for one in term_sets)],
        )

    def chosen_member(self) -> Member:
        """Of a valid form."""
        chosen = self.cleaned_data.get("member")
        return self._members[chosen] if chosen else next(iter(self._members.values()))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        texts = {name: str(value or "") for name, value in cleaned.items()}
        self.facts, found = typed_facts(texts)
        self.say([problem for problem in found if problem.blocks])
        self.notes = [describe_problem(problem, gettext).what for problem in found if not problem.blocks]
        return cleaned

    def say(self, problems: Sequence[Problem]) -> None:
        """Each problem at its field, once; what is missing is said by the field itself."""
        for problem in problems:
            name = problem.field if problem.field in self.fields else None
            if problem.code == "title_missing" and "title" in self.errors:
                continue
            told = describe_problem(problem, gettext)
            self.add_error(name, f"{told.what} {told.mend}")


def _named(term_set: TermSet) -> str:
    return f"{term_set.code}: {by_language(term_set, 'name')}"


def texts_of(facts: ContractFacts) -> dict[str, str]:
    """The facts as the form shows them, to be read back the same."""
    texts = {name: str(getattr(facts, name) or "") for name in FIELDS}
    return texts | {
        "products": "\n".join(facts.products),
        "cpv": ", ".join(facts.cpv),
        "origins": ", ".join(country_name(code) for code in facts.origins),
        "value": _plain(facts.value),
        "supplier_country": country_name(facts.supplier_country) if facts.supplier_country != "NO" else "",
    }


def _plain(value: Decimal | None) -> str:
    """ "1 200 000" or "1 200 000,50"."""
    if value is None:
        return ""
    whole, _point, cents = f"{value:,.2f}".replace(",", " ").partition(".")
    return whole if cents == "00" else f"{whole},{cents}"
