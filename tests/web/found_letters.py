"""Letters about findings and plans, for `test_letters`: what each is of, to whom, and where its link leads."""

from typing import Any

from aktsom.findings.models import ActionPlan, Finding
from aktsom.follow_up.methods import runner_keys, supplier_keys
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import Letter, LetterSignature
from aktsom.sharing.audiences import member_key
from tests.cast import NOON, member

DAY = NOON.date()


def finding(one: FollowUp, state: str, **said: Any) -> str:
    made = Finding.objects.create(
        follow_up=one, owner=member("oslo"), team=one.team, supplier=one.supplier, kind="observation", state=state,
        title="Hemmelig notat", text="Hemmelig notat", found_on=DAY, made_at=NOON, written_at=NOON, shown_at=NOON,
        hear_by=DAY, stood_at=NOON, shared_at=None if state == "hearing" else NOON, withdrawn_reason="Hemmelig notat",
        seen_by=runner_keys(one) | supplier_keys(one), **said,
    )  # fmt: skip
    return made.public_id


def plan(one: FollowUp, state: str) -> str:
    made = ActionPlan.objects.create(
        follow_up=one, owner=member("oslo"), team=one.team, supplier=one.supplier, state=state, due_on=DAY,
        wanted_text="Hemmelig notat", asked_at=NOON, accepted_at=NOON, shared_at=NOON,
        seen_by=runner_keys(one) | supplier_keys(one),
    )  # fmt: skip
    return made.public_id


def letter(one: FollowUp, state: str) -> str:
    done = {} if state == "draft" else {
        "year": 2026, "serial": 7, "sent_at": NOON, "pdf_sha256": "a" * 64, "word_sha256": "b" * 64,
        "signed_name": "Hemmelig notat",
    }  # fmt: skip
    got = {"received_on": DAY, "received_how": "pressed", "received_at": NOON, "answered_at": NOON}
    made = Letter.objects.create(
        follow_up=one, owner=member("oslo"), supplier=one.supplier, kind="joint", language="nb", state=state,
        recipient="Hemmelig notat", subject="Hemmelig notat", written_at=NOON, withdrawn_reason="Hemmelig notat",
        seen_by=supplier_keys(one) | {member_key(member("oslo").pk)}, **done,
        **(got if state in ("received", "answered") else {}),
    )  # fmt: skip
    LetterSignature.objects.create(letter=made, member=member("oslo"))
    return made.public_id


# {what: (what makes it, in which state, to whom, the page, what is said before the link in nb, nn, en)}
FOUND: dict[str, tuple[Any, str, str, str, tuple[str, str, str]]] = {
    "finding_shown": (finding, "hearing", "nora", "findings_one", ("Les funnet", "Les funnet", "Read the finding")),
    "finding_commented": (finding, "hearing", "mons", "findings_one", ("Les svaret", "Les svaret", "Read the answer")),
    "finding_stands": (finding, "stands", "olga", "findings_one", ("Les funnet", "Les funnet", "Read the finding")),
    "finding_changed": (finding, "withdrawn", "nora", "findings_one", ("Se hva som er", "Sjå kva som er", "See what")),
    "deviation_idle": (finding, "stands", "mons", "findings_one", ("Se avviket", "Sjå avviket", "See the deviation")),
    "plan_asked_for": (plan, "changes", "nora", "plans_one", ("Se avvikene", "Sjå avvika", "See the deviations")),
    "plan_proposed": (plan, "proposed", "mons", "plans_one", ("Les planen", "Les planen", "Read the plan")),
    "proof_given": (plan, "accepted", "mons", "plans_one", ("Vurder om det", "Vurder om det", "Judge whether")),
    "plan_answered": (plan, "accepted", "nora", "plans_one", ("Se planen", "Sjå planen", "See the plan")),
    "letter_sent": (letter, "sent", "nora", "letters_one", ("Les brevet", "Les brevet", "Read the letter")),
    "letter_received": (letter, "received", "olga", "letters_one", ("Se brevet", "Sjå brevet", "See the letter")),
    "letter_answered": (letter, "answered", "olga", "letters_one", ("Les svaret", "Les svaret", "Read the answer")),
    "letter_withdrawn": (letter, "withdrawn", "nora", "letters_one", ("Se det her", "Sjå det her", "See it here")),
    "letter_unconfirmed": (letter, "sent", "olga", "letters_one", ("Se brevet", "Sjå brevet", "See the letter")),
    "letter_to_sign": (letter, "draft", "olga", "letters_one", ("Les det og", "Les det og", "Read it and")),
}
