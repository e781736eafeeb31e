"""Letters written, sent and withdrawn.

A letter gets its number when it is sent, with the row of the member's series locked until all is written: numbers
have no holes and no doubles. Its files are put in their place before the row says so; whoever is killed in between
leaves files that no row names, and the same act again comes to the same end.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.findings.actions.keeping import stop_if_named
from aktsom.follow_up.methods import supplier_keys
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.members.models import Person
from aktsom.sanctions.actions.letter_keeping import freeze, next_number
from aktsom.sanctions.letter_making import sheet_of, stop_if_missing, text_digest
from aktsom.sanctions.letter_states import LETTER, LetterState
from aktsom.sanctions.letter_tables import LANGUAGES, LIFTING, letter_kinds, letter_limit
from aktsom.sanctions.letter_words import registered_number
from aktsom.sanctions.models import Letter, Replacement, SanctionDecision
from aktsom.sanctions.permissions import letters as permissions
from aktsom.sanctions.queries.letter_facts import SAID, values_of
from aktsom.sanctions.queries.letter_templates import in_use
from aktsom.sanctions.queries.letters import language_of, letters_for
from aktsom.sanctions.queries.step_facts import REPLACE
from aktsom.sanctions.writing.filling import Signature
from aktsom.sharing.audiences import member_key
from aktsom.suppliers.models import Supplier
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_SAID = 4_000


@transaction.atomic
def write_letter(
    *, by: Actor, at: datetime, decision: SanctionDecision, language: str = "", kind: str = "",
    said: Mapping[str, str] | None = None, looked: str = "",
) -> Letter:  # fmt: skip
    """A draft for the step of the decision, in the contract's language; `kind` for another, such as "lifting". Where a
    draft waits already it is that one. Raises Refused, Wrong and LookAgain."""
    which = kind or decision.step
    _hold([decision.pk])
    decision.refresh_from_db(fields=["state"])
    stop_if(permissions.write(by, decision, which))
    if which not in letter_kinds() or which not in (decision.step, LIFTING):
        raise Refused(Refusal(_("Dette steget har ikke noe brev.")))
    waiting = Letter.objects.select_for_update().filter(decision=decision, kind=which, state=LetterState.DRAFT).first()
    if waiting is not None:
        return waiting
    one = letter_to_be(decision, which, at, language)
    one.written_by_id = by.person_id
    _take_in(by, at, one, said or {}, looked)
    one.save()
    record(by=by, at=at, acts=[act_of("letter_written", one)])
    return one


def letter_to_be(decision: SanctionDecision, kind: str, at: datetime, language: str = "") -> Letter:
    """As it would be begun now, and not stored. Raises Wrong."""
    contract = decision.contract
    one = Letter(
        decision=decision, follow_up=decision.follow_up, contract=contract, owner=decision.owner,
        supplier=decision.supplier, kind=kind, language=_language(language or language_of(contract)),
        term_set=contract.term_set_id or "", recipient=lines_of(decision.supplier),
        seen_by=frozenset({member_key(decision.owner_id)}), written_at=at,
    )  # fmt: skip
    one.answer_rule, one.correct_rule = rules_of(kind, _deadline(decision, kind), day_of(at))
    return one


@transaction.atomic
def change_letter(
    *, by: Actor, at: datetime, letter_id: str, revision: int, language: str, said: Mapping[str, str],
    answer_days: int | None = None, correct_days: int | None = None, looked: str = "",
) -> Letter:  # fmt: skip
    """What the owner writes itself, and how long the supplier has. Raises Stale, Wrong and LookAgain."""
    one = letter_for_change(by, letter_id, revision)
    stop_if(permissions.change(by, one))
    one.language = _language(language)
    if answer_days is not None and one.answer_rule:
        one.answer_rule = _days_rule("answer_days", answer_days)
    if correct_days is not None and one.correct_rule:
        one.correct_rule = _days_rule("correct_days", correct_days)
    _take_in(by, at, one, said, looked)
    _unsign(one)
    saved(one, by, at, act_of("letter_changed", one))
    return one


@transaction.atomic
def drop_letter(*, by: Actor, at: datetime, letter_id: str, revision: int) -> None:
    """A draft alone: what was sent is withdrawn."""
    one = letter_for_change(by, letter_id, revision)
    stop_if(permissions.change(by, one))
    record(by=by, at=at, acts=[act_of("letter_dropped", one)])
    one.delete()


def send_letter(*, by: Actor, at: datetime, letter: Letter, revision: int | None = None) -> Letter:
    """Numbered, frozen, filed and told of by e-mail, once: a second press is Stale. Raises Refused, FactMissing,
    TemplateBroken (the wording in use is no longer whole) and StoreAway. A joint letter that says something else than
    what was signed is to be signed anew, and that stays so: Stale."""
    sent = _sent_or_unsigned(by, at, letter, revision)
    if sent is None:
        raise Stale(_("Brevet sier noe annet enn da det ble undertegnet. Alle må lese det og undertegne på nytt."))
    return sent


@transaction.atomic
def _sent_or_unsigned(by: Actor, at: datetime, letter: Letter, revision: int | None) -> Letter | None:
    _hold_decision(by, letter.public_id)
    one = letter_for_change(by, letter.public_id, revision)
    if one.state != LetterState.DRAFT:
        raise Stale(_("Brevet er sendt allerede."))
    stop_if(permissions.send(by, one))
    if _says_something_else(one):
        _unsign(one)
        saved(one, by, at, act_of("letter_changed", one))
        tell("letter_to_sign", one.public_id, at)
        return None
    values = values_of(one)
    stop_if_missing(one, values)
    # Also what was written with the decision, which the letter offers; the owner writes it anew in the letter.
    _stop_if_naming(by, at, one, {name: str(values[name]) for name in SAID if values.get(name)})
    day = day_of(at)
    one.year, one.serial = next_number(one.owner_id, day.year)
    one.sent_at, one.sent_by_id, one.signed_name = at, by.person_id, _signer(by)
    one.template = in_use(one.owner_id, one.kind, one.language)
    sheet = sheet_of(one, signatures_of(one), number=one.number, day=day)
    freeze(one, sheet)
    one.state = LETTER.after(one.state, "send")
    if one.supplier is not None:
        one.seen_by = one.seen_by | supplier_keys(one.follow_up)
    saved(one, by, at, act_of("letter_sent", one, number=one.number, pdf=one.pdf_sha256, word=one.word_sha256))
    tell("letter_sent", one.public_id, at)
    return one


@transaction.atomic
def withdraw_letter(*, by: Actor, at: datetime, letter_id: str, revision: int, reason: str, looked: str = "") -> Letter:
    """It keeps its number and its files; the supplier is told, and reads why. Raises Stale, Wrong and LookAgain."""
    one = letter_for_change(by, letter_id, revision)
    stop_if(permissions.owners(by, one, "withdraw"))
    one.state = LETTER.after(one.state, "withdraw")
    one.withdrawn_at, one.withdrawn_by_id, one.withdrawn_reason = at, by.person_id, reason_in("reason", reason)
    stop_if_unlooked({"reason": one.withdrawn_reason}, looked)
    _stop_if_naming(by, at, one, {"reason": one.withdrawn_reason})
    saved(one, by, at, act_of("letter_withdrawn", one, number=one.number))
    tell("letter_withdrawn", one.public_id, at)
    return one


def letter_for_change(by: Actor, letter_id: str, revision: int | None) -> Letter:
    """Visible first, then locked. Raises NotVisible, and Stale where the page showed another."""
    seen = letters_for(by).filter(public_id=letter_id).values_list("pk", flat=True).first()
    if seen is None:
        raise NotVisible
    one = Letter.objects.select_for_update().get(pk=seen)
    if revision is not None and one.revision != revision:
        raise Stale
    return one


def _says_something_else(one: Letter) -> bool:
    """A finding, a name or a wording can have changed since it was signed."""
    signed = set(one.signatures.values_list("text_sha256", flat=True))
    return bool(signed) and signed != {text_digest(one)}


def _unsign(one: Letter) -> None:
    """What was signed said something else."""
    signed = one.signatures.filter(signed_at__isnull=False)
    signed.update(signed_at=None, signed_by_id=None, signed_name="", text_sha256="")


def _hold_decision(by: Actor, letter_id: str) -> None:
    """Of a letter that the actor sees, and before the letter itself: whoever withdraws the decision meanwhile comes
    before or after, and no letter goes out for one that is withdrawn."""
    _hold(letters_for(by).filter(public_id=letter_id).values_list("decision_id", flat=True))


def _hold(decision_ids: Iterable[int | None]) -> None:
    list(SanctionDecision.objects.select_for_update(no_key=True).filter(pk__in=list(decision_ids)).values_list("pk"))


def saved(one: Letter, by: Actor, at: datetime, *acts: Act) -> None:
    one.revision += 1
    one.save()
    record(by=by, at=at, acts=acts)


def act_of(verb: str, one: Letter, **more: object) -> Act:
    """Ids, codes, numbers and checksums; never what it says."""
    return Act(verb, one.public_id, one.owner_id, changes={"kind": one.kind, **more})


def lines_of(supplier: Supplier) -> str:
    number = supplier.organisation_number
    return "\n".join(line for line in (supplier.name, registered_number(number) if number else "") if line)


def rules_of(kind: str, deadline_on: date | None, today: date) -> tuple[str, str]:
    """The clocks of the kind; a deadline that the decision sets is taken over as so many days from the receipt."""
    found = letter_kinds()[kind]
    if deadline_on is None or not found.correct_rule or deadline_on <= today:
        return found.answer_rule, found.correct_rule
    return found.answer_rule, f"receipt+P{(deadline_on - today).days}D"


def _deadline(decision: SanctionDecision, kind: str) -> date | None:
    """Of a place that is to be replaced, the day that is written with the place."""
    replaced = Replacement.objects.filter(decision=decision).first() if kind == REPLACE else None
    return replaced.due_on if replaced is not None else decision.deadline_on


def signatures_of(one: Letter) -> list[Signature]:
    """Of a joint letter those of all its members, else of whoever sends it."""
    joint = list(one.signatures.select_related("member"))
    if joint:
        return [Signature(each.member.name, each.signed_name) for each in joint]
    return [Signature(one.owner.name, one.signed_name)]


def _language(said: str) -> str:
    if said not in LANGUAGES:
        raise Wrong("language", _("Velg et språk."))
    return said


def _days_rule(name: str, days: int) -> str:
    shortest, longest = letter_limit("shortest_days"), letter_limit("longest_days")
    if not shortest <= days <= longest:
        raise Wrong(name, _("Skriv et antall dager fra %(from)s til %(to)s.") % {"from": shortest, "to": longest})
    return f"receipt+P{days}D"


def _stop_if_naming(by: Actor, at: datetime, one: Letter, texts: Mapping[str, str]) -> None:
    """A letter to somebody who is no supplier here names to nobody what a tier keeps from its customer."""
    if one.supplier_id is not None:
        stop_if_named(by, one.follow_up, day_of(at), texts)


def _take_in(by: Actor, at: datetime, one: Letter, said: Mapping[str, str], looked: str) -> None:
    told = {name: text_in(name, said.get(name, ""), LONGEST_SAID) for name in SAID if name in said}
    stop_if_unlooked({name: text for name, text in told.items() if text}, looked)
    _stop_if_naming(by, at, one, told)
    one.said = {**one.said, **told}


def _signer(by: Actor) -> str:
    person = Person.objects.filter(pk=by.person_id or 0).first()
    return person.name if person is not None else by.name
