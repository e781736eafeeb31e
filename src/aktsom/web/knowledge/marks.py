"""What is asked of a text that goes to more readers, as of a passage of a memo."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.knowledge.rules.letting_out import Marks
from aktsom.sharing.grounds import secrecy_grounds
from aktsom.teams.problems import Wrong
from aktsom.web.base.days import sensible
from aktsom.web.memos.words import ground_words

NAMES = tuple(Marks.__dataclass_fields__)


class MarksForm(forms.Form):
    concerns_supplier = forms.BooleanField(
        label=_("En leser kan forstå hvilken leverandør det gjelder"),
        help_text=_("Det som gjelder en leverandør, skal den se først. Skriv det i et notat."),
        required=False,
    )
    endangers_workers = forms.BooleanField(
        label=_("Å fortelle dette nå kan sette arbeidere i fare"),
        help_text=_("Da deles ingenting med flere."),
        required=False,
    )
    names_sub_supplier = forms.BooleanField(
        label=_("Nevner en underleverandør"), help_text=_("Blir hos kjøperne det gjelder."), required=False
    )
    tells_price = forms.BooleanField(
        label=_("Forteller om priser"), help_text=_("Blir hos kjøperne det gjelder."), required=False
    )
    is_deviation = forms.BooleanField(label=_("Dette er et avvik fra vilkårene"), required=False)
    plan_due_on = forms.DateField(
        label=_("Planen skal være gjennomført"),
        help_text=_("Et avvik uten plan med frist deles ikke lenger enn til kjøperne det gjelder."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[sensible],
    )
    secrecy_ground = forms.ChoiceField(
        label=_("Hjemmel for taushet"),
        help_text=_("Hvis noen ber om innsyn: hvorfor kan dette holdes tilbake?"),
        required=False,
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        before = self.fields["secrecy_ground"]
        self.fields["secrecy_ground"] = forms.ChoiceField(
            label=before.label,
            help_text=before.help_text,
            required=False,
            choices=[("", gettext("Ingen")), *((code, ground_words(code)) for code in secrecy_grounds())],
        )

    def mark_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NAMES if name in self.fields]

    def marked(self) -> bool:
        """Whether something is said or wrong here, so that the part stands open."""
        return any(bound.value() or bound.errors for bound in self.mark_fields())

    @property
    def marks(self) -> Marks:
        said = {name: self.cleaned_data.get(name) for name in NAMES}
        return Marks(**{name: value for name, value in said.items() if value})

    def say_wrong(self, error: DomainError) -> None:
        """At its field, where the form has it."""
        at = error.field if isinstance(error, Wrong) and error.field in self.fields else None
        self.add_error(at, str(error.message))
