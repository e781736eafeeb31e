"""A list of documents is written and sent to a supplier as one request; it is handed in, sent back, and closed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.actions.method_start import begun, follow_up_for_method, note, saved, to_change
from aktsom.follow_up.method_tables import document_kinds, method_limit
from aktsom.follow_up.methods import body_of, runner_keys, supplier_keys
from aktsom.follow_up.models import DocumentReview, DocumentRow
from aktsom.follow_up.models.document_reviews import LONGEST_TITLE
from aktsom.follow_up.permissions import document_reviews as permissions
from aktsom.follow_up.queries.document_reviews import review, standing_of
from aktsom.follow_up.review_states import REVIEW
from aktsom.follow_up.states import Method
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong


@dataclass(frozen=True)
class ListSaid:
    """`kinds` of `document_kinds.csv`; `own` are titles of the team's own rows."""

    due_on: date
    kinds: Collection[str] = ()
    own: Sequence[str] = ()
    message: str = ""
    second_reader: bool = False


@transaction.atomic
def draft_review(*, by: Actor, at: datetime, follow_up_id: str, said: ListSaid) -> DocumentReview:
    """Known to those who follow up alone until it is sent."""
    one = follow_up_for_method(by, at, follow_up_id, Method.DOCUMENT_REVIEW)
    made = DocumentReview(
        follow_up=one, owner_id=body_of(by, one), team=one.team, supplier=one.supplier, seen_by=runner_keys(one),
        made_at=at, made_by_id=by.person_id,
    )  # fmt: skip
    _take_in(made, at, said)
    made.save()
    _write_rows(made, said)
    note(one, by, at)
    record(by=by, at=at, acts=[act_of("documents_listed", made, follow_up=one.public_id)])
    return made


@transaction.atomic
def change_review(*, by: Actor, at: datetime, review_id: str, revision: int, said: ListSaid) -> DocumentReview:
    one = review_for_change(by, review_id, revision)
    stop_if(permissions.write(by, one))
    _take_in(one, at, said)
    one.rows.all().delete()
    _write_rows(one, said)
    saved(one, by, at, act_of("documents_listed", one))
    return one


@transaction.atomic
def send_review(*, by: Actor, at: datetime, review_id: str, revision: int) -> DocumentReview:
    """One request, in the supplier's list; the supplier is written to."""
    one = _moved(by, review_id, revision, "send")
    if one.due_on < day_of(at):
        raise Wrong("due_on", _("Fristen kan ikke være før i dag."))
    one.sent_at, one.seen_by = at, one.seen_by | supplier_keys(one.follow_up)
    saved(one, by, at, *begun(one.follow_up), act_of("documents_asked_for", one))
    tell("documents_asked_for", one.public_id, at)
    return one


@transaction.atomic
def hand_in(*, by: Actor, at: datetime, review_id: str, revision: int) -> DocumentReview:
    """The supplier says that all is there: each row has a document or says why there is none."""
    one = _moved(by, review_id, revision, "hand_in")
    if one.rows.filter(evidence__isnull=True, absent_reason="").exists():
        raise DomainError(_("Legg fram hvert dokument, eller skriv hvorfor dere ikke har det."))
    one.handed_in_at, one.handed_in_by_id = at, by.person_id
    saved(one, by, at, act_of("documents_handed_in", one))
    tell("documents_handed_in", one.public_id, at)
    return one


@transaction.atomic
def send_back(
    *, by: Actor, at: datetime, review_id: str, revision: int, reason: str, due_on: date | None = None
) -> DocumentReview:
    """The supplier can give more, until the day that is set anew."""
    one = review_for_change(by, review_id, revision)
    stop_if(permissions.move(by, one, "send_back"))
    one.sent_back_reason = reason_in("reason", reason)
    one.due_on = due_on or one.due_on
    if one.due_on < day_of(at):
        raise Wrong("due_on", _("Sett en ny frist. Den gamle er gått."))
    one.state, one.reminded_on = REVIEW.after(one.state, "send_back"), None
    saved(one, by, at, act_of("documents_sent_back", one))
    tell("documents_asked_for", one.public_id, at)
    return one


@transaction.atomic
def close_review(*, by: Actor, at: datetime, review_id: str, revision: int) -> DocumentReview:
    """Each row has been judged as it is now, by two where that was decided, who say the same."""
    one = _moved(by, review_id, revision, "close")
    for row in one.rows.prefetch_related("verdicts"):
        now = standing_of(row, row.verdicts.all())
        if now.disagree:
            raise DomainError(_("Dere er uenige om «{title}». Bli enige først.").format(title=row.title))
        if not now.settled(by_two=one.second_reader):
            raise DomainError(_("«{title}» er ikke vurdert ennå.").format(title=row.title))
    one.shared_at = at
    saved(one, by, at, act_of("document_review_closed", one))
    return one


@transaction.atomic
def drop_review(*, by: Actor, at: datetime, review_id: str, revision: int, reason: str) -> DocumentReview:
    one = review_for_change(by, review_id, revision)
    stop_if(permissions.move(by, one, "drop"))
    one.dropped_reason = reason_in("reason", reason)
    one.state = REVIEW.after(one.state, "drop")
    saved(one, by, at, act_of("document_review_dropped", one))
    return one


def review_for_change(by: Actor, review_id: str, revision: int | None = None) -> DocumentReview:
    """Locked. Raises NotVisible and Stale."""
    review(by, review_id)
    return to_change(by, DocumentReview.objects.select_related("owner", "team", "supplier"), review_id, revision)


def act_of(verb: str, one: DocumentReview, **more: object) -> Act:
    told = {"state": one.state, "due_on": str(one.due_on), "rows": one.rows.count(), **more}
    return Act(verb, one.public_id, one.owner_id, changes=told)


def _moved(by: Actor, review_id: str, revision: int, verb: str) -> DocumentReview:
    one = review_for_change(by, review_id, revision)
    stop_if(permissions.move(by, one, verb))
    one.state = REVIEW.after(one.state, verb)
    return one


def _take_in(one: DocumentReview, at: datetime, said: ListSaid) -> None:
    if said.due_on < day_of(at):
        raise Wrong("due_on", _("Fristen kan ikke være før i dag."))
    one.due_on, one.second_reader = said.due_on, said.second_reader
    one.message = text_in("message", said.message)


def _write_rows(one: DocumentReview, said: ListSaid) -> None:
    """Titles are kept in the language of whoever asks, as the supplier is to read the very same list."""
    language = translation.get_language() or "nb"
    chosen = [kind for kind in document_kinds() if kind.kind in said.kinds]
    own = [title for text in said.own if (title := line_in("own", text, LONGEST_TITLE))]
    if not chosen and not own:
        raise Wrong("kinds", _("Velg minst ett dokument, eller skriv et eget."))
    if len(chosen) + len(own) > method_limit("most_rows"):
        raise Wrong("own", _("Listen er for lang."))
    made = [DocumentRow(kind=kind.kind, title=kind.name(language), points=list(kind.points)) for kind in chosen]
    made += [DocumentRow(title=title) for title in dict.fromkeys(own)]
    for position, row in enumerate(made, start=1):
        row.review, row.position = one, position
    DocumentRow.objects.bulk_create(made)
