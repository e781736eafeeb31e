"""The forms of the archive and of requests for access."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from aktsom.members.models import Member
from aktsom.records.actions.consulting import LONGEST_PASSAGES
from aktsom.records.actions.deciding import LONGEST_ANSWER, LONGEST_QUOTE
from aktsom.records.actions.filing import LARGEST, LONGEST_COVERS, NumberSaid
from aktsom.records.actions.requesting import RequestSaid
from aktsom.records.models.case_files import LONGEST_CLASS, LONGEST_UNIT
from aktsom.records.models.requests import LONGEST_ASKED, LONGEST_NUMBER, LONGEST_WHO
from aktsom.records.states import Objection, Outcome
from aktsom.records.tables import LANGUAGES, access_laws, grounds_for
from aktsom.sharing.grounds import secrecy_grounds
from aktsom.web.base.choices import choose
from aktsom.web.letters.words import LANGUAGE_NAMES
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.teams.forms import day


def language() -> str:
    code = translation.get_language() or "nb"
    return code if code in LANGUAGES else "nb"


class NumberForm(Saying):
    """What the archive calls a case."""

    year = forms.IntegerField(label=_("År"), min_value=1990, max_value=2199)
    serial = forms.IntegerField(label=_("Nummer i serien"), min_value=1, max_value=LARGEST)
    class_code = forms.CharField(label=_("Kode i arkivnøkkelen"), max_length=LONGEST_CLASS)
    class_title = forms.CharField(label=_("Hva klassen heter"), max_length=200)
    unit = forms.CharField(label=_("Enhet som har saken"), max_length=LONGEST_UNIT)
    responsible = forms.CharField(label=_("Saksansvarlig"), max_length=LONGEST_UNIT)

    def told(self) -> NumberSaid:
        return NumberSaid(**self.cleaned_data)


class MarkForm(Saying):
    """Whether one document is kept from the public."""

    ground = forms.ChoiceField(label=_("Hjemmel"), required=False)
    covers = forms.CharField(label=_("Hva i dokumentet det gjelder"), max_length=LONGEST_COVERS, required=False)
    review_on = day(_("Ses på igjen"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = [(one.code, f"{one.legal_reference}: {_name(one)}") for one in secrecy_grounds().values()]
        choose(self, "ground", [("", _("Offentlig, ikke unntatt")), *grounds])


def _name(ground: Any) -> str:
    return str(getattr(ground, f"name_{language()}"))


class PeriodForm(Saying):
    since = day(_("Fra og med"))
    until = day(_("Til og med"))


class RequestForm(Saying):
    """A request for access as it is taken down."""

    law = forms.ChoiceField(label=_("Etter hvilken lov?"), widget=forms.RadioSelect)
    asked_for = area(
        _("Hva spørres det etter?"),
        4,
        LONGEST_ASKED,
        _("Slik det står i kravet. Ikke navn på arbeidere."),
        required=True,
    )
    received_on = day(_("Mottatt"))
    follow_up_id = forms.ChoiceField(
        label=_("Hvilken sak gjelder det?"), required=False, help_text=_("Dokumentene hentes fra saken.")
    )
    language = forms.ChoiceField(label=_("Språket svaret skrives på"))
    asker = forms.CharField(
        label=_("Hvem spør?"), max_length=LONGEST_WHO, required=False, help_text=_("Ingen må si hvem de er.")
    )
    answer_to = forms.CharField(label=_("Hvor skal svaret sendes?"), max_length=LONGEST_WHO, required=False)
    case_number = forms.CharField(label=_("Saksnummer i arkivet"), max_length=LONGEST_NUMBER, required=False)

    def __init__(self, *args: Any, cases: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "law", [(law.law, law.names[language()]) for law in access_laws().values()])
        choose(self, "follow_up_id", [("", _("Ingen bestemt sak")), *cases])
        choose(self, "language", [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES])

    def told(self) -> RequestSaid:
        return RequestSaid(**self.cleaned_data)


class ExtendForm(Saying):
    reason = area(_("Hvorfor trengs det mer tid?"), 3, 2_000, required=True)


class DropForm(Saying):
    reason = area(_("Hvorfor legges det bort?"), 3, 2_000, required=True)


class DocumentForm(Saying):
    """What is done with a document as a whole."""

    outcome = forms.ChoiceField(label=_("Hva gjøres med dokumentet?"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("Hjemmel"), required=False, help_text=_("Bare når det ikke gis ut."))
    reason = area(_("Begrunnelse"), 3, 2_000, _("Den som spør, leser dette. Si konkret hvorfor."))

    def __init__(self, *args: Any, law: str, is_text: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {Outcome.FULL: _("Gis ut"), Outcome.PARTLY: _("Gis ut med sladd"), Outcome.DENIED: _("Gis ikke ut")}
        choose(self, "outcome", [(one, words[one]) for one in Outcome if is_text or one != Outcome.PARTLY])
        choose(self, "ground", [("", _("Velg hjemmel")), *ground_choices(law)])


def ground_choices(law: str) -> list[tuple[str, str]]:
    return [(code, one.told(language())) for code, one in grounds_for(law).items()]


class AddForm(Saying):
    """One more passage to keep back, in the document's own words."""

    add = area(
        _("Hold også dette tilbake"), 2, LONGEST_QUOTE,
        _("Lim inn ordene slik de står. De tas ut overalt her, og blir forslag der de står i resten av kravet."),
    )  # fmt: skip
    add_ground = forms.ChoiceField(label=_("Hjemmel for det"), required=False)

    def __init__(self, *args: Any, law: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "add_ground", ground_choices(law))


class DecideForm(Saying):
    """The answer as a whole."""

    outcome = forms.ChoiceField(label=_("Gis det svar?"), widget=forms.RadioSelect, required=False)
    answer = area(_("Svaret"), 6, LONGEST_ANSWER, _("Svar på spørsmålet, med egne ord. Står før begrunnelsen."))
    reason = area(
        _("Begrunnelse"), 4, 2_000, _("Hvilke regler dere har brukt, og hvorfor de gjelder her."), required=True
    )
    unanswered = forms.BooleanField(label=_("Vi venter ikke på svaret fra leverandøren"), required=False)

    def __init__(self, *args: Any, documents: int, asked: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {Outcome.FULL: _("Ja"), Outcome.PARTLY: _("Delvis"), Outcome.DENIED: _("Nei")}
        choose(self, "outcome", [(one, words[one]) for one in Outcome])
        if documents:
            del self.fields["outcome"]
        if not asked:
            del self.fields["unanswered"]


class ConsultationForm(Saying):
    """What the supplier says of its document being given out."""

    objection = forms.ChoiceField(label=_("Kan dokumentet gis ut?"), widget=forms.RadioSelect)
    passages = area(
        _("Hva må holdes tilbake?"), 5, LONGEST_PASSAGES, _("Lim inn ordene slik de står, ett sted på hver linje.")
    )
    reason = area(_("Hvorfor er det en forretningshemmelighet?"), 4, 2_000, _("Hva kan en konkurrent bruke det til?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            Objection.NONE: _("Ja, alt"), Objection.PARTLY: _("Ja, uten det vi skriver under"),
            Objection.ALL: _("Nei, ingenting av det"),
        }  # fmt: skip
        choose(self, "objection", [(one, words[one]) for one in Objection])


def member_choices(members: Sequence[Member]) -> list[tuple[str, str]]:
    return [(one.public_id, one.name) for one in members]
