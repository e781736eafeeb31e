"""The form of one question."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.follow_up.actions.wordings import LONGEST_CONDITION, LONGEST_HELP
from aktsom.follow_up.models import Question
from aktsom.follow_up.models.questionnaires import LONGEST_TEXT, TEXTS
from aktsom.follow_up.states import AnswerType
from aktsom.teams.problems import Wrong
from aktsom.terms.models import Obligation
from aktsom.web.base.choices import choose
from aktsom.web.questionnaires import words
from aktsom.web.questionnaires.shown import serves

SAID = (*TEXTS, "step", "is_lead", "answer_type", "columns", "points", "show_if", "follow_up_if")


def _text(name: str, rows: int, longest: int) -> forms.CharField:
    label: Any = words.FIELDS[name]
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows, "lang": name[-2:]}),
        required=False,
        max_length=longest,
    )


class QuestionForm(forms.Form):
    """All texts may wait: what lacks is told on the edition's page, and stops it from being sent to review."""

    code = forms.CharField(
        label=_("Kode"),
        max_length=16,
        help_text=_("Samme kode betyr samme spørsmål fra utgave til utgave: ved den finner vi fjorårets svar."),
        error_messages={"required": _("Gi spørsmålet en kode, som F-2.8.")},
    )
    text_nb, text_nn, text_en = (_text(f"text_{code}", 2, LONGEST_TEXT) for code in ("nb", "nn", "en"))
    help_nb, help_nn, help_en = (_text(f"help_{code}", 3, LONGEST_HELP) for code in ("nb", "nn", "en"))
    step = forms.ChoiceField(label=_("Steg"), choices=words.NUMBERED_STEPS, required=False)
    is_lead = forms.BooleanField(
        label=_("Hovedspørsmål"),
        required=False,
        help_text=_("Åpner steget. Et nei er et brudd som skal rettes."),
    )
    answer_type = forms.ChoiceField(
        label=_("Slags svar"), choices=[(one.value, words.TYPES[one]) for one in AnswerType]
    )
    columns = forms.CharField(
        label=_("Kolonner eller trinn"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Bare for lister og skalaer, ett på hver linje. En skala begynner med det svakeste."),
    )
    points = forms.MultipleChoiceField(
        label=_("Hvilke punkter i vilkårene sier svaret noe om?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    show_if = forms.CharField(
        label=_("Spørres bare når"),
        required=False,
        max_length=LONGEST_CONDITION,
        help_text=_("Tomt: alltid. Ellers svaret på et spørsmål som står tidligere, som F-1.1=yes."),
    )
    follow_up_if = forms.CharField(
        label=_("Krever handling når"),
        required=False,
        max_length=LONGEST_CONDITION,
        help_text=_("Tomt: aldri. Ellers svaret som oppdragsgiveren må gjøre noe med, som answer=no."),
    )

    def __init__(self, *args: Any, duties: Mapping[str, Sequence[Obligation]], known: str = "", **kwargs: Any) -> None:
        """`known` is the code of a question that is changed: it keeps its code."""
        super().__init__(*args, **kwargs)
        choose(self, "points", [(number, _point(number, rows)) for number, rows in duties.items()])
        if known:
            del self.fields["code"]

    def said(self) -> dict[str, Any]:
        """Of a valid form, as `write_question` takes it."""
        data = self.cleaned_data
        return {name: data[name] for name in SAID} | {"columns": data["columns"].splitlines()}

    def say(self, error: DomainError) -> None:
        field = error.field if isinstance(error, Wrong) and error.field in self.fields else None
        self.add_error(field, str(error))


def _point(number: str, rows: Sequence[Obligation]) -> Any:
    """Each wording with the term sets that have it."""
    said = format_html_join(" ", "{} <small>{}</small>", ((one.text, one.sets) for one in serves(number, rows)))
    return format_html("<b>{}</b> {}", number, said)


def first_values(question: Question) -> dict[str, Any]:
    found = {name: getattr(question, name) for name in SAID}
    return found | {"columns": "\n".join(question.columns)}
