"""The forms of a publication."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktsom.findings.actions.drafting import LONGEST_PASSAGE, LONGEST_STATEMENT
from aktsom.findings.models import PublicationPassage, PublicationVersion
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.sharing.grounds import secrecy_grounds
from aktsom.web.base.choices import choose
from aktsom.web.base.jinja import by_language
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.publications.words import LANGUAGES

NEVER = _("Aldri navn på underleverandører, steder eller mennesker, og aldri priser eller beløp.")


class VersionForm(Saying):
    language = forms.ChoiceField(label=_("Språket dere skriver på"), choices=LANGUAGES)
    statement = area(_("Hva vil dere si om resultatet?"), 5, LONGEST_STATEMENT, NEVER)
    next_step = area(_("Neste steg"), 3, LONGEST_STATEMENT, NEVER)
    buyers_year = forms.IntegerField(
        label=_("Hvilket år er avtaleregistrene fra?"), help_text=_("Står sammen med listen over kjøpere.")
    )


def version_now(one: PublicationVersion) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("language", "statement", "next_step", "buyers_year")}


class PassageForm(Saying):
    text = area(_("I korte ord"), 3, LONGEST_PASSAGE, NEVER)
    ground = forms.ChoiceField(
        label=_("Hold det tilbake med hjemmel i"),
        required=False,
        help_text=_("Da fortelles det ikke i noen ord, bare at noe ikke er omtalt."),
    )
    reason = area(_("Hvorfor holdes det tilbake?"), 2, LONGEST_REASON)

    def __init__(self, *args: Any, facts_alone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [
            (code, f"{ground.legal_reference}: {by_language(ground, 'name')}")
            for code, ground in secrecy_grounds().items()
        ]
        choose(self, "ground", [("", _("Fortelles")), *known])
        if facts_alone:
            del self.fields["text"]


def passage_now(one: PublicationPassage) -> dict[str, Any]:
    return {"text": one.text, "ground": one.ground, "reason": one.ground_reason}


class AreasForm(Saying):
    group_id = forms.ChoiceField(label=_("Risikoområde"))
    reason = area(_("Hvorfor?"), 2, LONGEST_REASON, required=True)

    def __init__(self, *args: Any, groups: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "areas", **kwargs})
        choose(self, "group_id", groups)


class LimitForm(Saying):
    days = forms.IntegerField(label=_("Dager et avvik uten plan holdes tilbake"), min_value=1)
    reason = area(_("Hvorfor?"), 2, LONGEST_REASON, required=True)
