"""The forms of a place and of a link. What the actions refuse is said at its field."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from aktsom.contracts.rules import storable
from aktsom.core.errors import DomainError
from aktsom.interop.chains.letters import mixed_word
from aktsom.supply_chain.actions.links import LONGEST as LONGEST_CHECK
from aktsom.supply_chain.actions.links import WrongCheck
from aktsom.supply_chain.actions.sites import LONGEST, LONGEST_SOURCE, WrongSite
from aktsom.supply_chain.states import Confidence
from aktsom.web.base.choices import choose
from aktsom.web.teams.forms import day


class Words(forms.CharField):
    """Text as people write it, in any script. What cannot be seen, and what turns the direction of the text round it,
    is told of and not taken."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(max_length=most, **kwargs)
        self.validators = [self._short_enough]
        self.most = most

    def _short_enough(self, text: str) -> None:
        if len(text) > self.most:
            raise ValidationError(_now("Skriv det med høyst %(count)s tegn.") % {"count": self.most})

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n")
        if storable(text) != text:
            raise ValidationError(
                _now("Teksten har tegn som ikke synes, eller som snur skriveretningen. Skriv den på nytt her.")
            )
        return text


class Degrees(forms.DecimalField):
    """With a comma or a point, and as many decimals as a map gives; we keep five, about a metre."""

    def __init__(self, label: Any, most: int, help_text: Any) -> None:
        wrong = _("Skriv grader som et tall, for eksempel 23,9901.")
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"invalid": wrong},
        )
        self.most = most

    def to_python(self, value: Any) -> Any:
        degrees = super().to_python(value.replace(",", ".").replace("\u2212", "-") if isinstance(value, str) else value)
        if degrees is None:
            return None
        if not degrees.is_finite():
            raise ValidationError(self.error_messages["invalid"])
        if abs(degrees) > self.most:
            raise ValidationError(_now("Posisjonen finnes ikke på jorden. Se om de to er byttet om."))
        return degrees.quantize(Decimal("0.00001"))


def source() -> Words:
    return Words(
        label=_("Hvor har du det fra?"),
        help_text=_("Et besøk, et brev, en nettside. Alle som ser stedet, ser også dette."),
        most=LONGEST_SOURCE,
        error_messages={"required": _("Skriv hvor opplysningen kommer fra.")},
    )


class SiteForm(forms.Form):
    name = Words(label=_("Navn"), most=LONGEST["name"], error_messages={"required": _("Skriv navnet på stedet.")})
    local_name = Words(label=_("Navn på stedets språk"), most=LONGEST["local_name"], required=False)
    address = Words(label=_("Adresse"), most=LONGEST["address"], required=False)
    postcode = Words(label=_("Postnummer"), most=LONGEST["postcode"], required=False)
    town = Words(label=_("Sted"), most=LONGEST["town"], required=False)
    region = Words(label=_("Region"), most=LONGEST["region"], required=False)
    country = forms.ChoiceField(label=_("Land"))
    latitude = Degrees(_("Breddegrad"), 90, _("Nord er pluss, sør er minus."))
    longitude = Degrees(_("Lengdegrad"), 180, _("Øst er pluss, vest er minus."))
    processes = Words(
        label=_("Prosesser"),
        help_text=_("Én på hver linje."),
        most=LONGEST["processes"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    workers_band = forms.ChoiceField(label=_("Ansatte"), required=False)
    source = source()

    def __init__(
        self, *args: Any, countries: Sequence[tuple[str, str]], bands: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("country", countries), ("workers_band", [("", _("ikke oppgitt")), *bands])):
            choose(self, name, options)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if word := mixed_word(name):
            told = _now("«%(word)s» blander bokstaver fra flere alfabet. Skriv navnet på nytt.")
            raise ValidationError(told % {"word": word[:60]})
        return name

    def say(self, error: DomainError) -> None:
        field = error.field if isinstance(error, WrongSite) and error.field in self.fields else None
        self.add_error(field, str(error))


class StateForm(forms.Form):
    act = forms.ChoiceField(
        label=_("Hva har skjedd?"), widget=forms.RadioSelect, error_messages={"required": _("Velg hva som har skjedd.")}
    )
    since = day(_("Fra dagen"))
    to = Words(
        label=_("Flyttet til"),
        help_text=_(
            "Bare når stedet har flyttet: navnet på det nye stedet slik det står her, eller adressen til siden."
        ),
        most=400,
        required=False,
    )
    source = source()

    def __init__(self, *args: Any, acts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "act", acts)
        if "move" not in dict(acts):
            del self.fields["to"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("act") == "move" and not said.get("to") and not self.errors.get("to"):
            self.add_error("to", _now("Skriv hvor stedet har flyttet."))
        return said

    def say(self, error: DomainError) -> None:
        field = error.field if isinstance(error, WrongSite) and error.field in self.fields else None
        self.add_error(field, str(error))


class CheckForm(forms.Form):
    confidence = forms.ChoiceField(
        label=_("Hva bygger det på?"),
        choices=[
            (Confidence.DOCUMENTED.value, _("Et dokument viser leveransen")),
            (Confidence.VERIFIED.value, _("Noen andre enn leverandøren har kontrollert det")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva det bygger på.")},
    )
    document = Words(
        label=_("Dokument"),
        help_text=_("Fraktbrev, ordre eller rapport, med nummer der det finnes."),
        most=LONGEST_CHECK["document"],
        required=False,
    )
    confirmed_by = Words(
        label=_("Hvem har kontrollert det, og hvordan?"),
        help_text=_("Når noen andre enn leverandøren har gjort det."),
        most=LONGEST_CHECK["confirmed_by"],
        required=False,
    )
    on = day(_("Dagen"), _("Da dokumentet ble skrevet, eller kontrollen gjort."))
    note = Words(
        label=_("Merknad"),
        help_text=_("Ikke navn på arbeidere. Leverandøren kan lese dette."),
        most=LONGEST_CHECK["note"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    member = forms.ChoiceField(label=_("På vegne av"))

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "member", members)
        if len(members) == 1:
            del self.fields["member"]

    def say(self, error: DomainError) -> None:
        field = error.field if isinstance(error, WrongCheck) and error.field in self.fields else None
        self.add_error(field, str(error))
