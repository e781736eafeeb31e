"""The forms of a meeting."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.follow_up.actions.meetings import LONGEST, SHORTEST, MeetingSaid
from aktsom.follow_up.actions.minutes import LONGEST_TASK, LONGEST_WHO, TaskSaid
from aktsom.follow_up.meeting_states import MeetingKind
from aktsom.follow_up.methods import OpenPoint
from aktsom.follow_up.models import AgendaPoint, Meeting
from aktsom.follow_up.models.meetings import LONGEST_TEXT, LONGEST_TITLE
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.teams.problems import Wrong
from aktsom.web.base.choices import choose
from aktsom.web.base.looking import Looking
from aktsom.web.meetings import words
from aktsom.web.teams.forms import day

NO_WORKERS = _("Navn og rolle, én på hver linje. Ikke skriv navn på arbeidere, tillitsvalgte eller kilder.")


class Saying(Looking):
    def say(self, error: DomainError) -> None:
        self.keep_looks(error)
        field = error.field if isinstance(error, Wrong) and error.field in self.fields else None
        self.add_error(field, str(error))


def area(label: Any, rows: int, longest: int, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class MeetingForm(Saying):
    on = day(_("Dag"))
    at = forms.TimeField(
        label=_("Klokkeslett"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Skriv klokkeslettet."), "invalid": _("Skriv klokkeslettet som 13:00.")},
    )
    minutes_long = forms.IntegerField(label=_("Varighet i minutter"), min_value=SHORTEST, max_value=LONGEST)
    place = forms.CharField(
        label=_("Sted"), required=False, max_length=LONGEST_TITLE, help_text=_("Skriv et sted, en lenke eller begge.")
    )
    link = forms.URLField(label=_("Lenke til møtet"), required=False, max_length=500, assume_scheme="https")
    agenda = area(_("Saksliste"), 8, LONGEST_TEXT, _("Ett punkt på hver linje, i den rekkefølgen dere tar dem."))

    def said(self, kind: str, proposed: list[OpenPoint]) -> MeetingSaid:
        told = self.cleaned_data
        return MeetingSaid(
            starts_at=timezone.make_aware(datetime.combine(told["on"], told["at"])),
            agenda=told["agenda"].splitlines(),
            kind=MeetingKind(kind),
            minutes_long=told["minutes_long"],
            place=told["place"],
            link=told["link"],
            sources=[(point.title, point.code) for point in proposed],
        )


def now_of(one: Meeting) -> dict[str, Any]:
    """What the form shows of a meeting that is."""
    starts = timezone.localtime(one.starts_at)
    return {
        "on": starts.date(),
        "at": starts.time(),
        "minutes_long": one.minutes_long,
        "place": one.place,
        "link": one.link,
        "agenda": "\n".join(point.title for point in one.points.all()),
    }


class MinutesForm(Saying):
    """A field for each point, named by its id."""

    ours = area(_("Hvem var med fra oss?"), 3, LONGEST_REASON, NO_WORKERS)
    theirs = area(_("Hvem var med fra leverandøren?"), 3, LONGEST_REASON, NO_WORKERS)

    def __init__(self, *args: Any, points: list[AgendaPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, point in enumerate(points, start=1):
            field = area(f"{number}. {point.title}", 4, LONGEST_TEXT)
            field.initial = point.minutes
            self.fields[point.public_id] = field

    @property
    def point_names(self) -> list[str]:
        return [name for name in self.fields if name not in ("ours", "theirs")]

    def minutes(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.point_names}


class TaskForm(Saying):
    text = forms.CharField(
        label=_("Hva er avtalt?"), max_length=LONGEST_TASK, error_messages={"required": _("Skriv hva som skal gjøres.")}
    )
    side = forms.ChoiceField(label=_("Hvem gjør det?"), choices=list(words.SIDES.items()))
    who = forms.CharField(label=_("Rolle eller navn"), required=False, max_length=LONGEST_WHO)
    due_on = day(_("Innen"))
    point = forms.ChoiceField(label=_("Til hvilket punkt?"), required=False)

    def __init__(self, *args: Any, points: list[AgendaPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "point", [("", _("Ingen")), *((one.public_id, one.title) for one in points)])

    def task(self, looked: str) -> TaskSaid:
        return TaskSaid(**self.cleaned_data, looked=looked)
