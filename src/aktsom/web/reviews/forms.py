"""The forms of a review of documents."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.follow_up.actions.document_reviews import ListSaid
from aktsom.follow_up.actions.documents import Given
from aktsom.follow_up.actions.evidence import EvidenceWrong
from aktsom.follow_up.method_tables import DocumentKind
from aktsom.follow_up.models import DocumentReview
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.teams.problems import Wrong
from aktsom.web.base.choices import choose
from aktsom.web.evidence.fields import UploadForm
from aktsom.web.evidence.words import QUALITY, QUALITY_NAMES
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.reviews import words
from aktsom.web.teams.forms import day


class ListForm(Saying):
    kinds = forms.MultipleChoiceField(
        label=_("Hvilke dokumenter?"),
        help_text=_("Foreslått fra det vilkårene i avtalene gir som dokumentasjon."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    own = area(_("Andre dokumenter"), 3, LONGEST_REASON, _("Ett på hver linje."))
    due_on = day(_("Frist"))
    message = area(_("Melding til leverandøren"), 3, LONGEST_REASON)
    second_reader = forms.BooleanField(label=_("To leser hvert dokument"), required=False)

    def __init__(self, *args: Any, proposed: list[DocumentKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kinds", [(kind.kind, kind.name(get_language() or "nb")) for kind in proposed])

    def said(self) -> ListSaid:
        told = self.cleaned_data
        return ListSaid(**{**told, "own": told["own"].splitlines()})


def now_of(one: DocumentReview) -> dict[str, Any]:
    rows = list(one.rows.all())
    return {
        "kinds": [row.kind for row in rows if row.kind],
        "own": "\n".join(row.title for row in rows if not row.kind),
        "due_on": one.due_on,
        "message": one.message,
        "second_reader": one.second_reader,
    }


class GiveForm(UploadForm):
    dated_on = day(_("Når ble dokumentet sist revidert?"), required=False)
    valid_until = day(_("Gjelder til"), _("Siste dag et sertifikat gjelder."), required=False)
    field_order = ["file", "file_upload", "dated_on", "valid_until"]

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name, values in QUALITY.items():
            choices = [("", _now("Ikke kjent")), *values.items()]
            self.fields[name] = forms.ChoiceField(label=str(QUALITY_NAMES[name]), required=False, choices=choices)

    @property
    def quality_names(self) -> list[str]:
        return list(QUALITY)

    def given(self) -> Given:
        told = self.cleaned_data
        quality = {name: told.get(name, "") for name in QUALITY}
        return Given(told["dated_on"], told["valid_until"], quality)

    def say(self, error: DomainError) -> None:
        named = error.field if isinstance(error, Wrong | EvidenceWrong) else ""
        self.add_error(named if named in self.fields else None, str(error.message))


class JudgeForm(Saying):
    verdict = forms.ChoiceField(
        label=_("Hva viser dokumentet?"),
        choices=list(words.VERDICTS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva dokumentet viser.")},
    )
    reason = area(_("Begrunnelse"), 3, LONGEST_REASON, _("Trengs når det ikke er tilstrekkelig."))
