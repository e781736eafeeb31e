"""All that is asked of a supplier, in one list: each kind is a function from the actor to rows."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.follow_up.models import ReportedContract, SelfReport
from aktsom.follow_up.queries.self_reports import AskedOf, asked_of
from aktsom.follow_up.rules.dues import Timing
from aktsom.follow_up.states import ReportState
from aktsom.members.models import Person
from aktsom.suppliers.queries.asked import SelfSaid, asked_of_all
from aktsom.suppliers.states import ProposalKind
from aktsom.supply_chain.queries.questions import Progress, Question, questions_to
from aktsom.web.audits import steps as audits
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.report_words import timing_words
from aktsom.web.findings import steps as findings
from aktsom.web.home.asked import Request, due_note
from aktsom.web.home.words import number_word
from aktsom.web.inquiries import supplier_side as inquiries
from aktsom.web.letters import steps as letters
from aktsom.web.meetings import steps as meetings
from aktsom.web.publications import steps as publications
from aktsom.web.records import consultation_pages as consultations
from aktsom.web.reviews import steps as reviews
from aktsom.web.steps import home as decided
from aktsom.web.suppliers.words import in_a_row
from aktsom.web.teams.words import group_name


def requests_to(actor: Actor, today: date) -> list[Request]:
    """What waits first: letters to be confirmed, what is late, then by the day, then what has no day; below it what is
    answered, as its kind has it."""
    found = [row for kind in KINDS for row in kind(actor, today)]
    waiting = sorted((row for row in found if row.open), key=_order)
    return waiting + [row for row in found if not row.open]


def _order(row: Request) -> tuple[bool, date, bool]:
    return not row.first, row.answer_by or date.max, row.asked_at is None


def _chains(actor: Actor, today: date) -> Iterable[Request]:
    return [_chain(one, today) for one in questions_to(actor, actor.supplier_ids)]


def _chain(one: Question, today: date) -> Request:
    late = one.late(today)
    state, state_text = _progress(one, late)
    return Request(
        title=_("Svar for deres ledd i kjeden") if one.customer else _("Fortell hvor varene kommer fra"),
        who=_who(one),
        href=_address(one),
        act=_("Svar") if one.progress is Progress.UNANSWERED else _("Svar videre") if one.open else _("Se svaret"),
        open=one.open,
        state=state,
        state_text=state_text,
        supplier=one.supplier_name,
        contracts=[title for reader in one.readers for title in reader.contracts],
        readers=in_a_row([reader.name for reader in one.readers]),
        message=one.message if one.open else "",
        asked_at=one.asked_at,
        answer_by=one.answer_by if one.open else None,
        late=late,
        due_note=due_note(one.answer_by, today) if one.open else "",
    )


def _address(one: Question) -> str:
    if one.open:
        return reverse("chain_write", kwargs={"public_id": one.declaration})
    return reverse("chain_declaration", kwargs={"public_id": one.declaration})


def _progress(one: Question, late: bool) -> tuple[str, str]:
    day = write_date(one.answered_at, "medium") if one.answered_at else ""
    match one.progress:
        case Progress.UNANSWERED:
            return "late" if late else "none", _("Ikke svart")
        case Progress.BEGUN:
            return "late" if late else "wait", _("Begynt, ikke sendt")
        case Progress.SENT:
            return "ok", _("Sendt %(day)s") % {"day": day}
        case Progress.SET_ASIDE:
            return "none", _("Lagt bort uten svar")


def _who(one: Question) -> str:
    if one.customer and not one.askers:
        return _("%(customer)s har invitert dere til å svare.") % {"customer": one.customer}
    return _("%(names)s spør.") % {"names": in_a_row(one.askers)}


def _selves(actor: Actor, _today: date) -> Iterable[Request]:
    return [_self(one) for one in asked_of_all(actor)]


def _self(one: SelfSaid) -> Request:
    contact = one.kind == ProposalKind.CONTACT
    said = _("Sagt %(day)s") % {"day": write_date(one.said_at, "medium")} if one.said_at else _("Kjent")
    declined = _("En kunde sa nei til forslaget: %(reason)s") % {"reason": one.declined} if one.declined else ""
    return Request(
        title=_("Hvem kan kundene skrive til?") if contact else _("Hvor står redegjørelsen etter åpenhetsloven?"),
        who=_("Alle kundene deres."),
        href=reverse("suppliers_own", kwargs={"public_id": one.supplier}),
        act=_("Svar") if one.open else _("Se hva dere har sagt"),
        open=one.open,
        state="none" if one.open else "ok",
        state_text=_("Ikke svart") if one.open else said,
        supplier=one.supplier_name,
        readers=_("alle kunder med avtale, og sekretariatet"),
        message=declined,
    )


def _reports(actor: Actor, today: date) -> Iterable[Request]:
    return [_report(one, today) for one in asked_of(actor, today)]


def _report(one: AskedOf, today: date) -> Request:
    report, due = one.report, one.due if one.is_open else None
    late, withdrawn = bool(due and due < today), one.report.state == ReportState.WITHDRAWN
    return Request(
        follow_up=report.follow_up_id,
        title=_("Egenrapport om menneskerettigheter"),
        who=_("%(names)s spør.") % {"names": _asker(report)},
        href=reverse("answers_report", kwargs={"public_id": report.public_id}),
        act=(_("Svar videre") if report.opened_at else _("Svar")) if one.is_open else _("Se svaret"),
        open=one.is_open,
        state="late" if late else "wait" if one.is_open and report.opened_at else "none" if one.is_open else "ok",
        state_text=_report_state(report),
        supplier=report.supplier.name,
        contracts=[_with_its_day(report, row, stands, withdrawn) for row, stands in one.contracts],
        readers=in_a_row(sorted({_asker(report), *one.readers})),
        contact=_reached(one.contact),
        message=report.withdrawn_reason if withdrawn else report.message if one.is_open else "",
        asked_at=report.asked_at,
        answer_by=due,
        late=late,
        due_note=due_note(due, today),
    )


def _asker(report: SelfReport) -> str:
    if report.team_id is None:
        return str(report.owner.name)
    return _("Gruppen for %(name)s") % {"name": group_name(report.group_id).lower()}


def _with_its_day(report: SelfReport, row: ReportedContract, stands: Timing, withdrawn: bool) -> str:
    name = f"{row.title} ({row.member.name})"
    if withdrawn:
        return name
    told = f"{name}: {timing_words(stands, row.ticked_on, row.due_on)}"
    if row.added_at <= report.asked_at:
        return told
    return _("%(contract)s. Kom til %(day)s") % {"contract": told, "day": write_date(row.added_at, "medium")}


def _reached(person: Person | None) -> str:
    if person is None:
        return ""
    return ", ".join(part for part in (person.name, person.home.name if person.home else "", person.email) if part)


def _report_state(report: SelfReport) -> str:
    told = {
        ReportState.ASKED: _("Begynt, ikke sendt") if report.opened_at else _("Ikke svart"),
        ReportState.RETURNED: _("Sendt tilbake, noe mangler"),
        ReportState.WITHDRAWN: _("Trukket tilbake, dere trenger ikke svare"),
    }
    day = write_date(report.answered_at, "medium") if report.answered_at else ""
    return told.get(ReportState(report.state), _("Sendt %(day)s") % {"day": day})


# A new kind of question is one more function here.
KINDS: tuple[Callable[[Actor, date], Iterable[Request]], ...] = (
    _reports,
    _chains,
    meetings.requests,
    reviews.requests,
    audits.requests,
    findings.requests,
    decided.requests,
    letters.requests,
    inquiries.requests,
    publications.requests,
    consultations.requests,
    _selves,
)


def lead_of(found: Sequence[Request]) -> str:
    """How much waits, and when the first is due."""
    waiting = [row for row in found if row.open]
    if not waiting:
        return _("Ingen venter på svar fra dere nå.")
    said = ngettext("%(count)s ting venter på svar fra dere.", "%(count)s ting venter på svar fra dere.", len(waiting))
    told = said % {"count": number_word(len(waiting))}
    first = next((row for row in waiting if row.answer_by), None)
    if first is None or first.answer_by is None:
        return told
    words = _("Fristen var %(day)s.") if first.late else _("Den første har frist %(day)s.")
    return told + " " + words % {"day": write_date(first.answer_by, "day")}
