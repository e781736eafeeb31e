"""A self-report with a secret in every word of it: handed in, held as secret, and being written."""

from datetime import date
from typing import TYPE_CHECKING

from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.follow_up.actions.questionnaires import load_questionnaires
from aktsom.follow_up.models import (
    Answer,
    FollowUp,
    HandedQuestion,
    ReportedContract,
    SecretPassage,
    SelfReport,
    SentBack,
    Submission,
)
from aktsom.follow_up.queries.questionnaires import published
from aktsom.sharing.audiences import Audience, keys_carried
from aktsom.teams.models import CategoryTeam
from tests.cast import NOON, member, person, supplier

if TYPE_CHECKING:
    from tests.sharing.planting import World

READERS = frozenset({"olga", "mons", "berit", "nora"})  # Oslo and Bergen have a contract it is asked for
ASKERS = frozenset({"olga", "nora"})  # the team, and the supplier itself
WRITERS = frozenset({"nora"})


def plant_self_report(world: "World", _audience: Audience = Audience.LINKED_BUYERS, _shown: bool = True) -> None:
    """Handed in once, and sent back for one answer. It has no other audience than the buyers it is asked for."""
    load_questionnaires(by=PLATFORM, at=NOON)
    team = CategoryTeam.objects.get(group_id="medical")
    linked = [member("oslo"), member("bergen")]
    follow_up = FollowUp.objects.create(
        team=team, supplier=supplier(), group_id="textiles", starts_on=NOON.date(), ends_on=date(2027, 12, 31),
        methods=["self_report"], form="full", form_proposed="full", made_at=NOON, announced_at=NOON, state="running",
    )  # fmt: skip
    report = SelfReport.objects.create(
        follow_up=follow_up, team=team, supplier=supplier(), group_id="textiles", edition=published("full"),
        owner=linked[0], audience=Audience.LINKED_BUYERS, state="returned", asked_at=NOON, answered_at=NOON,
        opened_at=NOON, contact_id=person("olga").pk, message=world.hide("SelfReport.message", READERS),
        seen_by=keys_carried(
            Audience.LINKED_BUYERS, owner_id=linked[0].pk, team_id=team.pk, linked_ids=[one.pk for one in linked],
            supplier_id=supplier().pk,
        ),
    )  # fmt: skip
    for one in linked:
        ReportedContract.objects.create(
            self_report=report, contract=Contract.objects.filter(member=one).first(), member=one, added_at=NOON,
            title=world.hide("ReportedContract.title", READERS), term_set="T4",
            reference=world.hide("ReportedContract.reference", READERS), ticked_on=NOON.date(),
        )  # fmt: skip
    _handed_in(world, report)
    _written(world, report)
    world.ids["self_report"] = world.hide("SelfReport.public_id", READERS, report.public_id)


def _handed_in(world: "World", report: SelfReport) -> None:
    empty = {"value": "", "explanation": "", "rows": [], "statement": "", "place": "", "files": []}
    told = {
        "value": world.hide("Submission.content", READERS) + " [[1]]",
        "explanation": world.hide("Submission.content", READERS),
        "place": world.hide("Submission.content", READERS),
    }
    made = Submission.objects.create(
        self_report=report, number=1, at=NOON, person_id=person("nora").pk,
        content={"answers": {"F-1.1": empty | {"value": "yes"}, "F-1.4": empty | told}},
        sha256=world.hide("Submission.sha256", READERS), signed_as=world.hide("Submission.signed_as", READERS),
    )  # fmt: skip
    SecretPassage.objects.create(
        submission=made, code="F-1.4", number=1, text=world.hide("SecretPassage.text", ASKERS),
        reason=world.hide("SecretPassage.reason", ASKERS),
    )  # fmt: skip
    SentBack.objects.create(
        self_report=report, submission=made, code="F-1.4", missing=world.hide("SentBack.missing", READERS), at=NOON
    )


def _written(world: "World", report: SelfReport) -> None:
    Answer.objects.create(
        self_report=report, code="F-1.4", changed_at=NOON, changed_by_id=person("nora").pk,
        value=world.hide("Answer.value", WRITERS), place=world.hide("Answer.place", WRITERS),
        statement=world.hide("Answer.statement", WRITERS),
        secret=[{"text": world.hide("Answer.secret", WRITERS), "reason": "x"}],
    )  # fmt: skip
    Answer.objects.create(
        self_report=report, code="F-1.1", changed_at=NOON, value="yes",
        explanation=world.hide("Answer.explanation", WRITERS),
    )  # fmt: skip
    Answer.objects.create(
        self_report=report, code="F-2.2", changed_at=NOON, rows=[{"site_name": world.hide("Answer.rows", WRITERS)}]
    )
    HandedQuestion.objects.create(
        self_report=report, code="F-1.4", person_id=person("nora").pk, at=NOON,
        note=world.hide("HandedQuestion.note", WRITERS),
    )  # fmt: skip
