"""One recommendation, and what each owner makes of it; who builds on others' conclusions; letters, and what is made
public."""

from typing import Any

from aktsom.contracts.models import Contract
from aktsom.findings.actions import drafting as pages
from aktsom.findings.actions import publishing
from aktsom.findings.models import PublicationVersion
from aktsom.follow_up.actions.relying import decide_reliance
from aktsom.follow_up.queries.reliance import reliance_lines
from aktsom.follow_up.rules.reliance import Reliance
from aktsom.sanctions.actions.deciding import decide
from aktsom.sanctions.actions.drafting import DecisionSaid, begin_decision
from aktsom.sanctions.actions.letter_receipt import answer_letter, confirm_receipt
from aktsom.sanctions.actions.letters import send_letter, write_letter
from aktsom.sanctions.actions.recommending import RecommendationSaid, recommend
from aktsom.sanctions.models import Letter, SanctionDecision
from aktsom.sanctions.states import Answer
from tests.effects.pilot_year.clock import days, now
from tests.effects.pilot_year.people import actor, member, owner_of
from tests.effects.pilot_year.story import Story, lead, supplies

# What each owner decides; Uib and Akershus have not decided when the year ends.
DECISIONS = {
    "oslo": Answer.FOLLOW, "stavanger": Answer.FOLLOW, "sykehus": Answer.FOLLOW,
    "bergen": Answer.DECLINE, "statsbygg": Answer.AWAIT,
}  # fmt: skip
SENT_BY = ("oslo", "sykehus")  # Stavanger has not written its letter yet
WHY = "Gebyrene er ikke betalt tilbake, og fristen er ute."


def own_reason(buyer: str) -> str:
    """Its own people's alone: nobody else is to read it anywhere."""
    return f"{WHY} Notert hos oss under {buyer}-zqx-{len(buyer):03}."


def recommend_notice(story: Story, case: str, *findings: str) -> None:
    texts = dict.fromkeys(("reasons", "proportionality", "workers_interest"), WHY)
    said = RecommendationSaid("notice-of-breach", findings=[story.findings[name] for name in findings], **texts)
    made = recommend(by=lead(case), at=now(), follow_up_id=story.cases[case], said=said)
    story.recommendation = made.public_id


def _contract(story: Story, case: str, buyer: str) -> Contract:
    return Contract.objects.get(follow_ups__follow_up__public_id=story.cases[case], member=member(buyer))


def decide_each(story: Story, case: str) -> None:
    for buyer, answer in DECISIONS.items():
        by = owner_of(buyer)
        draft = begin_decision(
            by=by, at=now(), follow_up_id=story.cases[case], contract_id=_contract(story, case, buyer).public_id
        )
        said = DecisionSaid(
            answer, reason=own_reason(buyer),
            await_until=now().date() + days(90) if answer is Answer.AWAIT else None,
        )  # fmt: skip
        decide(by=by, at=now(), decision_id=draft.public_id, revision=draft.revision, said=said)


def send_letters() -> None:
    for buyer in SENT_BY:
        made = SanctionDecision.objects.get(owner=member(buyer), state="decided")
        letter = write_letter(decision=made, by=owner_of(buyer), at=now())
        send_letter(letter=letter, by=owner_of(buyer), at=now())


def letters_received(case: str) -> None:
    for letter in Letter.objects.filter(state="sent").order_by("id"):
        confirm_receipt(by=supplies(case), at=now(), letter_id=letter.public_id)
        answer_letter(by=supplies(case), at=now(), letter_id=letter.public_id, text="Vi betaler resten før jul.")


def rely(story: Story, case: str, buyer: str, choice: Reliance) -> None:
    by, one = owner_of(buyer), story.case(case)
    [line] = reliance_lines(by, one, now().date())
    decide_reliance(
        by=by, at=now(), follow_up_id=one.public_id, contract_id=line.contract.public_id, choice=choice,
        reason="Vi bygger på det som er sett.", seen="",
    )  # fmt: skip


def draft_and_show(story: Story, case: str, terms: str) -> None:
    made = pages.draft_publication(by=lead(case), at=now(), follow_up_id=story.cases[case], term_set=terms)
    pages.write_version(
        **_about(made, case), language="nb", statement="Revisjonen så på rekruttering og rømningsveier.",
        next_step="Vi ser på det på nytt når dagene er gått.", buyers_year=now().year,
    )  # fmt: skip
    publishing.show_version(**_about(made, case))


def answer_publication(case: str) -> None:
    made = PublicationVersion.objects.latest("id")
    about = {**_about(made, case), "by": supplies(case)}
    publishing.answer_version(**about, comment="Vi retter det etter planen.")


def publish(case: str) -> None:
    made = PublicationVersion.objects.latest("id")
    publishing.propose_version(**_about(made, case), reason="Flere kjøper av den samme leverandøren.")
    about = {**_about(made, case), "by": actor("sekka")}
    publishing.publish(**about, reason="Flere kjøper av den samme leverandøren.")


def _about(made: PublicationVersion, case: str) -> dict[str, Any]:
    made.refresh_from_db()
    return {
        "by": lead(case), "at": now(), "publication_id": made.publication.public_id, "revision": made.revision,
    }  # fmt: skip
