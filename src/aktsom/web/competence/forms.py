"""Forms of the own page."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aktsom.categories.queries import current_catalogue
from aktsom.follow_up.models import FollowUp
from aktsom.knowledge.states import Mastery, Skill
from aktsom.members.models import Person
from aktsom.web.base.choices import choose
from aktsom.web.base.days import sensible
from aktsom.web.competence import words
from aktsom.web.requirements.words import language


class SayForm(forms.Form):
    skill = forms.ChoiceField(label=_("Hva du kan"))
    mastery = forms.ChoiceField(label=_("Hvor godt"))
    group = forms.ChoiceField(label=_("Hvor"), required=False)
    language = forms.ChoiceField(
        label=_("Språk"), required=False, help_text=_("Fyll ut bare når du har valgt språk over.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(one.id, one.name.in_language(language())) for one in current_catalogue().groups]
        choose(self, "skill", [(skill.value, word) for skill, word in words.skill_words().items()])
        choose(self, "mastery", [(str(int(one)), word) for one, word in words.mastery_words().items()])
        choose(self, "group", [("", words.where("")), *groups])
        choose(self, "language", [("", _("Ikke språk")), *words.language_choices()])

    @property
    def said(self) -> dict[str, Any]:
        skill = Skill(self.cleaned_data["skill"])
        return {
            "skill": skill,
            "mastery": Mastery(int(self.cleaned_data["mastery"])),
            "group_id": self.cleaned_data["group"],
            "language": self.cleaned_data["language"] if skill is Skill.LANGUAGE else "",
        }


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, validators=[sensible], help_text=help_text)


class CourseForm(forms.Form):
    course = forms.CharField(label=_("Kurs"), max_length=200)
    taken_on = _day(_("Tatt"))
    renew_by = _day(_("Må tas igjen innen"), required=False, help_text=_("La stå tomt når kurset gjelder for godt."))


class FollowedForm(forms.Form):
    followed = forms.ChoiceField(label=_("Hvem du fulgte"))
    follow_up = forms.ChoiceField(label=_("I hvilken oppfølging"))
    skill = forms.ChoiceField(label=_("Hva dere gjorde"))
    on = _day(_("Når"))

    def __init__(self, *args: Any, people: list[Person], follow_ups: list[FollowUp], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "followed", [(one.public_id, one.name) for one in people])
        choose(self, "follow_up", [(one.public_id, f"{one.supplier.name}, {one.starts_on.year}") for one in follow_ups])
        known = words.skill_words()
        choose(self, "skill", [(skill.value, known[skill]) for skill in Skill if skill is not Skill.LANGUAGE])
        self.fields["on"].initial = timezone.localdate()
