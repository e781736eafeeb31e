"""Letters about findings and plans, for `test_letters`: what each is of, to whom, and where its link leads."""

from typing import Any

from aktsom.core.actor import PLATFORM
from aktsom.effects.models import AccountDuty
from aktsom.findings.models import (
    ActionPlan,
    ColourChange,
    Finding,
    Inquiry,
    InquiryBranch,
    InquiryMember,
    Publication,
    PublicationVersion,
    PublicResult,
)
from aktsom.findings.queries.publications import fields_of
from aktsom.follow_up.methods import runner_keys, supplier_keys
from aktsom.follow_up.models import FollowUp, Meeting
from aktsom.sanctions.models import Letter, LetterSignature, Recommendation, SanctionDecision
from aktsom.sharing.audiences import PUBLIC_KEY, member_key
from aktsom.terms.actions import load_terms
from aktsom.terms.models import TermSet
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


def inquiry(one: FollowUp, state: str) -> str:
    body = member("oslo")
    made = Inquiry.objects.create(
        title="Hemmelig notat", about="Hemmelig notat", kind="forced_labour", start_kind="land", start_key="MY",
        opened_at=NOON, alerted_at=NOON, alert_text="Hemmelig notat", team=one.team,
        seen_by=runner_keys(one) | {member_key(body.pk)},
    )  # fmt: skip
    InquiryMember.objects.create(inquiry=made, member=body, told_at=NOON, alerted_at=NOON, seen_by=made.seen_by)
    assert state == "open"
    return made.public_id


def joined(one: FollowUp, state: str) -> str:
    made = Inquiry.objects.get(public_id=inquiry(one, "open"))
    made.touched.update(part=state)
    return made.public_id


def joint_meeting(one: FollowUp, state: str) -> str:
    made = Meeting.objects.create(
        follow_up=one, owner=member("oslo"), team=one.team, supplier=one.supplier, made_at=NOON, starts_at=NOON,
        state=state, place="Hemmelig notat", cancelled_reason="Hemmelig notat", of_inquiry=joined(one, "joins"),
        seen_by=runner_keys(one) | {member_key(member("oslo").pk)},
    )  # fmt: skip
    return made.public_id


def branch(one: FollowUp, state: str) -> str:
    made = Inquiry.objects.get(public_id=inquiry(one, "open"))
    Inquiry.objects.filter(pk=made.pk).update(answer_by=DAY, seen_by=made.seen_by | supplier_keys(one))
    row = InquiryBranch.objects.create(
        inquiry=made, supplier=one.supplier, branch="forward", state=state, asked_at=NOON, answer="Hemmelig notat",
        seen_by=runner_keys(one) | supplier_keys(one),
    )  # fmt: skip
    return row.public_id


def nothing(_one: FollowUp, _state: str) -> str:
    return ""


def _terms() -> TermSet:
    load_terms(by=PLATFORM, at=NOON)
    return TermSet.objects.get(code="T4")


def publication(one: FollowUp, state: str) -> str:
    """In work, or out with the row that everybody reads."""
    keys, out = runner_keys(one) | supplier_keys(one), state in ("published", "withdrawn")
    made = Publication.objects.create(
        follow_up=one, term_set=_terms(), owner=member("oslo"),
        team=one.team, supplier=one.supplier, made_at=NOON, seen_by=keys, proposed_at=NOON,
        published_at=NOON if out else None, withdrawn_at=NOON if state == "withdrawn" else None,
        withdrawn_reason="Hemmelig notat" if state == "withdrawn" else "",
    )  # fmt: skip
    outcome = {"term_set": "T4", "colour": "none", "flags": [], "since": "", "history": []}
    facts = {
        "supplier": one.supplier.name,
        "audited_on": "",
        "risk_area": "medical",
        "sample_product": [],
        "buyers": [],
    }
    version = PublicationVersion.objects.create(
        publication=made, number=1, state=state, seen_by=keys, buyers_year=2025, made_at=NOON, shown_at=NOON,
        answer_by=DAY, answered_at=NOON, proposed_at=NOON, published_at=NOON, publish_reason="Hemmelig notat",
        statement="Hemmelig notat", facts={**facts, "outcome": outcome}, sent_back_reason="Hemmelig notat",
    )  # fmt: skip
    if out:
        gone = state == "withdrawn"
        PublicResult.objects.create(
            page=made.public_id, number=1, seen_by=frozenset({PUBLIC_KEY}), language="nb", published_at=NOON,
            withdrawn_at=NOON if gone else None, withdrawn_reason="Det var feil." if gone else "",
            content={} if gone else fields_of(version).stored(),
        )  # fmt: skip
    return made.public_id


def outdated(one: FollowUp, state: str) -> str:
    """Out without a colour, and red since."""
    public_id = publication(one, state)
    ColourChange.objects.create(follow_up=one, term_set=_terms(), colour="red", flags=[], since=DAY, at=NOON)
    return public_id


def recommendation(one: FollowUp, state: str) -> str:
    ended = {} if state == "made" else {"ended_at": NOON, "ended_reason": "Hemmelig notat"}
    texts = dict.fromkeys(("reasons", "proportionality", "workers_interest"), "Hemmelig notat")
    made = Recommendation.objects.create(
        follow_up=one, owner=member("oslo"), team=one.team, supplier=one.supplier, state=state, step="termination",
        made_at=NOON, shared_at=NOON, seen_by=runner_keys(one), **texts, **ended,
    )  # fmt: skip
    return made.public_id


def decision(one: FollowUp, state: str) -> str:
    made = SanctionDecision.objects.create(
        contract=one.covered.get().contract, owner=member("oslo"), follow_up=one, supplier=one.supplier, state=state,
        answer="other_step", step="termination", reason="Hemmelig notat", begun_at=NOON, decided_at=NOON,
        decided_by_id=1,
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
TO_ALL = ("Siden alle", "Sida alle", "The page")


def account(_one: FollowUp, _state: str) -> str:
    AccountDuty.objects.create(member=member("oslo"), owes=True, reason="Hemmelig notat", said_at=NOON)
    return member("oslo").public_id


FOUND: dict[str, tuple[Any, str, str, str, tuple[str, str, str]]] = {
    "finding_shown": (finding, "hearing", "nora", "findings_one", ("Les funnet", "Les funnet", "Read the finding")),
    "finding_commented": (finding, "hearing", "mons", "findings_one", ("Les svaret", "Les svaret", "Read the answer")),
    "finding_stands": (finding, "stands", "olga", "findings_one", ("Les funnet", "Les funnet", "Read the finding")),
    "finding_changed": (finding, "withdrawn", "nora", "findings_one", ("Se hva som er", "Sjå kva som er", "See what")),
    "deviation_idle": (finding, "stands", "mons", "findings_one", ("Se avviket", "Sjå avviket", "See the deviation")),
    "plan_stalled": (plan, "accepted", "olga", "findings_list", ("Se hvor", "Sjå kvar", "See where")),
    "plan_asked_for": (plan, "changes", "nora", "plans_one", ("Se avvikene", "Sjå avvika", "See the deviations")),
    "plan_proposed": (plan, "proposed", "mons", "plans_one", ("Les planen", "Les planen", "Read the plan")),
    "proof_given": (plan, "accepted", "mons", "plans_one", ("Vurder om det", "Vurder om det", "Judge whether")),
    "account_due": (account, "", "olga", "reports_list", ("Lag et utkast", "Lag eit utkast", "Make a draft")),
    "signals_wait": (nothing, "", "sekka", "signals_inbox", ("Se varslene", "Sjå varsla", "See the signals")),
    "inquiry_touches": (
        inquiry,
        "open",
        "olga",
        "inquiries_one",
        ("Se undersøkelsen", "Sjå undersøkinga", "See the inquiry"),
    ),
    "inquiry_alert": (inquiry, "open", "olga", "inquiries_one", ("Les varselet", "Les varselet", "Read the alert")),
    "inquiry_body_joins": (
        joined,
        "joins",
        "mons",
        "inquiries_one",
        ("Se undersøkelsen", "Sjå undersøkinga", "See the inquiry"),
    ),
    "inquiry_gets_signal": (
        inquiry,
        "open",
        "mons",
        "inquiries_one",
        ("Se undersøkelsen", "Sjå undersøkinga", "See the inquiry"),
    ),
    "inquiry_meeting": (
        joint_meeting,
        "planned",
        "olga",
        "meetings_one",
        ("Se møtet her", "Sjå møtet her", "See the meeting here"),
    ),
    "inquiry_asks": (branch, "asked", "nora", "inquiries_branch", ("Les spørsmålet", "Les spørsmålet", "Read the")),
    "inquiry_answered": (
        branch,
        "answered",
        "mons",
        "inquiries_one",
        ("Les det de svarer", "Les det dei svarer", "Read what they"),
    ),
    "plan_answered": (plan, "accepted", "nora", "plans_one", ("Se planen", "Sjå planen", "See the plan")),
    "publication_shown": (publication, "shown", "nora", "publications_one", ("Les og svar", "Les og svar", "Read and")),
    "publication_answered": (
        publication,
        "shown",
        "mons",
        "publications_one",
        ("Les svaret", "Les svaret", "Read the"),
    ),
    "publication_proposed": (publication, "proposed", "sekka", "publications_one", ("Les og", "Les og", "Read and")),
    "publication_sent_back": (
        publication,
        "draft",
        "mons",
        "publications_one",
        ("Se hvor", "Sjå kvif", "See why"),
    ),
    "publication_published": (
        publication,
        "published",
        "nora",
        "public_result",
        ("Siden alle", "Sida alle", "The page"),
    ),
    "publication_outdated": (
        outdated, "published", "sekka", "publications_one", ("Se det og rett", "Sjå det og rett", "See and correct")
    ),
    "publication_withdrawn": (
        publication,
        "withdrawn",
        "mons",
        "public_result",
        ("Siden alle", "Sida alle", "The page"),
    ),
    "letter_sent": (letter, "sent", "nora", "letters_one", ("Les brevet", "Les brevet", "Read the letter")),
    "letter_received": (letter, "received", "olga", "letters_one", ("Se brevet", "Sjå brevet", "See the letter")),
    "letter_answered": (letter, "answered", "olga", "letters_one", ("Les svaret", "Les svaret", "Read the answer")),
    "letter_withdrawn": (letter, "withdrawn", "nora", "letters_one", ("Se det her", "Sjå det her", "See it here")),
    "letter_unconfirmed": (letter, "sent", "olga", "letters_one", ("Se brevet", "Sjå brevet", "See the letter")),
    "letter_to_sign": (letter, "draft", "olga", "letters_one", ("Les det og", "Les det og", "Read it and")),
    "recommendation_made": (
        recommendation, "made", "olga", "sanctions_case",
        ("Les anbefalingen", "Les tilrådinga", "Read the recommendation"),
    ),
    "recommendation_withdrawn": (
        recommendation, "withdrawn", "olga", "sanctions_case", ("Les hvorfor", "Les kvifor", "Read why"),
    ),
    "sanction_decided": (decision, "decided", "mons", "sanctions_case", ("Se saken", "Sjå saka", "See the case")),
}  # fmt: skip
