"""A cooperation that buys in both groups of the small list, and plans made of it."""

from datetime import date

from aktsom.core.actor import PLATFORM
from aktsom.members.actions import give_role, make_person
from aktsom.members.models import Member
from aktsom.teams.actions.planning import make_plan
from aktsom.teams.models import TeamPlan, TeamWish
from aktsom.teams.planning.proposing import Proposal
from tests.cast import NOON, actor, member, person
from tests.risk.purchases import bought, gloves

TODAY: date = NOON.date()


def purchases() -> None:
    """Medical supplies at three members, textiles at two."""
    for owner in ("oslo", "bergen", "stavanger"):
        gloves(owner)
    for owner in ("oslo", "bergen"):
        bought(owner, "Arbeidstøy")


def staffed() -> None:
    """Somebody at every member who can sit in a team."""
    for name in ("mons", "bjarne", "stina", "uma"):
        person(name)
    for slug in ("akershus-fylkeskommune", "sykehusinnkjop", "statsbygg", "flo"):
        home = Member.objects.get(slug=slug)
        made = make_person(by=PLATFORM, at=NOON, email=f"{slug}@example.org", name=f"Fra {home.name}", home=home)
        give_role(by=PLATFORM, at=NOON, person=made, member=home, role="contract_manager")


def planned(who: str = "sekka") -> TeamPlan:
    purchases()
    staffed()
    return make_plan(by=actor(who), at=NOON, today=TODAY)


def teams_of(plan: TeamPlan) -> dict[str, set[str]]:
    """Public ids of the members by group."""
    made, facts = Proposal.of(plan.proposal).plan, plan.facts
    assert made is not None
    return {
        facts["categories"][team.category]["id"]: {facts["members"][i]["id"] for i in team.members}
        for team in made.teams
    }


def barred_from(group: str, *slugs: str) -> None:
    member("oslo")  # loads the pilot's members the first time
    for slug in slugs:
        TeamWish.objects.create(member=Member.objects.get(slug=slug), group_id=group, barred=True)


def lead_of(plan: TeamPlan, group: str) -> str:
    made, facts = Proposal.of(plan.proposal).plan, plan.facts
    assert made is not None
    return next(
        facts["members"][team.lead]["id"] for team in made.teams if facts["categories"][team.category]["id"] == group
    )


def outsider(plan: TeamPlan, group: str) -> str:
    """A member that has no seat in the group's team."""
    seated = teams_of(plan)[group]
    return next(one["id"] for one in plan.facts["members"] if one["id"] not in seated)


def public_id(name: str) -> str:
    return member(name).public_id
