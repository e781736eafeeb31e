"""The forms of asking a supplier: one follow-up, many, and whom to invite where nobody answers yet."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError
from aktsom.follow_up.actions.dispatching import LONGEST_MESSAGE, Dispatch, NobodyAnswers
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.self_reports import Preview
from aktsom.members.models import Person
from aktsom.suppliers.actions.first_person import CannotInvite, FirstPerson
from aktsom.teams.problems import Wrong

FIRST = ("first_name", "first_email", "first_language", "sure")


def _message() -> forms.CharField:
    return forms.CharField(
        label=_("Melding til leverandøren"),
        help_text=_("Den står på siden der leverandøren svarer, og ikke i brevet."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=LONGEST_MESSAGE,
    )


def _contact() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Hvem kan leverandøren spørre?"), help_text=_("Navnet og e-postadressen står i brevet.")
    )


class FirstForm(forms.Form):
    """Whom to invite. Whoever is let in speaks for the supplier from then on."""

    first_name = forms.CharField(label=_("Navn"), max_length=120, error_messages={"required": _("Skriv navnet.")})
    first_email = forms.EmailField(
        label=_("E-postadresse"),
        max_length=254,
        error_messages={"required": _("Skriv e-postadressen."), "invalid": _("Skriv én e-postadresse.")},
    )
    first_language = forms.ChoiceField(label=_("Språk i brevet"), choices=settings.LANGUAGES)
    sure = forms.BooleanField(
        label=_("Jeg vet at denne personen arbeider hos leverandøren"),
        help_text=_("Den som slippes inn, svarer for leverandøren og ser det leverandøren har fått se."),
        error_messages={"required": _("Kontroller at adressen hører til leverandøren, og kryss av.")},
    )

    def __init__(self, *args: Any, country: str, known: FirstPerson | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_language"].initial = "nb" if country in ("", "NO") else "en"
        if known is not None:
            self.fields["first_name"].initial, self.fields["first_email"].initial = known.name, known.email

    def person(self) -> FirstPerson:
        said = self.cleaned_data
        return FirstPerson(said["first_name"], said["first_email"], said["first_language"])

    def say(self, error: DomainError) -> None:
        field = f"first_{error.field}" if isinstance(error, CannotInvite) else None
        self.add_error(field if field in self.fields else None, str(error))


class DispatchForm(FirstForm):
    """The first four fields are there where nobody answers for the supplier yet."""

    message = _message()
    contact = _contact()

    def __init__(
        self, *args: Any, people: Sequence[Person], seen: Preview, viewer: Actor, lead_id: int | None, **kwargs: Any
    ) -> None:
        known = seen.contacts[0] if seen.contacts else None
        super().__init__(*args, country=seen.supplier.country, known=known, **kwargs)
        self.people = {one.public_id: one for one in people}
        if not seen.needs_first:
            for name in FIRST:
                del self.fields[name]
        _choose(self.fields["contact"], people, lead_id, viewer)

    def contact_person(self) -> Person | None:
        chosen = self["contact"].value()
        return self.people.get(str(chosen))

    def dispatch(self) -> Dispatch:
        said = self.cleaned_data
        return Dispatch(said["message"], said["contact"], self.person() if "first_email" in said else None)

    def say(self, error: DomainError) -> None:
        if isinstance(error, Wrong) and error.field in self.fields:
            self.add_error(error.field, str(error))
        elif isinstance(error, NobodyAnswers) and "first_email" in self.fields:
            self.add_error("first_email", str(error))
        else:
            super().say(error)


def _choose(field: forms.Field, people: Sequence[Person], lead_id: int | None, viewer: Actor) -> None:
    if not isinstance(field, forms.ChoiceField):
        return
    field.choices = [(one.public_id, one.name) for one in people]
    wanted = [one.public_id for id_ in (lead_id, viewer.person_id) for one in people if one.pk == id_]
    field.initial = wanted[0] if wanted else None


class ManyForm(forms.Form):
    chosen = forms.MultipleChoiceField(
        label=_("Hvem skal spørres?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én.")},
    )
    uses_contacts = forms.BooleanField(
        label=_("Der ingen svarer ennå: send lenken til kontakten vi har notert"),
        help_text=_("Kontakten slippes inn for leverandøren. Uten kontakt sier vi fra, og dere skriver den selv."),
        required=False,
    )
    message = _message()
    contact = _contact()

    def __init__(
        self, *args: Any, rows: Sequence[FollowUp], people: Sequence[Person], viewer: Actor, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(one.public_id, one.supplier.name) for one in rows]
            field.initial = [one.public_id for one in rows]
        _choose(self.fields["contact"], people, None, viewer)

    def say(self, error: DomainError) -> None:
        field = error.field if isinstance(error, Wrong) and error.field in self.fields else None
        self.add_error(field, str(error))
