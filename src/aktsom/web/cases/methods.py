"""All steps of follow-ups together, and the ways to begin one: another method is one more module here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.methods import OPEN_TO_METHODS
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.standings import persons, points_now
from aktsom.follow_up.states import LIVE, Method
from aktsom.members.models import Person
from aktsom.web.audits import steps as audits
from aktsom.web.cases import concluding_steps, report_steps, starting
from aktsom.web.cases.steps import Beginning, Kind, Step, Waits, lead_of, mark, runs
from aktsom.web.cases.words import METHODS, by_whom
from aktsom.web.findings import steps as findings
from aktsom.web.home.words import Row
from aktsom.web.letters import steps as letters
from aktsom.web.meetings import steps as meetings
from aktsom.web.publications import steps as publications
from aktsom.web.reviews import steps as reviews
from aktsom.web.sanctions import steps as sanctions
from aktsom.web.suppliers.words import in_a_row
from aktsom.web.teams.words import group_namer

KINDS = (meetings, reviews, audits, findings, sanctions, letters, publications)
# What does not keep a follow-up from being concluded.
AFTER = (Kind.FINDINGS, Kind.ACTION_PLAN, Kind.SANCTIONS, Kind.PUBLICATION)
BEGUN_AT = {Method.MEETING: "meetings_new", Method.DOCUMENT_REVIEW: "reviews_new", Method.AUDIT: "audits_new"}


def steps_of(actor: Actor, ones: Sequence[FollowUp], today: date) -> dict[int, list[Step]]:
    """{follow-up's key: its steps}, what is open first, of that what is late, then by the day. The same number of
    questions for one follow-up and for many."""
    found: dict[int, list[Step]] = {one.pk: [] for one in ones}
    ours, points = runs(actor, ones), points_now(ones)
    kinds = [starting.steps(actor, ones, today), report_steps.steps(actor, ones, today, points)]
    for steps in [*kinds, *(kind.steps(actor, ones, today) for kind in KINDS)]:
        for key, step in steps:
            found[key].append(step)
    for one in ones:
        mine = found[one.pk]
        if one.pk in ours:
            mine += _not_begun(one, mine, today)
        last = concluding_steps.step(
            one, points[one.pk], today, ours=one.pk in ours, its_turn=_asked_enough(one, mine) and not _open(mine)
        )
        found[one.pk] = sorted([*mine, *([last] if last else [])], key=pressing)
    return _named(ones, found, ours)


def pressing(step: Step) -> tuple[bool, bool, date]:
    return (not step.is_open, step.state != "late", step.until or date.max)


def _open(steps: Iterable[Step]) -> bool:
    return any(step.is_open for step in steps if step.kind not in AFTER)


def _asked_enough(one: FollowUp, steps: Iterable[Step]) -> bool:
    """Whether the self-report is read, where the plan has one: the heavier methods come after it."""
    reports = [step for step in steps if step.kind is Kind.SELF_REPORT]
    return Method.SELF_REPORT not in one.methods or (bool(reports) and all(step.state == "ok" for step in reports))


def _not_begun(one: FollowUp, steps: Sequence[Step], today: date) -> list[Step]:
    """Methods of the plan with nothing begun: ours to begin once the self-report is read."""
    if one.state not in OPEN_TO_METHODS:
        return []
    there = {step.kind for step in steps}
    turn = _asked_enough(one, steps) and not any(step.kind is Kind.READING for step in steps)
    return [
        _to_begin(one, method, today, turn)
        for method in BEGUN_AT
        if method in one.methods and Kind(method) not in there
    ]


def _to_begin(one: FollowUp, method: Method, today: date, turn: bool) -> Step:
    texts = {
        Method.MEETING: _("Planlegg et møte"),
        Method.DOCUMENT_REVIEW: _("Be om dokumenter"),
        Method.AUDIT: _("Bestill revisjon"),
    }
    return Step(
        kind=Kind(method),
        title=str(METHODS[method]),
        href=reverse(BEGUN_AT[method], kwargs={"follow_up_id": one.public_id}),
        state=mark(over=False, late=one.ends_on < today) if turn else "none",
        state_text=_("Ikke begynt"),
        until=one.ends_on,
        waits=Waits.US if turn else Waits.NOBODY,
        people=lead_of(one) if turn else (),
        act=texts[method] if turn else "",
    )


def _named(ones: Sequence[FollowUp], found: dict[int, list[Step]], ours: frozenset[int]) -> dict[int, list[Step]]:
    """With the names of those who are to act, for who runs the follow-up; for others with whose it is."""
    people = persons(person for steps in found.values() for step in steps for person in step.people)
    namer = group_namer()
    return {
        one.pk: [_with_names(step, by_whom(one, namer(one.group_id)), people, one.pk in ours) for step in found[one.pk]]
        for one in ones
    }


def _with_names(step: Step, whose: str, people: Mapping[int, Person], ours: bool) -> Step:
    if step.waits is not Waits.US:
        return step
    told = [people[person].name for person in step.people if person in people] if ours else []
    return replace(step, move=in_a_row(told) or whose, people=step.people if ours else ())


def next_of(steps: Iterable[Step]) -> Step | None:
    """What those who run it are to do next, the most pressing first."""
    return next((step for step in steps if step.waits is Waits.US and step.act), None)


def beginnings_of(actor: Actor, one: FollowUp, today: date) -> list[Beginning]:
    """None in what is over: nothing begins there any more."""
    if one.state not in LIVE:
        return []
    return [way for kind in KINDS for way in kind.beginnings(actor, one, today)]


def home_rows(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    """What needs the person, and what waits for others."""
    if not (actor.member_ids or actor.team_ids):
        return [], []
    found = [kind.home_rows(actor, today) for kind in KINDS]
    return [row for decide, _wait in found for row in decide], [row for _decide, wait in found for row in wait]
