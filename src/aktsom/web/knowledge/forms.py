"""What a person fills in about what is known."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.knowledge.kinds import ASKED, SECTIONS, ArticleKind
from aktsom.knowledge.models.articles import LONGEST_CHANGE, LONGEST_TITLE
from aktsom.knowledge.rules.articles import MOST_HOURS, Words
from aktsom.sharing.audiences import Audience
from aktsom.web.base.audience import audience_name, audience_sentence
from aktsom.web.base.days import sensible
from aktsom.web.base.looking import Looking
from aktsom.web.evidence.fields import UploadForm
from aktsom.web.knowledge.marks import NAMES, MarksForm
from aktsom.web.knowledge.words import section_names

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_TITLES = {
    ArticleKind.QUESTION: _("Spørsmålet på én linje"),
    ArticleKind.ANSWER: _("Svaret på én linje"),
}


class ArticleForm(UploadForm, Looking, MarksForm):
    """For any kind. Without `places` it writes a version of what is there; a file only for documents, and marks where
    it `goes_out` at once."""

    file_is_required = False
    title = forms.CharField(
        label=_("Tittel"), max_length=LONGEST_TITLE, error_messages={"required": _("Skriv en tittel.")}
    )
    place = forms.ChoiceField(label=_("Hvem skriver?"))
    group_id = forms.ChoiceField(label=_("Kategori"), required=False)
    hours = forms.DecimalField(
        label=_("Timer dere brukte"), required=False, min_value=0, max_value=MOST_HOURS, decimal_places=1,
        localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Alt i alt, så godt dere vet."),
    )  # fmt: skip
    what_changed = forms.CharField(
        label=_("Hva er endret?"), required=False, max_length=LONGEST_CHANGE,
        help_text=_("Kort, for den som leste forrige utgave."),
    )  # fmt: skip
    check_on = forms.DateField(
        label=_("Se over igjen"), required=False, widget=DAY, validators=[sensible],
        help_text=_("Da får du beskjed, og er dagen gått, står det på siden."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        kind: ArticleKind,
        new: bool = False,
        goes_out: bool = False,
        places: Sequence[tuple[str, str]] = (),
        groups: Sequence[tuple[str, str]] = (),
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.kind = kind
        for name in SECTIONS[kind]:
            label = str(section_names(kind)[name])
            area = forms.Textarea(attrs={"rows": 5})
            self.fields[str(name)] = forms.CharField(label=label, required=False, widget=area, strip=False)
        self.fields["title"].label = _TITLES.get(kind, self.fields["title"].label)
        self.fields["place"] = forms.ChoiceField(label=self.fields["place"].label, choices=places)
        choices = [("", gettext("Alle kategorier")), *groups]
        self.fields["group_id"] = forms.ChoiceField(
            label=self.fields["group_id"].label, required=False, choices=choices
        )
        self._leave_out(new, places, groups)
        if not (goes_out or kind in ASKED):
            for mark in NAMES:
                del self.fields[mark]

    def _leave_out(self, new: bool, places: Sequence[Any], groups: Sequence[Any]) -> None:
        gone = [] if self.kind == ArticleKind.DOCUMENT else ["file", "file_upload"]
        gone += ["what_changed"] if new else ["place", "group_id", "check_on"]
        gone += [] if len(places) > 1 else ["place"]
        gone += [] if groups else ["group_id"]
        gone += [] if self.kind == ArticleKind.EXPERIENCE else ["hours"]
        gone += [] if self.kind in (ArticleKind.GUIDANCE, ArticleKind.DOCUMENT) else ["check_on"]
        for name in set(gone) & set(self.fields):
            del self.fields[name]

    def section_fields(self) -> list[forms.BoundField]:
        return [self[str(name)] for name in SECTIONS[self.kind]]

    def clean(self) -> dict[str, Any]:
        return super().clean() if "file" in self.fields else self.cleaned_data

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        sections = {str(name): said.get(str(name), "") for name in SECTIONS[self.kind]}
        return Words(said["title"], sections, said.get("hours"), said.get("what_changed", ""))

    def say(self, error: DomainError) -> None:
        self.keep_looks(error)
        if self.looks is None:
            self.say_wrong(error)


def written(version: Any) -> Mapping[str, Any]:
    """What a form for the next version begins with."""
    return {"title": version.title, "hours": version.hours, **version.sections}


class ShareForm(MarksForm):
    to = forms.ChoiceField(
        label=_("Med hvem?"), widget=forms.RadioSelect, error_messages={"required": _("Velg hvem det skal deles med.")}
    )
    reason = forms.CharField(
        label=_("Hvorfor"),
        help_text=_("Skriv det slik at en kollega forstår det om to år."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor.")},
    )

    def __init__(self, *args: Any, audiences: Sequence[Audience], **kw: Any) -> None:
        super().__init__(*args, **kw)
        choices = [(str(one), f"{audience_name(one)}. {audience_sentence(one)}") for one in audiences]
        self.fields["to"] = forms.ChoiceField(
            label=self.fields["to"].label,
            widget=forms.RadioSelect,
            choices=choices,
            error_messages=self.fields["to"].error_messages,
        )

    def say(self, error: DomainError) -> None:
        self.say_wrong(error)


class WithdrawForm(forms.Form):
    reason = ShareForm.base_fields["reason"]


class CheckForm(forms.Form):
    next_on = forms.DateField(
        label=_("Neste gang"), required=False, widget=DAY, validators=[sensible],
        help_text=_("Da får du beskjed. Tomt betyr at ingen trenger å se på det igjen."),
    )  # fmt: skip
    holds = forms.BooleanField(label=_("Jeg har sett over det, og det stemmer"), required=False)
