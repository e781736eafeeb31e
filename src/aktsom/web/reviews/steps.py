"""Reviews of documents among the steps of a follow-up, on Home, and in the supplier's list."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.methods import may_begin
from aktsom.follow_up.models import DocumentReview, FollowUp
from aktsom.follow_up.permissions.follow_ups import run
from aktsom.follow_up.queries.document_reviews import reviews_asked_of, reviews_of, reviews_waiting
from aktsom.follow_up.review_states import OVER, REVIEW, ReviewState
from aktsom.follow_up.states import Method
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.steps import Beginning, Kind, Step, Waits, mark
from aktsom.web.home.asked import Request, due_note
from aktsom.web.home.words import Row
from aktsom.web.meetings.words import by_whom
from aktsom.web.reviews import words


def _href(one: DocumentReview) -> str:
    return reverse("reviews_one", kwargs={"public_id": one.public_id})


def _counts(one: DocumentReview) -> dict[str, int]:
    """What the query has counted."""
    return {"given": one.__dict__["given"], "asked": one.__dict__["asked"]}


def steps(actor: Actor, ones: Sequence[FollowUp], today: date) -> Iterator[tuple[int, Step]]:
    for one in reviews_of(actor, ones):
        yield one.follow_up_id, _step(one, today)


def _step(one: DocumentReview, today: date) -> Step:
    late = one.state == ReviewState.SENT and one.due_on < today
    acts = {ReviewState.DRAFT: _("Send listen over dokumenter"), ReviewState.HANDED_IN: _("Les og vurder dokumentene")}
    return Step(
        kind=Kind.DOCUMENT_REVIEW,
        title=_("Gjennomgang av dokumenter"),
        href=_href(one),
        state=mark(over=one.state in OVER, late=late, dropped=one.state == ReviewState.DROPPED),
        state_text=str(words.STATES[one.state]),
        move="" if one.state in OVER else words.whose_move(one.state, "", one.supplier.name),
        until=one.due_on,
        note=_("%(given)s av %(asked)s lagt fram") % _counts(one) if one.sent_at else "",
        waits={"team": Waits.US, "supplier": Waits.SUPPLIER, "": Waits.NOBODY}[REVIEW.owners[one.state]],
        act=acts.get(ReviewState(one.state), ""),
    )


def beginnings(actor: Actor, one: FollowUp, today: date) -> list[Beginning]:
    if run(actor, one):
        return []
    href = reverse("reviews_new", kwargs={"follow_up_id": one.public_id})
    return [Beginning(_("Be om dokumenter"), href, may_begin(one, Method.DOCUMENT_REVIEW, today))]


def home_rows(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    found = reviews_waiting(actor)
    decide = [_to_read(one) for one in found if one.state == ReviewState.HANDED_IN]
    return decide, [_out(one, today) for one in found if one.state == ReviewState.SENT]


def _to_read(one: DocumentReview) -> Row:
    return Row(
        title=_("Dokumenter fra %(supplier)s") % {"supplier": one.supplier.name},
        text=_("Leverandøren har lagt fram det dere ba om."),
        href=_href(one),
        act=_("Les og vurder"),
    )


def _out(one: DocumentReview, today: date) -> Row:
    late = one.due_on < today
    return Row(
        title=_("Dokumenter fra %(supplier)s") % {"supplier": one.supplier.name},
        text=_("%(given)s av %(asked)s lagt fram") % _counts(one),
        href=_href(one),
        state="late" if late else "wait",
        state_text=write_date(one.due_on, "short"),
    )


def requests(actor: Actor, today: date) -> Iterable[Request]:
    return [_request(one, today) for one in reviews_asked_of(actor, actor.supplier_ids)]


def _request(one: DocumentReview, today: date) -> Request:
    opens, who = one.state == ReviewState.SENT, by_whom(one.team, one.owner)
    late = opens and one.due_on < today
    return Request(
        follow_up=one.follow_up_id,
        title=_("Legg fram dokumenter"),
        who=_("%(names)s spør.") % {"names": who},
        href=_href(one),
        act=_("Legg fram") if opens else _("Se hva dere la fram"),
        open=opens,
        state="late" if late else "wait" if opens else "ok",
        state_text=_("%(given)s av %(asked)s lagt fram") % _counts(one) if opens else str(words.STATES[one.state]),
        supplier=one.supplier.name,
        readers=_("%(who)s, og kunder med avtale") % {"who": who},
        message=one.message if opens else "",
        asked_at=one.sent_at,
        answer_by=one.due_on if opens else None,
        late=late,
        due_note=due_note(one.due_on, today) if opens else "",
    )
