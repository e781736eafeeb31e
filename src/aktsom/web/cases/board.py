"""The board of a team, or of a member's own follow-ups: what waits for whom, late first, and where each stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.boards import dropped_of, members_with_own, run_by_member, run_by_team, teams_with_board
from aktsom.follow_up.queries.standings import leaders_of, persons
from aktsom.follow_up.states import LIVE
from aktsom.members.models import Person
from aktsom.teams.permissions import mandates as permissions
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.cases import words
from aktsom.web.cases.methods import pressing, steps_of
from aktsom.web.cases.steps import Kind, Step, Waits
from aktsom.web.teams.words import group_name, group_namer

# The columns of the lower table: a step of any of the kinds stands in it.
COLUMNS: tuple[tuple[Kind, ...], ...] = (
    (Kind.ANNOUNCING, Kind.MANDATES),
    (Kind.SELF_REPORT, Kind.READING),
    (Kind.MEETING,),
    (Kind.DOCUMENT_REVIEW,),
    (Kind.AUDIT,),
    (Kind.CONCLUDING,),
    (Kind.FINDINGS, Kind.ACTION_PLAN, Kind.SANCTIONS, Kind.PUBLICATION),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open step and the follow-up it is of. `people` are those named, and where nobody is, who leads the team."""

    one: FollowUp
    group: str
    step: Step
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A follow-up, its most pressing step in each column, and whether anything of it is late."""

    one: FollowUp
    group: str
    state: str
    cells: tuple[Step | None, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for: whom it waits for, or `late` alone, and one person's."""

    waits: str
    person: Person | None

    def shows(self, row: Waiting) -> bool:
        step = row.step
        by_whom = self.waits in ("", step.waits) or (self.waits == LATE and step.state == "late")
        return by_whom and (self.person is None or self.person.pk in row.people)


LATE = "over"  # in the address: past its day, whoever it waits for


def boards_of(actor: Actor) -> list[tuple[str, str]]:
    """[(name, address)] of the boards that the actor has something on."""
    namer = group_namer()
    teams = [
        (
            _("Tavlen for %(name)s") % {"name": namer(team.group_id).lower()},
            reverse("cases_board", kwargs={"team_id": team.public_id}),
        )
        for team in teams_with_board(actor)
    ]
    own = [
        (
            _("Tavlen for %(name)s") % {"name": member.name},
            reverse("cases_board_own", kwargs={"member_id": member.public_id}),
        )
        for member in members_with_own(actor)
    ]
    return teams + own


@takes_part
@require_safe
def by_team(request: SignedInRequest, team_id: str) -> HttpResponse:
    team, found = run_by_team(request.actor, team_id)
    href = reverse("cases_board", kwargs={"team_id": team.public_id})
    name = _("Gruppen for %(name)s") % {"name": group_name(team.group_id).lower()}
    way_on = reverse("cases_year", kwargs={"team_id": team.public_id})
    context = {
        "name": name,
        "href": href,
        "way_on": way_on,
        "works": permissions.work(request.actor, team) is None,
        "team": team,
        "dropped": dropped_of(team=team),
    }
    return _shown(request, found, context)


@takes_part
@require_safe
def by_member(request: SignedInRequest, member_id: str) -> HttpResponse:
    member, found = run_by_member(request.actor, member_id)
    href = reverse("cases_board_own", kwargs={"member_id": member.public_id})
    context = {"name": member.name, "href": href, "way_on": reverse("suppliers_list"), "works": True}
    context["dropped"] = dropped_of(member=member)
    return _shown(request, found, context)


def _shown(request: SignedInRequest, found: Sequence[FollowUp], context: dict[str, object]) -> HttpResponse:
    steps, namer = steps_of(request.actor, found, timezone.localdate()), group_namer()
    waiting = _waiting(found, steps, namer)
    people = persons({person for row in waiting for person in row.people})
    chosen = _chosen(request, people)
    context |= {
        "waiting": [row for row in waiting if chosen.shows(row)],
        "total": len(waiting),
        "lines": [_line(one, steps[one.pk], namer) for one in found if one.state in LIVE or _is_open(steps[one.pk])],
        "concluded": sum(one.state not in LIVE for one in found),
        "tabs": _tabs(str(context["href"]), waiting, chosen),
        "people": _people(request.actor, people),
        "chosen": chosen,
        "columns": _columns(),
        "pairs": [(text, "") for text in _columns()],
    }
    return render(request, "cases/board.html", context)


def _waiting(
    found: Sequence[FollowUp], steps: Mapping[int, Sequence[Step]], namer: Callable[[str], str]
) -> list[Waiting]:
    leaders = leaders_of(found)
    rows = [
        Waiting(one, namer(one.group_id), step, step.people or _by_role(one, step, leaders))
        for one in found
        for step in steps[one.pk]
        if step.is_open
    ]
    return sorted(rows, key=lambda row: pressing(row.step))


def _by_role(one: FollowUp, step: Step, leaders: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    return tuple(leaders.get(one.team_id or 0, ())) if step.waits is Waits.US else ()


def _is_open(steps: Iterable[Step]) -> bool:
    return any(step.is_open for step in steps)


def _chosen(request: SignedInRequest, people: Mapping[int, Person]) -> Chosen:
    """What the address does not say rightly is as if it were not said."""
    waits, called = request.GET.get("venter", ""), request.GET.get("person", "")
    person = next((one for one in people.values() if called and one.public_id == called), None)
    return Chosen(waits if waits in {LATE, *Waits} else "", person)


def _people(actor: Actor, people: Mapping[int, Person]) -> list[tuple[str, str]]:
    """Persons that something waits for, oneself first."""
    others = sorted(people.values(), key=lambda one: (one.pk != actor.person_id, one.name, one.pk))
    named = [(one.public_id, _("Meg") if one.pk == actor.person_id else one.name) for one in others]
    return [("", _("Alle")), *named]


def _tabs(href: str, waiting: Sequence[Waiting], chosen: Chosen) -> list[tuple[str, int, str, bool]]:
    """[(text, how many, address, whether it is shown now)], of what the chosen person is to do where one is."""
    rows = [row.step for row in waiting if Chosen("", chosen.person).shows(row)]
    count = Counter(step.waits for step in rows)
    told: list[tuple[str, str, int]] = [
        ("", _("Alt"), len(rows)),
        (LATE, _("Over fristen"), sum(step.state == "late" for step in rows)),
        (Waits.US, _("Venter på oss"), count[Waits.US]),
        (Waits.SUPPLIER, _("Leverandøren"), count[Waits.SUPPLIER]),
        (Waits.OWNERS, _("Avtaleeiere"), count[Waits.OWNERS]),
        (Waits.AUDITOR, _("Revisoren"), count[Waits.AUDITOR]),
    ]
    person = {"person": chosen.person.public_id} if chosen.person else {}
    return [
        (text, num, href + _query({"venter": str(code)} if code else {}, person), code == chosen.waits)
        for code, text, num in told
    ]


def _query(*parts: Mapping[str, str]) -> str:
    said = {name: value for part in parts for name, value in part.items()}
    return f"?{urlencode(said)}" if said else ""


def _columns() -> list[str]:
    methods = [str(words.METHODS[name]) for name in ("self_report", "meeting", "document_review", "audit")]
    return [_("Varsel og fullmakter"), *methods, _("Konklusjon"), _("Funn og plan")]


def _line(one: FollowUp, steps: Sequence[Step], namer: Callable[[str], str]) -> Line:
    cells = tuple(next((step for step in steps if step.kind in kinds), None) for kinds in COLUMNS)
    late = any(step.state == "late" for step in steps)
    return Line(one, namer(one.group_id), str(words.STATES[one.state]), cells, late)
