"""What a person fills in about a memo: its words, who sees them now, and decisions to let more see them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aktsom.sharing.audiences import Audience
from aktsom.sharing.grounds import secrecy_grounds
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam
from aktsom.teams.rules.memos import PassageWords
from aktsom.web.base.audience import audience_name
from aktsom.web.base.days import sensible
from aktsom.web.memos.words import ground_words, group_name

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MemoForm(forms.Form):
    team = forms.ChoiceField(label=_("Hvilken gruppe skriver?"))
    title = forms.CharField(
        label=_("Tittel"),
        max_length=200,
        help_text=_("Skal kunne stå i en offentlig journal: uten navn på personer, beløp og underleverandører."),
        error_messages={"required": _("Gi notatet en tittel.")},
    )
    supplier = forms.ChoiceField(
        label=_("Leverandøren det gjelder"),
        required=False,
        help_text=_("Leverandøren skal se det som gjelder den, før det går ut av gruppen."),
    )
    endangers_workers = forms.BooleanField(
        label=_("Å fortelle leverandøren om dette nå kan sette arbeidere i fare"),
        help_text=_("Da deles ingenting med flere før dere tar bort krysset."),
        required=False,
    )
    link_buyers = forms.BooleanField(
        label=_("Knytt til alle medlemmer som har en avtale det gjelder"),
        help_text=_("De ser ingenting før dere deler det med dem."),
        required=False,
        initial=True,
    )

    def __init__(
        self,
        *args: Any,
        suppliers: Sequence[Supplier],
        teams: Sequence[CategoryTeam] = (),
        new: bool = False,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["supplier"] = forms.ChoiceField(
            label=self.fields["supplier"].label,
            help_text=self.fields["supplier"].help_text,
            required=False,
            choices=[("", gettext("Ingen bestemt")), *((one.public_id, one.name) for one in suppliers)],
        )
        self._only_team = teams[0].public_id if len(teams) == 1 else ""
        if len(teams) > 1:
            choices = [(one.public_id, group_name(one.group_id)) for one in teams]
            self.fields["team"] = forms.ChoiceField(label=self.fields["team"].label, choices=choices)
        else:
            del self.fields["team"]
        if not new:
            del self.fields["link_buyers"]

    @property
    def team_id(self) -> str:
        return str(self.cleaned_data.get("team") or self._only_team)


class PassageForm(forms.Form):
    text = forms.CharField(
        label=_("Tekst"),
        help_text=_("Skriv hva dere vet, og hvordan. Ingen navn på arbeidere."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Skriv noe i avsnittet.")},
    )
    audience = forms.ChoiceField(label=_("Hvem skal se det nå?"), widget=forms.RadioSelect)
    is_deviation = forms.BooleanField(label=_("Dette er et avvik fra vilkårene"), required=False)
    plan_due_on = forms.DateField(
        label=_("Planen skal være gjennomført"),
        help_text=_("Et avvik uten plan med frist deles ikke lenger enn til kjøperne det gjelder."),
        required=False,
        widget=DAY,
        validators=[sensible],
    )
    names_sub_supplier = forms.BooleanField(
        label=_("Nevner en underleverandør"), help_text=_("Blir hos kjøperne det gjelder."), required=False
    )
    tells_price = forms.BooleanField(
        label=_("Forteller om priser"), help_text=_("Blir hos kjøperne det gjelder."), required=False
    )
    secrecy_ground = forms.ChoiceField(
        label=_("Hjemmel for taushet"),
        help_text=_("Hvis noen ber om innsyn: hvorfor kan dette holdes tilbake?"),
        required=False,
    )
    review_on = forms.DateField(
        label=_("Se på det igjen"),
        help_text=_("Da spør vi om det fortsatt må holdes tilbake."),
        required=False,
        widget=DAY,
        validators=[sensible],
    )

    def __init__(self, *args: Any, audiences: Sequence[tuple[Audience, str]], **kw: Any) -> None:
        """`audiences` with what each means here, by name."""
        super().__init__(*args, **kw)
        self.fields["audience"] = forms.ChoiceField(
            label=self.fields["audience"].label,
            widget=forms.RadioSelect,
            choices=[(one, f"{audience_name(one)}. {meaning}") for one, meaning in audiences],
        )
        self.fields["secrecy_ground"] = forms.ChoiceField(
            label=self.fields["secrecy_ground"].label,
            help_text=self.fields["secrecy_ground"].help_text,
            required=False,
            choices=[("", gettext("Ingen")), *((code, ground_words(code)) for code in secrecy_grounds())],
        )

    @property
    def words(self) -> PassageWords:
        said = {name: self.cleaned_data[name] for name in PassageWords.__dataclass_fields__}
        return PassageWords(**{**said, "audience": Audience(said["audience"])})


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Hvorfor"),
        help_text=_("Skriv det slik at en kollega forstår det om to år."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor.")},
    )


class ReleaseForm(ReasonForm):
    parts = forms.MultipleChoiceField(label=_("Hva skal deles?"), widget=forms.CheckboxSelectMultiple)
    to = forms.ChoiceField(
        label=_("Med hvem?"), widget=forms.RadioSelect, error_messages={"required": _("Velg hvem det skal deles med.")}
    )
    field_order = ("parts", "to", "reason")

    def __init__(
        self, *args: Any, parts: Sequence[tuple[str, str]], audiences: Sequence[tuple[Audience, str]], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["parts"] = forms.MultipleChoiceField(
            label=self.fields["parts"].label,
            widget=forms.CheckboxSelectMultiple,
            choices=parts,
            error_messages={"required": _("Velg hva som skal deles.")},
        )
        self.fields["to"] = forms.ChoiceField(
            label=self.fields["to"].label,
            widget=forms.RadioSelect,
            choices=[(one, f"{audience_name(one)}. {meaning}") for one, meaning in audiences],
            error_messages={"required": _("Velg hvem det skal deles med.")},
        )


class ReviewForm(forms.Form):
    next_on = forms.DateField(label=_("Se på det igjen"), widget=DAY, validators=[sensible])
