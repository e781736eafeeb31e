"""What a letter can be filled with: from the decision, its contract and terms, what stands against the supplier, and
earlier letters. What would endanger workers if the employer knew, or what the supplier has not been shown, is not in
it."""

from collections.abc import Callable, Iterable, Mapping

from django.utils import timezone, translation

from aktsom.contracts.models import Contract
from aktsom.contracts.rules import given_reference
from aktsom.core.letters import page_address
from aktsom.findings.models import Finding
from aktsom.findings.states import FindingKind, FindingState
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.kept_places import kept_places
from aktsom.members.models import Member
from aktsom.sanctions.letter_states import OUT
from aktsom.sanctions.letter_tables import LIFTING, letter_kinds
from aktsom.sanctions.letter_words import clause_words, day_words, earlier_words, finding_words, time_words
from aktsom.sanctions.models import Letter, LetterSignature, SanctionDecision
from aktsom.sanctions.rules.rights import RIGHT_OF_BUYER
from aktsom.sanctions.writing.filling import Value
from aktsom.terms.models import TermSet
from aktsom.terms.queries import obligations

# What the owner writes or changes itself on the page of the letter, by fields of `letter_fields.csv`.
SAID = (
    "reasons", "products", "sites", "period", "lift_test", "sub_supplier", "wanted", "proportion", "workers",
    "followed_how", "message",
)  # fmt: skip

# What is written with a decision for a precondition and is offered to its letter: {precondition: id of the field}.
QUOTED = {"proportionality-noted": "proportion", "worker-harm-weighed": "workers"}

Offers = Callable[[SanctionDecision, str], Mapping[str, str]]
_offered: list[Offers] = []


def offers_fields(function: Offers) -> Offers:
    """Whoever adds to a decision what a letter of some kind should say of it, such as what a suspension covers, gives
    it here: {id of a field: text}, in the language of the moment. What the owner has written itself stands."""
    _offered.append(function)
    return function


def offered(decision: SanctionDecision | None, kind: str) -> dict[str, str]:
    """Before the owner has written anything. Why a delivery was stopped is not why it is lifted."""
    if decision is None:
        return {}
    found = {} if kind == LIFTING else {
        "reasons": decision.reason, **{field: decision.written.get(id_, "") for id_, field in QUOTED.items()},
    }  # fmt: skip
    for offers in _offered:
        found |= {name: text for name, text in offers(decision, kind).items() if text}
    return found


def values_of(letter: Letter) -> dict[str, Value]:
    """In the letter's own language."""
    with translation.override(letter.language):
        found: dict[str, Value] = dict.fromkeys(SAID, "")
        found |= {**offered(letter.decision, letter.kind), **{name: text for name, text in letter.said.items() if text}}
        found |= _of_parties(letter) | _of_contract(letter)
        findings = _findings(letter)
        kept = kept_places(letter.follow_up, [one.site_key for one in findings])
        found["findings"] = [_finding(one, named=one.site_key not in kept) for one in findings]
        found["clauses"] = _clauses(letter, {one.number for one in findings if one.number})
        found["right"] = _right(letter)
        found["earlier_letters"] = _earlier(letter)
        found["time_to_answer"], found["time_to_correct"] = (
            time_words(letter.answer_rule),
            time_words(letter.correct_rule),
        )
        found["signatories"] = [_name(each.member, letter) for each in _signatures(letter)]
        return found


def _name(member: Member, letter: Letter) -> str:
    return member.name_en or member.name if letter.language == "en" else member.name


def _signatures(letter: Letter) -> Iterable[LetterSignature]:
    """A letter of a decision has none."""
    return letter.signatures.select_related("member").order_by("id") if letter.pk and not letter.decision_id else ()


def _of_parties(letter: Letter) -> dict[str, Value]:
    contact = ", ".join(part for part in (letter.owner.contact_name, letter.owner.contact_email) if part)
    return {
        "supplier": letter.recipient.split("\n")[0],
        "buyer": _name(letter.owner, letter),
        "page": page_address("letters_one", public_id=letter.public_id) if letter.supplier_id else "",
        "contact": contact,
    }


def _of_contract(letter: Letter) -> dict[str, Value]:
    contract: Contract | None = letter.contract
    if contract is None:
        return {}
    terms = TermSet.objects.filter(code=letter.term_set).first()
    signed = contract.signed_on or contract.starts_on
    return {
        "contract": contract.title,
        "contract_number": given_reference(contract.reference) or contract.title,
        "contract_date": day_words(signed) if signed else "",
        "terms": f"{getattr(terms, f'name_{letter.language}')} ({terms.code})" if terms else "",
    }


def deviations_told(follow_up: FollowUp) -> list[Finding]:
    """That stand, that the supplier has been shown, and that those with a contract covered may read."""
    rows = Finding.objects.filter(follow_up=follow_up, kind=FindingKind.DEVIATION, state=FindingState.STANDS)
    return list(rows.filter(stopped_at=None, shown_at__isnull=False, shared_at__isnull=False).order_by("id"))


def _findings(letter: Letter) -> list[Finding]:
    """Those that the recommendation rests on where there is one, else all that stand. A letter under a contract tells
    of what that contract's own terms ask for: the follow-up may cover others that ask for more."""
    told = deviations_told(letter.follow_up)
    if letter.contract_id is not None and letter.term_set:
        duties = {each.number for each in obligations().get(letter.term_set, ())}
        told = [one for one in told if one.number in duties or not duties]
    based = letter.decision.recommendation if letter.decision is not None else None
    chosen = set(based.rests_on.values_list("finding_id", flat=True)) if based is not None else set()
    return [one for one in told if one.pk in chosen] or told


def _finding(one: Finding, *, named: bool) -> str:
    """Without its place where a tier has come to keep that from the supplier."""
    place = ", ".join(part for part in (one.site_name, one.site_country) if part) if named else ""
    return finding_words(one.title, place, one.found_on)


def _clauses(letter: Letter, numbers: set[str]) -> list[str]:
    """Of the term set; where the platform knows none of its points, the one that the owner cites."""
    if letter.contract_id is not None and not obligations().get(letter.term_set):
        return [own] if (own := _own_clause(letter)) else []
    rows = [row for row in obligations().get(letter.term_set, ()) if row.number in numbers]
    return [clause_words(row.number, getattr(row, f"text_{letter.language}")) for row in rows]


def _right(letter: Letter) -> str:
    """The point of the contract's terms that gives the right to the step, or the contract's own clause that its owner
    cites for it; empty for none, and where that clause stands among the clauses already."""
    if own := _own_clause(letter):
        return own if obligations().get(letter.term_set) else ""
    step = letter_kinds()[letter.kind].step
    rights = [row for row in obligations().get(letter.term_set, ()) if row.owed_by == RIGHT_OF_BUYER]
    row = next((row for row in rights if step and step in row.ladder_hint.split(";")), None)
    return clause_words(row.number, getattr(row, f"text_{letter.language}")) if row else ""


def _own_clause(letter: Letter) -> str:
    """As the owner wrote it, in whatever language the contract is in."""
    one = letter.decision
    if one is None or not one.cites_own_clause or letter.kind != one.step:
        return ""
    return clause_words(one.clause_number, one.clause_text)


def _earlier(letter: Letter) -> list[str]:
    if letter.contract_id is None:
        return []
    rows = Letter.objects.filter(contract_id=letter.contract_id, owner_id=letter.owner_id, state__in=OUT)
    return [
        earlier_words(
            row.number,
            letter_kinds()[row.kind].names[letter.language],
            row.received_on,
            timezone.localdate(row.sent_at),
        )
        for row in rows.exclude(pk=letter.pk).order_by("id")
    ]
