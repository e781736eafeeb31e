"""Letters about findings and plans. Nothing of what was found: e-mail is a postcard."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.letters import page_address
from aktsom.findings.models import ActionPlan, Finding
from aktsom.findings.states import FindingState, PlanState
from aktsom.follow_up.jobs.method_letters import Told, by_whom, day, group_called, runners, suppliers_people, writes
from aktsom.members.models import Person
from aktsom.teams.queries.owners import owners_of

Letters = Iterable[tuple[Person, Callable[[], Told]]]


def _finding(payload: dict[str, Any]) -> Finding | None:
    """None where it has been stopped since: nothing is told of it then."""
    found = Finding.objects.select_related("owner", "team", "supplier", "follow_up")
    return found.filter(public_id=payload["id"], stopped_at__isnull=True).first()


def _plan(payload: dict[str, Any]) -> ActionPlan | None:
    found = ActionPlan.objects.select_related("owner", "team", "supplier", "follow_up")
    return found.filter(public_id=payload["id"]).first()


def _page(one: Finding) -> str:
    return page_address("findings_one", public_id=one.public_id)


def _plan_page(one: ActionPlan) -> str:
    return page_address("plans_one", public_id=one.public_id)


@writes("finding_shown")
def shown(payload: dict[str, Any]) -> Letters:
    one = _finding(payload)
    if one is None or one.shown_at is None:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name, "day": day(one.hear_by)}
        line = _("%(by)s har skrevet ned et funn om %(supplier)s. Dere blir hørt før andre ser det.")
        until = _("Rett det som er feil, og skriv hva dere mener, innen %(day)s.")
        lines = (line % who, until % who) if one.state == FindingState.HEARING else (line % who,)
        return Told(_("%(by)s ber dere uttale dere") % who, lines, _("Les funnet og svar her:"), _page(one))

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("finding_commented")
def commented(payload: dict[str, Any]) -> Letters:
    one = _finding(payload)
    if one is None:
        return []

    def write() -> Told:
        who = {"supplier": one.supplier.name}
        subject = _("%(supplier)s har kommentert et funn") % who
        return Told(subject, (_("%(supplier)s har svart på et funn.") % who,), _("Les svaret her:"), _page(one))

    return [(person, write) for person in runners(one.team_id, one.owner_id)]


@writes("finding_stands")
def stands(payload: dict[str, Any]) -> Letters:
    """To those who have a contract covered, and do not follow up themselves."""
    one = _finding(payload)
    if one is None or one.shared_at is None:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name, "goods": group_called(one.follow_up)}
        return Told(
            _("Et funn hos %(supplier)s (%(goods)s) gjelder avtalen deres") % who,
            (_("%(by)s har et funn hos %(supplier)s som gjelder en avtale dere har.") % who,),
            _("Les funnet her:"),
            _page(one),
        )

    return [(person, write) for person in _owners(one)]


@writes("finding_changed")
def changed(payload: dict[str, Any]) -> Letters:
    """That it was decided to be something else, or withdrawn."""
    one = _finding(payload)
    if one is None or one.shown_at is None:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner)}
        line = _("%(by)s har trukket et funn dere har sett. Grunnen står på siden.")
        if one.state != FindingState.WITHDRAWN:
            line = _("%(by)s har avgjort noe om et funn dere har sett.")
        return Told(_("%(by)s har nytt om et funn") % who, (line % who,), _("Se hva som er avgjort her:"), _page(one))

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("plan_asked_for")
def plan_asked_for(payload: dict[str, Any]) -> Letters:
    one = _plan(payload)
    if one is None or one.state not in (PlanState.WANTED, PlanState.CHANGES):
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name, "day": day(one.due_on)}
        line = _("%(by)s ber %(supplier)s sende en tiltaksplan innen %(day)s.")
        if one.state == PlanState.CHANGES:
            line = _("%(by)s ber %(supplier)s endre tiltaksplanen innen %(day)s.")
        if payload.get("reminder"):
            line = _("Dette er en påminnelse: %(by)s venter på tiltaksplanen fra %(supplier)s innen %(day)s.")
        subject = _("%(by)s ber om en tiltaksplan innen %(day)s") % who
        return Told(subject, (line % who,), _("Se avvikene og skriv planen her:"), _plan_page(one))

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("plan_proposed")
def plan_proposed(payload: dict[str, Any]) -> Letters:
    one = _plan(payload)
    if one is None or one.state != PlanState.PROPOSED:
        return []
    return _to_runners(one)


@writes("proof_given")
def proof_given(payload: dict[str, Any]) -> Letters:
    one = _plan(payload)
    if one is None:
        return []
    return _to_runners(one)


def _to_runners(one: ActionPlan) -> Letters:
    def write() -> Told:
        who = {"supplier": one.supplier.name}
        if one.state == PlanState.PROPOSED:
            subject, line = _("%(supplier)s har sendt en tiltaksplan"), _("Godta planen, eller be om endringer.")
            return Told(subject % who, (line,), _("Les planen og svar her:"), _plan_page(one))
        subject, line = _("%(supplier)s har vist hva som er gjort"), _("Noe i tiltaksplanen venter på vurdering.")
        return Told(subject % who, (line,), _("Vurder om det er nok her:"), _plan_page(one))

    return [(person, write) for person in runners(one.team_id, one.owner_id)]


@writes("plan_answered")
def plan_answered(payload: dict[str, Any]) -> Letters:
    """To the supplier: the plan was accepted, a proof judged, a day moved, or a measure blocked."""
    one = _plan(payload)
    if one is None or one.accepted_at is None:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner)}
        line = {
            "accepted": _("%(by)s har godtatt tiltaksplanen. Dagene i den gjelder."),
            "judged": _("%(by)s har vurdert det dere viste."),
            "doubted": _("%(by)s har funnet at noe dere viste, ikke har holdt. Vis det på nytt."),
            "extended": _("%(by)s har flyttet en frist i tiltaksplanen."),
            "blocked": _("%(by)s har skrevet at et tiltak ikke kan gjøres nå, og hva som gjøres i stedet."),
            "due": _("Dette er en påminnelse: noe i tiltaksplanen har frist snart."),
        }[payload["did"]]
        return Told(_("%(by)s har nytt i tiltaksplanen") % who, (line % who,), _("Se planen her:"), _plan_page(one))

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("deviation_idle")
def deviation_idle(payload: dict[str, Any]) -> Letters:
    """To those who lead, and, once they see it, to the managers of those who have a contract covered: nobody has done
    anything."""
    one, why = _finding(payload), payload.get("why", "idle")
    if one is None or one.state != _LAIN_IN.get(why, FindingState.STANDS):
        return []

    def write() -> Told:
        since = one.stood_at or one.written_at
        who = {
            "supplier": one.supplier.name,
            "day": day(timezone.localdate(since)),
            "goods": group_called(one.follow_up),
        }
        line = {
            "idle": _("Et avvik hos %(supplier)s har stått siden %(day)s uten at noen har gjort noe med det."),
            "unshown": _("Et funn hos %(supplier)s er skrevet ned, men leverandøren har ikke fått se det."),
            "undecided": _("%(supplier)s er hørt om et funn, men ingen har avgjort om det står."),
            "unclosed": _("Alt som skal rette et avvik hos %(supplier)s, er nok, men ingen har lukket avviket."),
        }[why]
        if why in _LAIN_IN:
            subject = _("Et funn hos %(supplier)s (%(goods)s) blir liggende")
            return Told(subject % who, (line % who,), _("Les funnet her:"), _page(one))
        subject = _("Et avvik hos %(supplier)s (%(goods)s) blir liggende")
        return Told(subject % who, (line % who,), _("Se avviket her:"), _page(one))

    owners = _owners(one) if one.shared_at is not None else []
    return [(p, write) for p in {p.pk: p for p in [*owners, *runners(one.team_id, one.owner_id)]}.values()]


_LAIN_IN = {"unshown": FindingState.NOTED, "undecided": FindingState.HEARING}  # where it is none that stands


@writes("plan_stalled")
def plan_stalled(payload: dict[str, Any]) -> Letters:
    """To the same: the plan comes to nothing, by whoever it lies with."""
    one = _plan(payload)
    if one is None:
        return []

    def write() -> Told:
        who = {
            "supplier": one.supplier.name,
            "by": by_whom(one.team, one.owner),
            "goods": group_called(one.follow_up),
        }
        line = {
            "no_plan": _("%(supplier)s har ikke sendt tiltaksplanen, og fristen er gått."),
            "no_answer": _("%(by)s har ikke svart på tiltaksplanen fra %(supplier)s."),
            "no_proof": _("%(supplier)s har ikke vist et tiltak, og fristen er gått."),
            "no_verdict": _("%(by)s har ikke vurdert det %(supplier)s har vist."),
        }[payload["why"]]
        subject = _("Tiltaksplanen til %(supplier)s (%(goods)s) blir liggende")
        page = page_address("findings_list", follow_up_id=one.follow_up.public_id)
        return Told(subject % who, (line % who,), _("Se hvor det står her:"), page)

    people = {p.pk: p for p in [*_owners(one), *runners(one.team_id, one.owner_id)]}
    return [(person, write) for person in people.values()]


def _owners(one: Finding | ActionPlan) -> list[Person]:
    """Those who answer for the contracts that are covered."""
    members = set(one.follow_up.covered.filter(left_at__isnull=True).values_list("member_id", flat=True))
    owners = owners_of(members, timezone.localdate())
    return list({p.pk: p for people in owners.values() for p in people}.values())
