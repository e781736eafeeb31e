"""The forms of letters and their templates."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.members.models import Member
from aktsom.sanctions.actions.joint_letters import LONGEST_RECIPIENT
from aktsom.sanctions.actions.letters import LONGEST_SAID
from aktsom.sanctions.letter_making import wording_to_use
from aktsom.sanctions.letter_problems import FactMissing, TemplateBroken
from aktsom.sanctions.letter_tables import LANGUAGES, called, letter_kinds, letter_limit
from aktsom.sanctions.letter_words import time_words
from aktsom.sanctions.models import Letter
from aktsom.sanctions.models.letter_templates import LONGEST_NAME
from aktsom.sanctions.queries.letter_facts import SAID, offered
from aktsom.web.base.choices import choose
from aktsom.web.letters import words
from aktsom.web.meetings.forms import Saying, area

NO_NAMES = _("Ingen navn på arbeidere. Leverandøren leser dette.")


def _language_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Hvilket språk er avtalen på?"), widget=forms.RadioSelect)


class LetterForm(Saying):
    """What the owner writes itself: the fields that the wording in use has."""

    language = _language_field()
    answer_days = forms.IntegerField(label=_("Dager til å uttale seg"), required=False)
    correct_days = forms.IntegerField(label=_("Dager til å rette"), required=False)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "language", [(code, words.LANGUAGE_NAMES[code]) for code in LANGUAGES])
        self.names, self.offers = _fields_of(letter), _offers(letter)
        language = translation.get_language() or "nb"
        self.needed = needed = letter_kinds()[letter.kind].needed
        for name in self.names:
            self.fields[name] = area(capfirst(called(name, language)), 3, LONGEST_SAID, NO_NAMES)
            if name in needed:
                self.fields[name].help_text = _now("Må være med i brevet. Ingen navn på arbeidere.")
        for name, rule in (("answer_days", letter.answer_rule), ("correct_days", letter.correct_rule)):
            if rule:
                shown = _now("Fra den dagen brevet er mottatt. Nå: %(time)s.") % {"time": time_words(rule)}
                self.fields[name].help_text = shown
            else:
                del self.fields[name]
        self.order_fields(["language", *self.names, "answer_days", "correct_days"])

    def told(self) -> dict[str, Any]:
        """What stands as it was offered goes on following the decision, also into another language."""
        said = {name: self.cleaned_data[name] for name in self.names}
        said = {name: "" if _same(text, self.offers.get(name, "")) else text for name, text in said.items()}
        days = {name: self.cleaned_data.get(name) for name in ("answer_days", "correct_days")}
        return {"language": self.cleaned_data["language"], "said": said, **days}

    def say(self, error: DomainError) -> None:
        if isinstance(error, FactMissing) and error.field in self.fields:
            self.add_error(error.field, str(error))
        else:
            super().say(error)


def _fields_of(letter: Letter) -> list[str]:
    wording = wording_to_use(letter)
    return [name for name in SAID if name in wording.fields]


def _offers(letter: Letter) -> dict[str, str]:
    """In the letter's own language, whatever that of the page is."""
    with translation.override(letter.language):
        return offered(letter.decision, letter.kind)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def letter_now(letter: Letter) -> dict[str, Any]:
    said = {**_offers(letter), **{name: text for name, text in letter.said.items() if text}}
    return {"language": letter.language, **said}


class JointForm(Saying):
    language = _language_field()
    members = forms.MultipleChoiceField(
        label=_("Hvem står som avsendere?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst to virksomheter med en avtale i oppfølgingen.")},
    )  # fmt: skip
    recipient = area(
        _("Mottaker, om det ikke er leverandøren"), 3, LONGEST_RECIPIENT,
        _("Navn og adresse, én linje hver. Brevet sendes da ikke herfra: last det ned og send det."),
    )  # fmt: skip
    message = area(_("Hva vil dere si?"), 6, LONGEST_SAID, NO_NAMES, required=True)

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "language", [(code, words.LANGUAGE_NAMES[code]) for code in LANGUAGES])
        choose(self, "members", [(str(one.pk), one.name) for one in members])


class TemplateForm(Saying):
    subject = forms.CharField(label=_("Hva brevet gjelder"), max_length=LONGEST_NAME, required=False)
    body = forms.CharField(
        label=_("Brevteksten"), required=False, strip=False,
        help_text=_(
            "En tom linje skiller avsnitt. En linje som begynner med «# », er en overskrift, og «- » er et punkt. "
            "Et avsnitt med et felt som er tomt, blir ikke med."
        ),
        widget=forms.Textarea(attrs={"rows": 28}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["maxlength"] = letter_limit("wording_characters")

    def say(self, error: DomainError) -> None:
        if isinstance(error, TemplateBroken) and error.field in self.fields:
            self.add_error(error.field, str(error))
        else:
            super().say(error)


def initial_wording(wording: tuple[str, str]) -> Mapping[str, str]:
    return {"subject": wording[0], "body": wording[1]}
