"""The forms of a team. People and members are chosen from lists that the views hand in."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.members.models import Member
from aktsom.suppliers.models import Supplier
from aktsom.teams.actions.forming import SizeUnexplained, Wanted
from aktsom.teams.actions.tasks import LONGEST
from aktsom.teams.queries.choices import Candidate
from aktsom.teams.rules.limits import limits
from aktsom.teams.rules.seats import size_problem
from aktsom.teams.states import SeatPart, TaskKind
from aktsom.web.base.choices import choose
from aktsom.web.base.days import sensible

PLACES = 4  # beside lead and deputy; more are seated afterwards
REASON = 300
SIZE_HELP = _("Bare når gruppen får færre enn tre eller flere enn fire medlemmer.")


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Velg en dag."), "invalid": _("Skriv dagen som i 24.11.2026.")},
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        validators=[sensible],
    )


def size_reason() -> forms.CharField:
    return forms.CharField(label=_("Hvorfor denne størrelsen?"), help_text=SIZE_HELP, required=False, max_length=REASON)


def people_choices(candidates: Sequence[Candidate], empty: Any) -> list[Any]:
    """By member, so that a long list can be found in."""
    by_member = groupby(candidates, key=lambda one: one.member.name)
    return [("", empty), *((name, [(one.key, one.person.name) for one in people]) for name, people in by_member)]


def members_choices(members: Iterable[Member]) -> list[Any]:
    return [("", _("Velg")), *((one.public_id, one.name) for one in members)]


class WithPeople(forms.Form):
    """A form that chooses among candidates; `person_in` gives back the candidate chosen."""

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._candidates = {one.key: one for one in candidates}

    def candidate_in(self, name: str) -> Candidate | None:
        return self._candidates.get(self.cleaned_data.get(name, ""))

    def say(self, error: DomainError) -> None:
        """What the action refused, at its field where it has one."""
        field = "size_reason" if isinstance(error, SizeUnexplained) and "size_reason" in self.fields else None
        self.add_error(field, str(error))


class FormTeamForm(WithPeople):
    group = forms.ChoiceField(label=_("Kategori"), error_messages={"required": _("Velg en kategori.")})
    lead = forms.ChoiceField(label=_("Leder"), error_messages={"required": _("Velg en leder.")})
    deputy = forms.ChoiceField(label=_("Nestleder"), required=False)
    fallback = forms.ChoiceField(
        label=_("Hvem overtar hvis gruppen stopper?"),
        help_text=_(
            "Avtaleeiere og kontraktsforvaltere hos dette medlemmet får gruppens oppgaver når lederen blir borte."
        ),
        error_messages={"required": _("Velg hvem som overtar.")},
    )
    starts_on = day(_("Fra"))
    ends_on = day(_("Til"), required=False)
    size_reason = size_reason()

    def __init__(
        self,
        *args: Any,
        groups: Sequence[tuple[str, str]],
        owners: Sequence[Member],
        candidates: Sequence[Candidate],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, candidates=candidates, **kwargs)
        self._owners = {one.public_id: one for one in owners}
        choose(self, "group", [("", _("Velg")), *groups])
        choose(self, "fallback", members_choices(owners))
        choose(self, "lead", people_choices(candidates, _("Velg")))
        choose(self, "deputy", people_choices(candidates, _("Ingen")))
        for number in range(1, PLACES + 1):
            self.fields[f"member_{number}"] = forms.ChoiceField(
                label=_("Plass %(number)s") % {"number": number},
                required=False,
                choices=people_choices(candidates, _("Ingen")),
            )
        self.order_fields(["group", "lead", "deputy", *self.places, "size_reason", "fallback"])

    @property
    def places(self) -> list[str]:
        return [f"member_{number}" for number in range(1, PLACES + 1)]

    def seats(self) -> list[Wanted]:
        """Of a valid form."""
        parts = [("lead", SeatPart.LEAD), ("deputy", SeatPart.DEPUTY), *((n, SeatPart.MEMBER) for n in self.places)]
        chosen = [(self.candidate_in(name), part) for name, part in parts]
        return [Wanted(one.person, one.member, part) for one, part in chosen if one]

    def owner(self) -> Member:
        return self._owners[self.cleaned_data["fallback"]]


class SeatForm(WithPeople):
    person = forms.ChoiceField(label=_("Hvem?"), error_messages={"required": _("Velg en person.")})
    part = forms.ChoiceField(
        label=_("Som"),
        choices=[(SeatPart.MEMBER.value, _("Medlem")), (SeatPart.DEPUTY.value, _("Nestleder"))],
        initial=SeatPart.MEMBER.value,
        widget=forms.RadioSelect,
    )
    size_reason = size_reason()

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, candidates=candidates, **kwargs)
        choose(self, "person", people_choices(candidates, _("Velg")))


class LeaveForm(forms.Form):
    size_reason = size_reason()

    def __init__(self, *args: Any, left: int, **kwargs: Any) -> None:
        """`left` is how many members the team has then: the reason is asked for when that is not the usual, and only
        then."""
        super().__init__(*args, **kwargs)
        problem = size_problem(left, limits())
        if problem is None:
            del self.fields["size_reason"]
        else:
            self.fields["size_reason"].required = True
            self.fields["size_reason"].error_messages["required"] = str(problem)


class TaskForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Hva er det?"),
        choices=[
            (TaskKind.PROMISE.value, _("Et løfte til en leverandør eller et medlem")),
            (TaskKind.WORK.value, _("Arbeid som gjenstår")),
        ],
        initial=TaskKind.WORK.value,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Hva gjelder det?"),
        max_length=LONGEST,
        help_text=_("Skriv det så en ny leder forstår det uten å spørre. Ingen navn på arbeidere."),
        error_messages={"required": _("Skriv hva det gjelder.")},
    )
    supplier = forms.ChoiceField(label=_("Leverandør"), required=False)
    due_on = day(_("Frist"), required=False)

    def __init__(self, *args: Any, suppliers: Sequence[Supplier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._suppliers = {one.public_id: one for one in suppliers}
        choose(self, "supplier", [("", _("Ingen")), *((one.public_id, one.name) for one in suppliers)])

    def chosen_supplier(self) -> Supplier | None:
        return self._suppliers.get(self.cleaned_data["supplier"])


class HandOverForm(WithPeople):
    person = forms.ChoiceField(label=_("Hvem tar over?"), error_messages={"required": _("Velg hvem som tar over.")})
    note = forms.CharField(
        label=_("Noe den nye lederen bør vite?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, candidates=candidates, **kwargs)
        choose(self, "person", people_choices(candidates, _("Velg")))


class FallbackForm(forms.Form):
    fallback = forms.ChoiceField(
        label=_("Hvem overtar hvis gruppen stopper?"), error_messages={"required": _("Velg hvem som overtar.")}
    )

    def __init__(self, *args: Any, owners: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._owners = {one.public_id: one for one in owners}
        choose(self, "fallback", members_choices(owners))

    def owner(self) -> Member:
        return self._owners[self.cleaned_data["fallback"]]


class PeriodForm(forms.Form):
    starts_on = day(_("Fra"))
    ends_on = day(_("Til"), required=False)

    def clean(self) -> dict[str, date | None] | None:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Perioden slutter før den begynner."))
        return cleaned


class PartiesForm(forms.Form):
    parties = forms.MultipleChoiceField(
        label=_("Hvem fortsetter?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst to medlemmer som fortsetter sammen.")},
    )
    lead = forms.ChoiceField(label=_("Hvem leder?"), error_messages={"required": _("Velg en leder.")})

    def __init__(
        self, *args: Any, members: Sequence[tuple[str, str]], people: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"] = forms.MultipleChoiceField(
            label=self.fields["parties"].label,
            choices=members,
            widget=forms.CheckboxSelectMultiple,
            error_messages=self.fields["parties"].error_messages,
        )
        self.fields["lead"] = forms.ChoiceField(
            label=self.fields["lead"].label,
            choices=[("", _("Velg")), *people],
            error_messages=self.fields["lead"].error_messages,
        )
