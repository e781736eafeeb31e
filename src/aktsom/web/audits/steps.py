"""Audits among the steps of a follow-up, on Home, in an auditor's list, and in the supplier's."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.audit_states import AUDIT, OVER, AuditState
from aktsom.follow_up.methods import may_begin
from aktsom.follow_up.models import Audit, AuditConsent, AuditReport, FollowUp
from aktsom.follow_up.permissions.follow_ups import run
from aktsom.follow_up.queries.audit_reports import shown_to_supplier, stopped
from aktsom.follow_up.queries.audits import assignments, audits_of, audits_waiting, consents_to_answer, unanswered_of
from aktsom.follow_up.states import Method
from aktsom.web.audits import words
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.steps import Beginning, Kind, Step, Waits, mark, runs
from aktsom.web.home.asked import Request, due_note
from aktsom.web.home.words import Row
from aktsom.web.meetings.words import by_whom

WAITS = {"team": Waits.US, "contract owner": Waits.OWNERS, "auditor": Waits.AUDITOR, "": Waits.NOBODY}


def _href(one: Audit) -> str:
    return reverse("audits_one", kwargs={"public_id": one.public_id})


def _report(one: AuditReport) -> str:
    return reverse("audits_report", kwargs={"report_id": one.public_id})


def steps(actor: Actor, ones: Sequence[FollowUp], today: date) -> Iterator[tuple[int, Step]]:
    ours, found = runs(actor, ones), audits_of(actor, ones)
    asked = unanswered_of(one for one in found if one.follow_up_id in ours)
    for one in found:
        all_answered = one.state == AuditState.CONSENT and one.follow_up_id in ours and one.pk not in asked
        yield one.follow_up_id, _step(one, today, asked.get(one.pk, []), all_answered)


def _step(one: Audit, today: date, asked: Sequence[str], all_answered: bool) -> Step:
    """`asked` are the members whose contract owners have not answered, for who orders the audit."""
    over = one.state in OVER
    waits = Waits.US if all_answered else WAITS[AUDIT.owners[one.state]]
    acts = {AuditState.DRAFT: _("Gjør bestillingen ferdig"), AuditState.CONSENT: _("Bestill revisjonen")}
    return Step(
        kind=Kind.AUDIT,
        title=words.title(one.number),
        href=_href(one),
        state=mark(over=over, late=one.due_on < today, dropped=one.state == AuditState.CANCELLED),
        state_text=str(words.STATES[one.state]),
        move="" if over or waits is Waits.US else ", ".join(asked) or words.whose_move(one.state, ""),
        until=one.due_on,
        waits=waits,
        act=acts.get(AuditState(one.state), "") if waits is Waits.US else "",
    )


def beginnings(actor: Actor, one: FollowUp, today: date) -> list[Beginning]:
    if run(actor, one):
        return []
    href = reverse("audits_new", kwargs={"follow_up_id": one.public_id})
    return [Beginning(_("Bestill revisjon"), href, may_begin(one, Method.AUDIT, today))]


def home_rows(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    decide = [_asked(one) for one in consents_to_answer(actor)] + [_stopped(one) for one in stopped(actor)]
    return decide, [_out(one, today) for one in audits_waiting(actor)]


def _asked(one: AuditConsent) -> Row:
    told = {"who": by_whom(one.audit.team, one.audit.owner), "supplier": one.audit.supplier.name}
    return Row(
        title=_("Revisjon av %(supplier)s") % told,
        text=_("%(who)s spør om å bruke retten til revisjon i avtalen deres.") % told,
        href=reverse("audits_consent", kwargs={"consent_id": one.public_id}),
        act=_("Svar"),
    )


def _stopped(one: AuditReport) -> Row:
    text = _("Revisoren må bekrefte rapporten. Den kom gjennom selgeren.")
    if one.blocked_at is not None:
        text = _("Rapporten er stanset. Opphev når det er trygt.")
    title = _("Revisjonsrapport, %(supplier)s") % {"supplier": one.audit.supplier.name}
    return Row(title=title, text=text, href=_report(one), act=_("Se rapporten"))


def _out(one: Audit, today: date) -> Row:
    late = one.due_on < today
    return Row(
        title=_("Revisjon av %(supplier)s") % {"supplier": one.supplier.name},
        text=_("Venter på: %(who)s") % {"who": words.whose_move(one.state, by_whom(one.team, one.owner))},
        href=_href(one),
        state="late" if late else "wait",
        state_text=write_date(one.due_on, "short"),
    )


def requests(actor: Actor, _today: date) -> Iterable[Request]:
    """Reports that the supplier has been shown: to read, and nothing to answer."""
    return [
        Request(
            follow_up=one.follow_up_id,
            title=_("Rapport fra revisjon"),
            who=_("%(who)s har delt den med dere.") % {"who": by_whom(one.audit.team, one.audit.owner)},
            href=_report(one),
            act=_("Les rapporten"),
            open=False,
            state="ok",
            state_text=_("Delt %(day)s") % {"day": write_date(one.shown_at, "medium")},
            supplier=one.audit.supplier.name,
            asked_at=one.shown_at,
        )
        for one in shown_to_supplier(actor)
    ]


def assigned(actor: Actor, today: date) -> list[Request]:
    """An auditor's assignments, in the form of the supplier's list: what is to be done first."""
    return [_assignment(one, today) for one in assignments(actor)]


def _assignment(one: Audit, today: date) -> Request:
    opens = one.state == AuditState.ORDERED
    late = opens and one.due_on < today
    return Request(
        title=_("Revisjon av %(supplier)s") % {"supplier": one.supplier.name},
        who=_("%(who)s har bestilt den.") % {"who": by_whom(one.team, one.owner)},
        href=_href(one),
        act=_("Se oppdraget"),
        open=opens,
        state="late" if late else "wait" if opens else "ok",
        state_text=str(words.STATES[one.state]),
        asked_at=one.ordered_at,
        answer_by=one.due_on if opens else None,
        late=late,
        due_note=due_note(one.due_on, today) if opens else "",
    )
