"""Requests for access in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aktsom.follow_up.models import FollowUp
from aktsom.records.answering import public_name
from aktsom.records.documents import CaseDocument
from aktsom.records.models import AccessRequest, Consultation, RequestedDocument
from aktsom.records.permissions.standing import give, is_there
from aktsom.records.states import Objection, Outcome, PassageKind, PassageState, RequestState
from aktsom.web.base.jinja import write_date
from aktsom.web.records.making import KINDS
from aktsom.web.teams.words import group_name

STATES: dict[str, str | Promise] = {
    RequestState.OPEN: gettext_lazy("Behandles"),
    RequestState.DECIDED: gettext_lazy("Avgjort, ikke sendt"),
    RequestState.ANSWERED: gettext_lazy("Besvart"),
    RequestState.DROPPED: gettext_lazy("Lagt bort"),
}
OUTCOMES: dict[str, str | Promise] = {
    Outcome.FULL: gettext_lazy("Gis ut"),
    Outcome.PARTLY: gettext_lazy("Gis ut med sladd"),
    Outcome.DENIED: gettext_lazy("Gis ikke ut"),
}
PASSAGES: dict[str, str | Promise] = {
    PassageKind.WORKER: gettext_lazy("Navn på en arbeider"),
    PassageKind.PERSON: gettext_lazy("Personopplysning"),
    PassageKind.NAME: gettext_lazy("Navn på underleverandør eller sted"),
    PassageKind.PRICE: gettext_lazy("Pris eller beløp"),
    PassageKind.SECRET: gettext_lazy("Merket av leverandøren"),
    PassageKind.OWN: gettext_lazy("Lagt til av dere"),
}
OBJECTIONS: dict[str, str | Promise] = {
    Objection.NONE: gettext_lazy("Leverandøren har ingenting imot at det gis ut."),
    Objection.PARTLY: gettext_lazy("Leverandøren vil at noe av det holdes tilbake."),
    Objection.ALL: gettext_lazy("Leverandøren vil at alt holdes tilbake."),
}


@dataclass(frozen=True)
class Stands:
    mark: str  # of the state, as its macro takes it
    text: str
    late: bool
    until: str


def stands(one: AccessRequest, today: date) -> Stands:
    """Where it stands, and until when it is to be answered."""
    waits = one.state in (RequestState.OPEN, RequestState.DECIDED)
    late = waits and one.answer_by < today
    mark = "late" if late else {"open": "wait", "decided": "wait", "answered": "ok"}.get(one.state, "none")
    if not late:
        return Stands(mark, str(STATES[one.state]), late, write_date(one.answer_by))
    days = (today - one.answer_by).days
    told = ngettext("%(num)s dag for sent", "%(num)s dager for sent", days) % {"num": days}
    return Stands(mark, told, late, write_date(one.answer_by))


def case_name(one: FollowUp) -> str:
    return f"{one.supplier.name}, {group_name(one.group_id).lower()}"


@dataclass(frozen=True)
class DocumentRow:
    """`title` is the document's own for those who handle the request, and what it is called to others for the rest."""

    document: RequestedDocument
    title: str
    kind: str
    outcome: str
    left: int  # passages that nobody has decided on
    kept: int
    asked: Consultation | None
    asked_text: str
    gone: str  # why it can no longer be given


def document_row(
    each: RequestedDocument, asked: Consultation | None, *, handles: bool = True, now: Iterable[CaseDocument] = ()
) -> DocumentRow:
    """`now` are the documents of the case, as whoever handles the request sees them."""
    kind = str(KINDS.get(each.kind, each.kind))
    shown = handles and is_there(each, now)
    title = each.title if shown else public_name(kind, each.made_on)
    states = [one.state for one in each.passages.all()]
    return DocumentRow(
        each, title, kind, str(OUTCOMES.get(each.outcome, _("Ikke avgjort"))),
        states.count(PassageState.SUGGESTED), states.count(PassageState.KEPT_BACK), asked, asked_text(asked),
        why_gone(each, now) if handles else "",
    )  # fmt: skip


def why_gone(each: RequestedDocument, now: Iterable[CaseDocument]) -> str:
    """Why it can no longer be given; empty where it can, and where the request is answered: what was given is given."""
    return "" if each.request.state == RequestState.ANSWERED else str(give(each, now) or "")


def asked_text(asked: Consultation | None) -> str:
    if asked is None:
        return ""
    if asked.answered_at is None:
        return _("Leverandøren er spurt, med frist %(day)s.") % {"day": write_date(asked.answer_by, "day")}
    return str(OBJECTIONS[asked.objection])
