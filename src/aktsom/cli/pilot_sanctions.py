"""What the demo's textile team recommends after its follow-up, and what contract owners have decided: a breach pointed
out in letters, then a demand for correction that one follows and shares, one waits with, and one has yet to decide on.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor
from aktsom.cli.pilot_letters import send_notice

if TYPE_CHECKING:
    from datetime import date

    from aktsom.contracts.models import Contract
    from aktsom.core.actor import Actor
    from aktsom.follow_up.models import FollowUp
    from aktsom.sanctions.models import Recommendation, SanctionDecision
    from aktsom.sanctions.states import Answer

LEAD = "marte@sykehus.example"
NOTICE = (
    "Arbeidere har betalt for å få jobben, og rømningsveier var sperret. Leverandøren må få vite det skriftlig.",
    "Dette er det mildeste steget. Leverandøren har svart, og viser vilje til å rette.",
    "Et påpekt brudd endrer ikke bestillingene. Ingen mister arbeid av det.",
)
CORRECT = (
    "Gebyrene skal betales tilbake, og det må stå en frist. Planen er godtatt, men binder ikke leverandøren i avtalen.",
    "Bruddet er svært alvorlig, og et påpekt brudd holder ikke alene. Stans ville vært for mye nå.",
    "Tilbakebetaling er det arbeiderne selv ber om. En kort frist uten stans rammer dem ikke.",
)
POINTS_OUT = "Vi påpeker bruddet skriftlig i vår avtale, slik gruppen anbefaler."
FOLLOWS = "Vi krever retting i vår avtale. Gebyrene er et klart brudd, og fristen følger tiltaksplanen."
DECLINES = "Avtalen gjelder varer fra en annen fabrikk, der det ikke er funnet noe. Vi gjør ikke noe her nå."
WAITS = "Vi må avklare hvilke vilkår avtalen vår har, før vi tar et steg."
GURI, ANDERS = "guri@sykehus.example", "anders@bergen.example"
BY_OWNER = {"sykehusinnkjop": GURI, "bergen-kommune": ANDERS}


def load_sanctions(one: "FollowUp") -> None:
    """Left out where no deviation stands."""
    from aktsom.sanctions.states import Answer

    with ago(24):
        first = _recommended(one, "notice-of-breach", NOTICE)
    if first is None:
        return
    bound, unsaid = _owned(one)
    for owned in bound:
        with ago(23):
            decision = _decided(one, owned, Answer.FOLLOW, POINTS_OUT)
        send_notice(decision, owned[1])
    with ago(8):
        _recommended(one, "correction", CORRECT, first)
    answers = (
        (Answer.FOLLOW, FOLLOWS, clock().date() + timedelta(days=60)),
        (Answer.DECLINE, DECLINES, None),
    )  # the rest of them wait for their owners
    guris = [owned for owned in bound if owned[1].person_id == actor(GURI).person_id]
    with ago(4):
        for owned, (answer, reason, deadline_on) in zip(guris, answers, strict=False):
            _decided(one, owned, answer, reason, deadline_on=deadline_on)
        for owned in unsaid:
            _decided(one, owned, Answer.AWAIT, WAITS, await_until=clock().date() + timedelta(days=60))


def _owned(one: "FollowUp") -> "tuple[list[tuple[Contract, Actor]], list[tuple[Contract, Actor]]]":
    """Running contracts with their owners: those whose terms have what was breached, and those whose have not."""
    from aktsom.findings.models import Finding
    from aktsom.findings.states import FindingKind, FindingState
    from aktsom.sanctions.permissions.decisions import is_active
    from aktsom.terms.queries import obligations

    stands = Finding.objects.filter(follow_up=one, kind=FindingKind.DEVIATION, state=FindingState.STANDS)
    numbers, known, today = set(stands.values_list("number", flat=True)), obligations(), clock().date()
    rows = one.covered.filter(left_at__isnull=True, member__slug__in=BY_OWNER).select_related("contract", "member")
    bound: list[tuple[Contract, Actor]] = []
    unsaid: list[tuple[Contract, Actor]] = []
    for row in rows.order_by("id"):
        if is_active(row.contract, today):
            duties = {duty.number for duty in known.get(row.contract.term_set_id or "", ())}
            (bound if numbers & duties else unsaid).append((row.contract, actor(BY_OWNER[row.member.slug])))
    return bound, unsaid


def _recommended(
    one: "FollowUp", step: str, texts: tuple[str, str, str], replaces: "Recommendation | None" = None
) -> "Recommendation | None":
    from aktsom.findings.models import Finding
    from aktsom.findings.states import FindingKind, FindingState
    from aktsom.sanctions.actions.recommending import RecommendationSaid, recommend

    stands = Finding.objects.filter(
        follow_up=one, kind=FindingKind.DEVIATION, state=FindingState.STANDS, shared_at__isnull=False
    )
    findings = list(stands.values_list("public_id", flat=True))
    if not findings or not one.covered.filter(left_at__isnull=True).exists():
        return None
    return recommend(
        by=actor(LEAD), at=clock(), follow_up_id=one.public_id,
        said=RecommendationSaid(step, *texts, findings), replaces=replaces.public_id if replaces else "",
    )  # fmt: skip


def _decided(
    one: "FollowUp",
    owned: "tuple[Contract, Actor]",
    answer: "Answer",
    reason: str,
    *,
    deadline_on: "date | None" = None,
    await_until: "date | None" = None,
) -> "SanctionDecision":
    from aktsom.sanctions.actions.deciding import decide
    from aktsom.sanctions.actions.drafting import DecisionSaid, begin_decision

    now, (contract, by) = clock(), owned
    draft = begin_decision(by=by, at=now, follow_up_id=one.public_id, contract_id=contract.public_id)
    said = DecisionSaid(
        answer, reason=reason, deadline_on=deadline_on, await_until=await_until, share=deadline_on is not None
    )
    return decide(by=by, at=now, decision_id=draft.public_id, revision=draft.revision, said=said)
