"""A person says whether two records are one company, and a judgement is undone, a person's or the matching's own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers import permissions
from aktsom.suppliers.actions.grouping import lock_records, regroup
from aktsom.suppliers.hiding import hidden_from
from aktsom.suppliers.models import SamenessCandidate, SamenessJudgement
from aktsom.suppliers.queries.judgements import closure, groups_of
from aktsom.suppliers.sameness import Hindrance
from aktsom.suppliers.states import CandidateState, Verdict

LONGEST_REASON = 2_000


@transaction.atomic
def judge(*, by: Actor, at: datetime, candidate: str, verdict: str, reason: str) -> SamenessJudgement:
    """Raises Refused when the pair is judged already, when the actor may not, or when the two can never be one."""
    if verdict not in set(Verdict):
        raise DomainError(_("Velg om de to er samme selskap eller ikke."))
    reason = told(reason)
    found = _candidate(by, candidate)
    touched = locked(found.one_id, found.other_id)
    found.refresh_from_db()
    stop_if(permissions.judge(by, touched))
    stop_if(_already(found))
    if verdict == Verdict.SAME:
        stop_if(hindrance(found.one_id, found.other_id, touched))
    made = SamenessJudgement(
        one_id=found.one_id, other_id=found.other_id, verdict=verdict, reason=reason, weight=found.weight,
        evidence=found.evidence,
    )  # fmt: skip
    return judged_now(made, by, at, touched)


def judged_now(made: SamenessJudgement, by: Actor, at: datetime, touched: set[int]) -> SamenessJudgement:
    """The judgement kept, and what follows of it; that it may be made is seen to by the caller."""
    made.at, made.member_id, made.person_id = at, by.member_id, by.person_id or 0
    made.save(force_insert=True)
    regroup(touched)
    record(by=by, at=at, acts=[_act(f"sameness_judged_{made.verdict}", made, by)])
    return made


@transaction.atomic
def undo(*, by: Actor, at: datetime, judgement: str, reason: str) -> SamenessJudgement:
    """The judgement stands no more, all is as if it had never been made, and the pair waits for a person again. One
    that somebody pointed at and nothing else speaks for waits for nobody."""
    reason = told(reason)
    if not reason:
        raise DomainError(_("Skriv kort hvorfor du angrer."))
    found = _judgement(by, judgement)
    touched = locked(found.one_id, found.other_id)
    found = _judgement(by, judgement)
    stop_if(permissions.judge(by, touched))
    if found.undone_at is not None:
        raise Refused(Refusal(_("Dette er angret allerede.")))
    found.undone_at, found.undone_why, found.undone_person_id = at, reason, by.person_id or 0
    found.save(update_fields=["undone_at", "undone_why", "undone_person_id"])
    if found.evidence:
        pair, _made = SamenessCandidate.objects.get_or_create(
            one_id=found.one_id,
            other_id=found.other_id,
            defaults={"weight": found.weight or 0.0, "evidence": found.evidence, "found_at": at},
        )
        if not pair.evidence:  # the matching points at it no more: what spoke for it when it was judged is asked about
            pair.evidence, pair.weight = found.evidence, found.weight or 0.0
            pair.save(update_fields=["evidence", "weight"])
    regroup(touched)
    record(by=by, at=at, acts=[_act("sameness_undone", found, by)])
    return found


def hindrance(one: int, other: int, touched: set[int]) -> Refusal | None:
    """Why the two can never be one company, whoever asks."""
    match groups_of(touched).hindrance(one, other):
        case Hindrance.TWO_NUMBERS:
            return Refusal(
                _(
                    "De to har hvert sitt gyldige organisasjonsnummer, og er to selskaper. Bare foretaksregisteret "
                    "kan si at det ene er en underenhet av det andre eller er slått sammen med det."
                )
            )
        case Hindrance.JUDGED_DIFFERENT:
            return Refusal(_("Noen har avgjort at disse er ulike selskaper. Angre det først."))
        case None:
            return None


def locked(one: int, other: int) -> set[int]:
    """All records of the two groups, locked. Should they have grown meanwhile, the person looks again."""
    touched = closure({one, other})
    lock_records(touched)
    if not closure({one, other}) <= touched:
        raise Stale
    return touched


def _already(found: SamenessCandidate) -> Refusal | None:
    match found.state:
        case CandidateState.JUDGED:
            return Refusal(_("Dette paret er allerede avgjort. Du finner det, og kan angre, under det som er avgjort."))
        case CandidateState.LAPSED:
            return Refusal(
                _("Det er ikke lenger noe å avgjøre her: opplysningene er endret, eller andre par har gitt svaret.")
            )
        case _:
            return None


def _candidate(by: Actor, public_id: str) -> SamenessCandidate:
    found = SamenessCandidate.objects.filter(public_id=public_id).first() if sees_network(by) else None
    if found is None or hidden_from(by, [found.one_id, found.other_id]):
        raise NotVisible
    return found


def _judgement(by: Actor, public_id: str) -> SamenessJudgement:
    rows = SamenessJudgement.objects.select_related("one", "other").filter(public_id=public_id)
    found = rows.first() if sees_network(by) else None
    if found is None or hidden_from(by, [found.one_id, found.other_id]):
        raise NotVisible
    return found


def told(reason: str) -> str:
    text = " ".join(reason.replace("\x00", "").split())
    if len(text) > LONGEST_REASON:
        raise DomainError(_("Skriv begrunnelsen med høyst {count} tegn.").format(count=LONGEST_REASON))
    return text


def _act(verb: str, made: SamenessJudgement, by: Actor) -> Act:
    """The reason stands in the judgement itself, not here."""
    told = {"other": [None, made.other.public_id], "judgement": [None, made.public_id]}
    return Act(verb, made.one.public_id, by.member_id, changes=told)
