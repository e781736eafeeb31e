"""What is kept back and what is given, passage for passage and document for document, and the answer as a whole."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, Refused, Stale, stop_if
from aktsom.core.papers import Paper, pdf_of, word_of
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.members.models import Person
from aktsom.records import permissions
from aktsom.records.actions.held_names import kept_elsewhere, spread, stop_if_open
from aktsom.records.actions.requesting import act_of, for_change, saved
from aktsom.records.actions.suggesting import names_in, suggest, take_in
from aktsom.records.answering import letter, redacted
from aktsom.records.documents import CaseDocument
from aktsom.records.models import AccessRequest, Consultation, Passage, RequestedDocument
from aktsom.records.permissions.standing import stop_if_away, stop_if_gone
from aktsom.records.queries.consultations import answers_held, answers_known, unanswered_of
from aktsom.records.rules.objections import more_is_asked
from aktsom.records.rules.passages import places_of, whole_outcome
from aktsom.records.states import REQUEST, Outcome, PassageKind, PassageState
from aktsom.records.tables import grounds_for
from aktsom.sanctions.actions.letter_keeping import put_away
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_ANSWER = 10_000
LONGEST_QUOTE = 2_000
Stands = Callable[[AccessRequest], Iterable[CaseDocument]]  # the documents of the case, as they are in that moment


@dataclass(frozen=True)
class PassageSaid:
    """What is decided of one that is there already."""

    id: int
    state: str
    ground: str
    reason: str = ""  # why it is given, where the supplier has asked for it to be withheld


@transaction.atomic
def settle_passages(
    *, by: Actor, at: datetime, request_id: str, revision: int, document_id: str, said: Sequence[PassageSaid],
    add: str = "", add_ground: str = "",
) -> RequestedDocument:  # fmt: skip
    """Each as it is said; `add` is one more, in the document's own words, and is kept back wherever it stands. When all
    that was shown is decided on, what else was found is shown; and so are names that are kept back and stand in other
    places of the request. Raises Wrong and Stale."""
    one, document = _document(by, request_id, revision, document_id)
    rows = {row.pk: row for row in document.passages.select_for_update()}
    shown = kept_elsewhere(one, document)
    for each in said:
        row = rows.get(each.id)
        if row is None or each.state not in list(PassageState):
            raise Stale
        row.state, row.ground, row.reason = each.state, _ground(one, each.ground, "ground"), _why_given(row, each)
        row.told_at, row.told_by_id = at, by.person_id
        row.save()
    if add.strip():
        _add(document, add, _ground(one, add_ground, "add_ground"), by, at)
    _stop_if_kept_elsewhere(document, shown & kept_elsewhere(one, document))
    if document.more_found and not document.passages.filter(state=PassageState.SUGGESTED).exists():
        suggest(document, names=names_in(one), at=at)
    spread(one, at)
    _note_outcome(document, answers_known(one).get(document.subject))
    states = Counter(document.passages.values_list("state", flat=True))
    saved(one, by, at, act_of("access_passages_settled", one, document=document.subject, **states))
    return document


def _why_given(row: Passage, said: PassageSaid) -> str:
    if said.state != PassageState.GIVEN:
        return ""
    field = f"reason-{row.pk}"
    if not row.marked:
        return text_in(field, said.reason)
    needed = _("Leverandøren har bedt om at dette holdes tilbake. Skriv hvorfor det gis ut.")
    text_in(field, said.reason, needed=needed)
    return reason_in(field, said.reason)


def _stop_if_kept_elsewhere(document: RequestedDocument, elsewhere: Collection[int]) -> None:
    """A name that is kept back in one place of the request is given in another only with a word of why."""
    needed = _("Dette holdes tilbake et annet sted i kravet. Skriv hvorfor det gis ut her.")
    for row in document.passages.filter(pk__in=elsewhere, state=PassageState.GIVEN, marked=False):
        text_in(f"reason-{row.pk}", row.reason, needed=needed)
        reason_in(f"reason-{row.pk}", row.reason)


def _add(document: RequestedDocument, add: str, known: str, by: Actor, at: datetime) -> None:
    quote = text_in("add", add, LONGEST_QUOTE)
    found = places_of(document.text, [quote])
    if not found:
        raise Wrong("add", _("Dette står ikke i dokumentet. Lim det inn slik det står."))
    for start, end in found:
        within = document.passages.filter(starts__gte=start, ends__lte=end)
        marked = within.filter(marked=True).exists()
        within.delete()  # what it holds is kept back with it
        Passage.objects.create(
            document=document, starts=start, ends=end, kind=PassageKind.OWN, ground=known, state=PassageState.KEPT_BACK,
            marked=marked, told_at=at, told_by_id=by.person_id,
        )  # fmt: skip


def _note_outcome(document: RequestedDocument, asked: Consultation | None) -> None:
    """Of a text that has been looked through: with something kept back it can no longer be given whole. What the
    supplier has asked for beyond its passages is decided on for itself."""
    if document.outcome == Outcome.DENIED or not document.text:
        return
    states = set(document.passages.values_list("state", flat=True))
    if PassageState.SUGGESTED in states or (not document.reason and _more_is_asked(document, asked)):
        document.outcome = ""
    elif PassageState.KEPT_BACK in states:
        document.outcome = Outcome.PARTLY
    elif states:
        document.outcome = Outcome.FULL
    document.given_sha256, document.given_size = "", 0
    document.save()


def _ground(one: AccessRequest, code: str, field: str) -> str:
    if code not in grounds_for(one.law):
        raise Wrong(field, _("Velg en hjemmel."))
    return code


@transaction.atomic
def decide_document(
    *, by: Actor, at: datetime, request_id: str, revision: int, document_id: str, outcome: str, stands: Stands,
    ground: str = "", reason: str = "", looked: str = "",
) -> RequestedDocument:  # fmt: skip
    """As a whole. A file is given or not: to take something out of it is done elsewhere, and the copy is given from
    there. A text in which something is kept back is given in part. What `stands` no longer holds is taken out of the
    request instead: its kind and its day too may be what is protected."""
    one, document = _document(by, request_id, revision, document_id)
    stop_if_gone([document], stands(one))
    if outcome not in list(Outcome):
        raise Wrong("outcome", _("Velg hva som gjøres med dokumentet."))
    why = text_in("reason", reason)
    if outcome == Outcome.DENIED:
        document.ground, why = _ground(one, ground, "ground"), reason_in("reason", reason)
    else:
        document.ground = ""
        _stop_if_not_looked_through(document, outcome)
        why = _reason_against(one, document, why)
    stop_if_unlooked({"reason": why}, looked)
    document.outcome, document.reason, document.given_sha256, document.given_size = outcome, why, "", 0
    document.save()
    saved(one, by, at, act_of("access_document_decided", one, document=document.subject, outcome=outcome))
    return document


def _reason_against(one: AccessRequest, document: RequestedDocument, why: str) -> str:
    """Why it is given though the supplier has asked for more of it to be withheld than its passages."""
    if not _more_is_asked(document, answers_known(one).get(document.subject)):
        return why
    needed = _("Leverandøren har bedt om at mer holdes tilbake. Skriv hvorfor det gis ut.")
    text_in("reason", why, needed=needed)
    return reason_in("reason", why)


def _more_is_asked(document: RequestedDocument, asked: Consultation | None) -> bool:
    return asked is not None and more_is_asked(document.text, asked.objection, asked.passages)


def _stop_if_not_looked_through(document: RequestedDocument, outcome: str) -> None:
    states = set(document.passages.values_list("state", flat=True))
    if PassageState.SUGGESTED in states:
        raise Wrong("outcome", _("Ta stilling til hvert forslag i teksten først."))
    kept = PassageState.KEPT_BACK in states
    if outcome == Outcome.PARTLY and not document.text:
        raise Wrong("outcome", _("En fil gis ut hel eller ikke. Sladd den i et annet verktøy om noe må ut."))
    if outcome == Outcome.PARTLY and not kept:
        raise Wrong("outcome", _("Ingenting i teksten er holdt tilbake. Da gis den ut hel."))
    if outcome == Outcome.FULL and kept:
        raise Wrong("outcome", _("Noe i teksten er holdt tilbake. Da gis den ut med sladd."))


@transaction.atomic
def decide_request(
    *, by: Actor, at: datetime, request_id: str, revision: int, kinds: Mapping[str, str], reason: str,
    stands: Stands, answer: str = "", outcome: str = "", looked: str = "", unanswered: bool = False,
) -> AccessRequest:  # fmt: skip
    """The answer as a letter, and copies of texts without what is kept back. `outcome` is said where there are no
    documents, as for a question. `kinds` are words for the kinds of documents, in the answer's language. `unanswered`
    says that one does not wait for what the supplier has been asked. Raises Wrong, LookAgain and StoreAway."""
    one = for_change(by, request_id, revision)
    stop_if(permissions.handle(by, one, "decide"))
    documents = _still_there(one, stands)
    one.outcome = _outcome(documents, outcome)
    one.reason, one.answer = reason_in("reason", reason), text_in("answer", answer, LONGEST_ANSWER)
    if not documents and one.outcome != Outcome.DENIED and not one.answer:
        raise Wrong("answer", _("Skriv svaret."))
    stop_if_unlooked({"reason": one.reason, "answer": one.answer}, looked)
    if not unanswered and unanswered_of(one):
        raise Wrong("unanswered", _("Leverandøren er spurt og har ikke svart. Si at dere ikke venter på svaret."))
    stop_if_open(one, documents)
    for document in documents:
        document.request = one
        _set_copy(document, kinds, one)
    _set_letter(one, letter(one, [(each, kinds.get(each.kind, each.kind)) for each in documents], day_of(at)))
    one.decided_at, one.decided_by_id, one.decided_name = at, by.person_id, _name(by)
    one.state = REQUEST.after(one.state, "decide")
    return saved(one, by, at, act_of("access_decided", one, outcome=one.outcome))


def _still_there(one: AccessRequest, stands: Stands) -> list[RequestedDocument]:
    documents = list(one.documents.prefetch_related("passages"))
    stop_if_gone(documents, stands(one) if documents else ())
    return documents


def _outcome(documents: Sequence[RequestedDocument], said: str) -> str:
    if not documents:
        if said not in (Outcome.FULL, Outcome.PARTLY, Outcome.DENIED):
            raise Wrong("outcome", _("Velg om det gis svar."))
        return said
    if not (found := whole_outcome(Counter(each.outcome for each in documents))):
        raise Refused(Refusal(_("Avgjør hvert dokument først.")))
    return found


def _set_copy(document: RequestedDocument, kinds: Mapping[str, str], one: AccessRequest) -> None:
    """A text that is given, whole or in part, is set as a paper of its own."""
    document.given_sha256, document.given_size = "", 0
    if document.text and document.outcome in (Outcome.FULL, Outcome.PARTLY):
        paper = redacted(document, kinds.get(document.kind, document.kind), one.language, one.law)
        document.given_sha256, document.given_size = _stored(pdf_of(paper))
    document.save()


def _set_letter(one: AccessRequest, paper: Paper) -> None:
    one.pdf_sha256, one.pdf_size = _stored(pdf_of(paper))
    one.word_sha256, one.word_size = _stored(word_of(paper))


def _stored(content: bytes) -> tuple[str, int]:
    return put_away(content), len(content)


def _name(by: Actor) -> str:
    person = Person.objects.filter(pk=by.person_id or 0).first()
    return person.name if person is not None else by.name


@transaction.atomic
def reopen_request(*, by: Actor, at: datetime, request_id: str, revision: int) -> AccessRequest:
    """Before the answer is sent."""
    one = for_change(by, request_id, revision)
    stop_if(permissions.handle(by, one, "reopen"))
    one.state = REQUEST.after(one.state, "reopen")
    answers = answers_held(one)
    for document in one.documents.all():  # what the supplier answered while it was decided
        take_in(document, answers.get(document.subject), at)
    return saved(one, by, at, act_of("access_reopened", one))


@transaction.atomic
def note_answered(*, by: Actor, at: datetime, request_id: str, revision: int, stands: Stands) -> AccessRequest:
    """The letter has been sent, by whatever way the body sends letters: we do not know where to."""
    one = for_change(by, request_id, revision)
    if one.answered_at is not None:
        raise Stale(_("Svaret er ført som sendt allerede."))
    stop_if(permissions.handle(by, one, "answer"))
    if documents := list(one.documents.all()):
        stop_if_away(documents, stands(one))
    one.state, one.answered_at = REQUEST.after(one.state, "answer"), at
    return saved(one, by, at, act_of("access_answered", one, late=day_of(at) > one.answer_by))


def _document(by: Actor, request_id: str, revision: int, document_id: str) -> tuple[AccessRequest, RequestedDocument]:
    one = for_change(by, request_id, revision)
    stop_if(permissions.handle(by, one))
    found = one.documents.select_for_update().filter(public_id=document_id).first()
    if found is None:
        raise Stale
    return one, found
