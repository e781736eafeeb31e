"""What people can, what came to them and how often they want it, and texts chosen for a tender: rows for the wall, and
secrets for the leak matrix."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.knowledge.models import ChosenRequirement, Competence, RequirementChoice, Shadowing, Training
from aktsom.members.models import Digest, LetterChoice, Notice
from aktsom.teams.models import TeamSeat
from tests.cast import NOON, member, person

if TYPE_CHECKING:
    from tests.sharing.planting import World

DAY = date(2026, 11, 2)


def lay_competence() -> None:
    """Olga leads a team that Berit sits in. Needs a follow-up."""
    follow_up = FollowUp.objects.order_by("pk").first()
    for who in ("olga", "berit", "bjarne"):
        Competence.objects.create(person=person(who), skill="meeting", mastery=3, said_at=NOON)
        Training.objects.create(person=person(who), course="Revisjon", taken_on=DAY, noted_at=NOON)
    for one, other in (("berit", "olga"), ("bjarne", "mons")):
        Shadowing.objects.create(
            person=person(one), followed=person(other), follow_up=follow_up, skill="meeting", on=DAY, noted_at=NOON
        )
    for number, who in enumerate(("olga", "nora"), 1):
        LetterChoice.objects.create(person=person(who), topic="findings", rhythm="daily", chosen_at=NOON)
        digest = Digest.objects.create(person=person(who), rhythm="daily", on=DAY)
        Notice.objects.create(
            person=person(who), topic="findings", subject="Et funn", came_at=NOON, work=number, fingerprint=who,
            digest=digest,
        )  # fmt: skip
    for owner in ("oslo", "bergen"):
        made = RequirementChoice.objects.create(
            member=member(owner), group_id="medical", title="Hansker", language="nb", sent=owner, made_at=NOON
        )
        ChosenRequirement.objects.create(
            choice=made, code="self-report", version="1", place="contract", position=1, text="x", reason="y"
        )


def _leads(who: Actor, person_id: int) -> bool:
    """By a seat of its own, in a team that it may work in."""
    leads = TeamSeat.objects.filter(
        person_id=who.person_id, left_at=None, part__in=("lead", "deputy"), team_id__in=who.team_ids
    )
    return TeamSeat.objects.filter(team__in=leads.values("team"), person_id=person_id, left_at=None).exists()


def _own(row: Any, who: Actor) -> bool:
    return bool(row.person_id == who.person_id)


def _own_or_led(row: Any, who: Actor) -> bool:
    return _own(row, who) or _leads(who, row.person_id)


SEEN: dict[type[models.Model], Callable[[Any, Actor], bool]] = {
    Competence: _own_or_led,
    Training: _own_or_led,
    Shadowing: lambda row, who: row.followed_id == who.person_id or _own_or_led(row, who),
    LetterChoice: _own,
    Notice: _own,
    Digest: lambda _row, _who: False,
    RequirementChoice: lambda row, who: row.member_id in who.member_ids,
    ChosenRequirement: lambda row, who: row.choice.member_id in who.member_ids,
}


def plant_competence(world: "World") -> None:
    """Of Bjarne, who sits in the team that Olga leads; of Mons, whom nobody leads; what came to Olga; Oslo's choice."""
    seat = TeamSeat.objects.filter(person=person("olga"), left_at=None).order_by("pk").first()
    assert seat is not None
    said = Competence.objects.create(person=person("bjarne"), skill="document_review", mastery=3, said_at=NOON)
    world.ids["competence"] = world.hide("Competence.public_id", {"olga"}, said.public_id)
    for who, may in (("bjarne", {"olga"}), ("mons", {"mons"})):
        course = world.hide("Training.course", may)
        taken = Training.objects.create(person=person(who), course=course, taken_on=DAY, noted_at=NOON)
        world.hide("Training.public_id", may, taken.public_id)
    shadow = Shadowing.objects.create(
        person=person("bjarne"), followed=person("olga"), follow_up=FollowUp.objects.filter(team=seat.team)[0],
        skill="meeting", on=DAY, noted_at=NOON,
    )  # fmt: skip
    world.hide("Shadowing.public_id", {"olga"}, shadow.public_id)
    came = Notice.objects.create(
        person=person("olga"), topic="findings", subject=world.hide("Notice.subject", {"olga"}), came_at=NOON, work=1,
        page="/", fingerprint="zq",
    )  # fmt: skip
    world.ids["notice"] = world.hide("Notice.public_id", {"olga"}, came.public_id)
    oslo = frozenset({"olga", "mons"})
    made = RequirementChoice.objects.create(
        member=member("oslo"), contract=Contract.objects.get(public_id=world.ids["contract"]), group_id="medical",
        title=world.hide("RequirementChoice.title", oslo), language="nb", sent="zq", made_at=NOON,
        basis={"levels": {"raw": "high", "component": "high", "final": "high"}, "rights": ["CL"], "edition": "x"},
        made_by_id=person("olga").pk,
    )  # fmt: skip
    world.ids["requirements"] = world.hide("RequirementChoice.public_id", oslo, made.public_id)
    ChosenRequirement.objects.create(
        choice=made, code="self-report", version="1", place="contract", position=1,
        text=world.hide("ChosenRequirement.text", oslo), reason=world.hide("ChosenRequirement.reason", oslo),
        changed=True,
    )  # fmt: skip
