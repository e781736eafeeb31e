"""What is said of a file that is brought."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.follow_up.actions.evidence import EvidenceWrong, Said, Whose
from aktsom.follow_up.models.evidence import LONGEST_TITLE
from aktsom.follow_up.queries.evidence import Places
from aktsom.follow_up.rules.evidence import audiences_for
from aktsom.sharing.audiences import Audience
from aktsom.suppliers.models import Supplier
from aktsom.web.base.days import sensible
from aktsom.web.evidence.fields import UploadForm
from aktsom.web.evidence.words import KINDS, QUALITY, QUALITY_NAMES, audience_choice
from aktsom.web.memos.words import group_name

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EvidenceForm(UploadForm):
    kind = forms.ChoiceField(
        label=_("Hva slags dokumentasjon?"), error_messages={"required": _("Velg hva slags dokumentasjon dette er.")}
    )
    title = forms.CharField(
        label=_("Kort beskrivelse"), max_length=LONGEST_TITLE, required=False,
        help_text=_("Står den tom, bruker vi filnavnet. Ikke skriv navn på arbeidere."),
    )  # fmt: skip
    whose = forms.ChoiceField(label=_("Hvem gjør du dette for?"))
    audience = forms.ChoiceField(
        label=_("Hvem skal se det?"), widget=forms.RadioSelect, initial=Audience.LINKED_BUYERS.value
    )
    valid_until = forms.DateField(
        label=_("Gjelder til"), required=False, widget=DAY, validators=[sensible],
        help_text=_("Siste dag et sertifikat gjelder."),
    )  # fmt: skip
    field_order = ["file", "file_upload", "kind", "title", "whose", "audience", "valid_until"]

    def __init__(
        self, *args: Any, places: Places | None = None, supplier: Supplier | None = None, replaces: str = "", **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self._supplier, self._replaces = supplier, replaces
        self.fields["kind"] = _choice(self.fields["kind"], [("", gettext("Velg")), *KINDS.items()])
        for name, values in QUALITY.items():
            choices = [("", gettext("Ikke kjent")), *values.items()]
            self.fields[name] = forms.ChoiceField(label=str(QUALITY_NAMES[name]), required=False, choices=choices)
        if places is None:  # a revision is for whom the old one is
            del self.fields["whose"], self.fields["audience"]
            return
        choices = [(one.public_id, one.name) for one in places.members]
        choices += [(one.public_id, group_name(one.group_id)) for one in places.teams]
        self.fields["whose"] = _choice(self.fields["whose"], choices)
        if places.from_supplier:
            self.fields["whose"].label = gettext("Hvem har bedt om det?")
        audiences = [(a.value, audience_choice(a, from_supplier=places.from_supplier)) for a in
                     audiences_for(from_supplier=places.from_supplier)]  # fmt: skip
        self.fields["audience"] = _choice(self.fields["audience"], audiences)

    @property
    def quality_names(self) -> list[str]:
        return list(QUALITY)

    def said(self) -> Said:
        told = self.cleaned_data
        whose = told.get("whose", "")
        return Said(
            kind=told["kind"],
            title=told["title"],
            whose=Whose(
                owner_id="" if whose.startswith("tea-") else whose,
                team_id=whose if whose.startswith("tea-") else "",
                supplier_id=self._supplier.public_id if self._supplier else "",
            ),
            audience=told.get("audience", ""),
            quality={name: told.get(name, "") for name in QUALITY},
            valid_until=told["valid_until"],
            replaces=self._replaces,
        )

    def say(self, error: DomainError) -> None:
        at = error.field if isinstance(error, EvidenceWrong) and error.field in self.fields else None
        self.add_error(at, str(error.message))


def _choice(old: forms.Field, choices: list[Any]) -> forms.ChoiceField:
    """The same field with its choices, which are known only now."""
    return forms.ChoiceField(
        label=old.label,
        initial=old.initial,
        choices=choices,
        error_messages=old.error_messages,
        widget=forms.RadioSelect if isinstance(old.widget, forms.RadioSelect) else forms.Select,
    )
