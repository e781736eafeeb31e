"""Findings and plans among the steps of a follow-up, on Home, and in the supplier's list."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.permissions import findings as permissions
from aktsom.findings.queries.findings import being_heard, findings_of, findings_shown_to, heard_and_waiting, stalled
from aktsom.findings.queries.plans import (
    measures_due,
    plans_asked_of,
    plans_awaited,
    plans_of,
    plans_waiting,
    proofs_waiting,
)
from aktsom.findings.states import OVER, PLAN, FindingState, PlanState
from aktsom.follow_up.models import FollowUp
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.steps import Beginning, Kind, Step, Waits, mark, runs
from aktsom.web.findings import words
from aktsom.web.home.asked import Request, due_note
from aktsom.web.home.words import SOON_DAYS, Row
from aktsom.web.meetings.words import by_whom

WAITS = {"team": Waits.US, "supplier": Waits.SUPPLIER, "": Waits.NOBODY}


def _href(one: Finding) -> str:
    return reverse("findings_one", kwargs={"public_id": one.public_id})


def _plan(one: ActionPlan) -> str:
    return reverse("plans_one", kwargs={"public_id": one.public_id})


def _list(one: FollowUp) -> str:
    return reverse("findings_list", kwargs={"follow_up_id": one.public_id})


def steps(actor: Actor, ones: Sequence[FollowUp], today: date) -> Iterator[tuple[int, Step]]:
    """One for all findings of a follow-up together, and one for its plan."""
    found: dict[int, list[Finding]] = {}
    for each in findings_of(actor, ones):
        found.setdefault(each.follow_up_id, []).append(each)
    ours, called = runs(actor, ones), {one.pk: one for one in ones}
    for key, rows in found.items():
        yield key, _findings(called[key], rows, today, ours=key in ours)
    for plan in plans_of(actor, ones):
        yield plan.follow_up_id, _plan_step(plan, today)


def _findings(one: FollowUp, rows: Sequence[Finding], today: date, *, ours: bool) -> Step:
    """To be shown, or heard until a day and then to stand; when all is said it rests, and the plan is the step."""
    noted = [row for row in rows if row.state == FindingState.NOTED and row.stopped_at is None]
    hearing = [row for row in rows if row.state == FindingState.HEARING]
    over = [row for row in hearing if row.hear_by is not None and row.hear_by < today]
    act = _("Vis leverandøren funnene") if noted else _("La funnet stå") if over else ""
    waits = Waits.US if act and ours else Waits.SUPPLIER if hearing else Waits.NOBODY
    count = len([row for row in rows if row.state not in OVER])
    return Step(
        kind=Kind.FINDINGS,
        title=_("Funn"),
        href=_list(one),
        state=mark(over=not (noted or hearing), late=bool(over)),
        state_text=ngettext("%(num)s åpent", "%(num)s åpne", count) % {"num": count},
        move=one.supplier.name if waits is Waits.SUPPLIER else "",
        until=min((row.hear_by for row in hearing if row.hear_by), default=None),
        waits=waits,
        act=act if waits is Waits.US else "",
    )


def _plan_step(one: ActionPlan, today: date) -> Step:
    """Of one that is being carried out, the day is that of the first measure that is not done, and it waits for us
    where something has been shown."""
    waits, until = WAITS[PLAN.owners[one.state]], one.due_on if one.accepted_at is None else one.__dict__["next_day"]
    acts = {PlanState.PROPOSED: _("Les tiltaksplanen og svar")}
    act = acts.get(PlanState(one.state), "")
    if one.__dict__["to_judge"]:
        waits, act = Waits.US, _("Vurder om det som er vist, er nok")
    late = until is not None and until < today
    return Step(
        kind=Kind.ACTION_PLAN,
        title=_("Tiltaksplan"),
        href=_plan(one),
        state=mark(over=one.state == PlanState.ENDED, late=late),
        state_text=str(words.PLAN_STATES[one.state]),
        move=one.supplier.name if waits is Waits.SUPPLIER else "",
        until=until,
        waits=waits,
        act=act,
    )


def beginnings(actor: Actor, one: FollowUp, _today: date) -> list[Beginning]:
    href = reverse("findings_new", kwargs={"follow_up_id": one.public_id})
    return [] if permissions.note(actor, one) else [Beginning(_("Skriv et funn"), href)]


def home_rows(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    decide = [_to_stand(one) for one in heard_and_waiting(actor, today)]
    decide += [_to_answer(one) for one in plans_waiting(actor)] + [_to_judge(row) for row in proofs_waiting(actor)]
    decide += [_stalled(one) for one in stalled(actor)]
    wait = [_awaited_answer(one) for one in being_heard(actor, today)] + [
        _awaited_plan(one, today) for one in plans_awaited(actor)
    ]
    return decide, wait + [_late(row) for row in measures_due(actor, today - timedelta(days=1))]


def due_rows(actor: Actor, today: date) -> list[Row]:
    """What falls due in the next days in the plans that the person sees."""
    if not (actor.member_ids or actor.team_ids):
        return []
    rows = [row for row in measures_due(actor, today + timedelta(days=SOON_DAYS)) if row.due_on >= today]
    return [
        Row(
            title=row.text,
            text=_("Tiltak hos %(supplier)s") % {"supplier": row.plan.supplier.name},
            href=_plan(row.plan),
            on=row.due_on,
            when=write_date(row.due_on, "short"),
        )
        for row in rows
    ]


def _stalled(one: Finding) -> Row:
    stands = one.state == FindingState.STANDS
    title = _("Et avvik hos %(supplier)s blir liggende") if stands else _("Et funn hos %(supplier)s blir liggende")
    return Row(
        title=title % {"supplier": one.supplier.name},
        text=one.title,
        href=_href(one),
        due=write_date(one.escalated_on, "short") if one.escalated_on else "",
        act=_("Se avviket") if stands else _("Se funnet"),
    )


def _awaited_answer(one: Finding) -> Row:
    return Row(
        title=_("%(supplier)s uttaler seg om et funn") % {"supplier": one.supplier.name},
        text=one.title,
        href=_href(one),
        state="wait",
        state_text=write_date(one.hear_by, "short") if one.hear_by else "",
    )


def _awaited_plan(one: ActionPlan, today: date) -> Row:
    return Row(
        title=_("Tiltaksplan fra %(supplier)s") % {"supplier": one.supplier.name},
        text=str(words.PLAN_STATES[one.state]),
        href=_plan(one),
        state="late" if one.due_on < today else "wait",
        state_text=write_date(one.due_on, "short"),
    )


def _to_stand(one: Finding) -> Row:
    return Row(
        title=_("Funn hos %(supplier)s") % {"supplier": one.supplier.name},
        text=_("Leverandøren er hørt. Avgjør om funnet står."),
        href=_href(one),
        act=_("Se og avgjør"),
    )


def _to_answer(one: ActionPlan) -> Row:
    return Row(
        title=_("Tiltaksplan fra %(supplier)s") % {"supplier": one.supplier.name},
        text=_("Leverandøren venter på svar."),
        href=_plan(one),
        act=_("Les og svar"),
    )


def _to_judge(row: Measure) -> Row:
    return Row(
        title=_("%(supplier)s har vist hva som er gjort") % {"supplier": row.plan.supplier.name},
        text=row.text,
        href=_plan(row.plan),
        act=_("Vurder"),
    )


def _late(row: Measure) -> Row:
    return Row(
        title=_("Tiltak hos %(supplier)s") % {"supplier": row.plan.supplier.name},
        text=row.text,
        href=_plan(row.plan),
        state="late",
        state_text=write_date(row.due_on, "short"),
    )


def requests(actor: Actor, today: date) -> Iterable[Request]:
    for one in findings_shown_to(actor):
        yield _heard(one, today)
    for plan in plans_asked_of(actor):
        yield _asked(plan, today)


def _heard(one: Finding, today: date) -> Request:
    opens, who = one.state == FindingState.HEARING and not one.__dict__["answered"], by_whom(one.team, one.owner)
    late = opens and one.hear_by is not None and one.hear_by < today
    return Request(
        follow_up=one.follow_up_id,
        title=_("Uttal dere om et funn") if opens else _("Funn: %(title)s") % {"title": one.title},
        who=_("%(names)s har skrevet det ned.") % {"names": who},
        href=_href(one),
        act=_("Les og svar") if opens else _("Se funnet"),
        open=opens,
        state="late" if late else "wait" if opens else words.MARKS[one.state],
        state_text=str(words.STATES[one.state]),
        supplier=one.supplier.name,
        readers=_("%(who)s, og kunder med avtale når det står") % {"who": who},
        asked_at=one.shown_at,
        answer_by=one.hear_by if opens else None,
        late=late,
        due_note=due_note(one.hear_by, today) if opens else "",
    )


def _asked(one: ActionPlan, today: date) -> Request:
    """Asked for, or being carried out: then the first measure that is the supplier's move."""
    who, day = by_whom(one.team, one.owner), one.__dict__["next_day"] if one.accepted_at else one.due_on
    opens = PLAN.owners[one.state] == "supplier" and (one.accepted_at is None or day is not None)
    late = opens and day is not None and day < today
    return Request(
        follow_up=one.follow_up_id,
        title=_("Tiltaksplan"),
        who=_("%(names)s spør.") % {"names": who},
        href=_plan(one),
        act=_("Vis hva som er gjort") if opens and one.accepted_at else _("Skriv planen") if opens else _("Se planen"),
        open=opens,
        state="late" if late else "wait" if opens else "ok",
        state_text=str(words.PLAN_STATES[one.state]),
        supplier=one.supplier.name,
        readers=_("%(who)s, og kunder med avtale når planen er godtatt") % {"who": who},
        message=one.wanted_text if opens and one.accepted_at is None else "",
        asked_at=one.asked_at,
        answer_by=day if opens else None,
        late=late,
        due_note=due_note(day, today) if opens else "",
    )
