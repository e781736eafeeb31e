"""That a letter has come, which starts the times it gives; and what is answered to it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Stale, stop_if
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sanctions.actions.letters import act_of, letter_for_change, saved
from aktsom.sanctions.letter_states import LETTER, OTHER_PROOF, ReceivedHow
from aktsom.sanctions.letter_tables import days_off, letter_limit
from aktsom.sanctions.models import Letter, LetterAnswer
from aktsom.sanctions.permissions import letters as permissions
from aktsom.sanctions.rules.working_days import runs_out
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_NOTE = 2_000


@transaction.atomic
def confirm_receipt(*, by: Actor, at: datetime, letter_id: str) -> Letter:
    """By the supplier, by a press; the day is that of the press. A second press is Stale."""
    one = letter_for_change(by, letter_id, None)
    if one.received_on is not None and permissions.answers_for(by, one):
        raise Stale(_("Det er bekreftet allerede at brevet er mottatt."))
    stop_if(permissions.suppliers(by, one, "receive"))
    _receive(one, by, at, day=day_of(at), how=ReceivedHow.PRESSED)
    one.received_name = by.name
    saved(one, by, at, act_of("letter_received", one, how=one.received_how, day=one.received_on))
    tell("letter_received", one.public_id, at)
    return one


@transaction.atomic
def note_receipt(
    *, by: Actor, at: datetime, letter_id: str, revision: int, how: str, received_on: date, note: str
) -> Letter:
    """By the owner, on another proof than a press: registered mail, or what the supplier has written itself."""
    one = letter_for_change(by, letter_id, revision)
    stop_if(permissions.owners(by, one, "prove"))
    if how not in OTHER_PROOF:
        raise Wrong("how", _("Velg hva som viser at brevet er kommet fram."))
    sent_on = day_of(one.sent_at or at)
    if not sent_on <= received_on <= day_of(at):
        raise Wrong("received_on", _("Dagen må være fra da brevet ble sendt, og til i dag."))
    one.received_note = text_in(
        "note", note, LONGEST_NOTE, needed=_("Skriv hva som viser det, for eksempel sporingsnummeret.")
    )
    _receive(one, by, at, day=received_on, how=ReceivedHow(how))
    saved(one, by, at, act_of("letter_received", one, how=how, day=received_on))
    tell("letter_received", one.public_id, at, to="supplier")
    return one


@transaction.atomic
def answer_letter(*, by: Actor, at: datetime, letter_id: str, text: str, looked: str = "") -> LetterAnswer:
    """The supplier says its view; also after the day, and then that is said with it."""
    one = letter_for_change(by, letter_id, None)
    stop_if(permissions.suppliers(by, one, "answer"))
    made = _answer(one, by, at, verb="answer", text=text, looked=looked)
    tell("letter_answered", one.public_id, at)
    return made


@transaction.atomic
def note_answer(*, by: Actor, at: datetime, letter_id: str, revision: int, text: str, looked: str = "") -> LetterAnswer:
    """By the owner, one that came elsewhere: by post, in a meeting."""
    one = letter_for_change(by, letter_id, revision)
    stop_if(permissions.owners(by, one, "note_answer"))
    return _answer(one, by, at, verb="note_answer", text=text, looked=looked)


def _receive(one: Letter, by: Actor, at: datetime, *, day: date, how: ReceivedHow) -> None:
    """The times run from the day of receipt, each to a working day."""
    one.state = LETTER.after(one.state, "receive" if how is ReceivedHow.PRESSED else "prove")
    one.received_on, one.received_how, one.received_at, one.received_by_id = day, how, at, by.person_id
    one.answer_by = _until(one.answer_rule, day, one)
    one.correct_by = _until(one.correct_rule, day, one)


def _until(rule: str, day: date, one: Letter) -> date | None:
    return runs_out(rule, received_on=day, term_set=one.term_set, days_off=days_off) if rule else None


def _answer(one: Letter, by: Actor, at: datetime, *, verb: str, text: str, looked: str) -> LetterAnswer:
    said = text_in("text", text, letter_limit("answer_characters"), needed=_("Skriv hva dere mener."))
    stop_if_unlooked({"text": said}, looked)
    one.state = LETTER.after(one.state, verb)
    one.answered_at = one.answered_at or at
    late = one.answer_by is not None and day_of(at) > one.answer_by
    made = LetterAnswer.objects.create(
        letter=one, text=said, said_at=at, said_by_id=by.person_id, by_owner=verb == "note_answer", late=late
    )
    saved(one, by, at, act_of("letter_answered", one, by_owner=made.by_owner, late=late))
    return made
