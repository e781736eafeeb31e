"""Autumn of the year before: registers come in, teams are formed, owners give mandates, and one supplier is followed up
already. What it leaves open is what the year begins with."""

from aktsom.categories.actions import propose_version, take_in_version
from aktsom.cli.catalogue import OWN
from aktsom.core.actor import PLATFORM
from aktsom.core.outbox import deliver_due
from aktsom.findings.rules.severity import Grade
from aktsom.follow_up.actions.questionnaires import load_questionnaires
from aktsom.teams.actions.answering import grant_mandates, refuse_mandates
from aktsom.teams.actions.asking import ask_for_mandates
from aktsom.teams.actions.forming import Wanted, form_team
from aktsom.teams.acts import EVERY_ACT, MandateAct
from aktsom.teams.models import CategoryTeam, Mandate
from aktsom.teams.states import MandateState, SeatPart
from aktsom.terms.actions import load_terms
from tests.effects.pilot_year import asking, found, people, registers
from tests.effects.pilot_year.clock import YEAR, days, now, on
from tests.effects.pilot_year.people import BUYER, BUYERS, actor, member, owner_of, person
from tests.effects.pilot_year.story import CASES, TEAMS, Story, Team, answering, company

BEFORE = YEAR - 1
GIVE = ("oslo", "bergen", "stavanger", "sykehus", "statsbygg", "uib")  # Akershus gives in February, FLO refuses
PARTS = (SeatPart.LEAD, SeatPart.DEPUTY, SeatPart.MEMBER)


def autumn(story: Story) -> None:
    on(10, 1, year=BEFORE)
    people.let_in()
    _load_reference()
    registers.bring_in_all()
    for case in CASES:
        people.answers_for(company(case), answering(case))
    on(10, 15, year=BEFORE)
    for team in TEAMS:
        _form(team)
    on(10, 22, year=BEFORE)
    for team in TEAMS:
        _ask_for_mandates(team)
    on(11, 4, year=BEFORE)
    for buyer in GIVE:
        give_mandates(buyer)
    _refuse("flo")
    _yarn(story)


def _yarn(story: Story) -> None:
    """A deviation that stands with a plan agreed on when the year begins."""
    on(11, 18, year=BEFORE)
    asking.plan(story, "yarn")
    asking.announce(story, "yarn")
    on(11, 26, year=BEFORE)
    asking.ask(story, "yarn")
    found.note_and_show(story, "yarn", "overtime", "1.6", (Grade.SERIOUS, Grade.SERIOUS, Grade.MINOR))
    on(12, 5, year=BEFORE)
    found.hear(story, "overtime")
    on(12, 16, year=BEFORE)
    found.let_stand(story, "overtime")
    on(12, 17, year=BEFORE)
    found.ask_for_plan(story, "yarn")
    on(12, 19, year=BEFORE)
    found.propose_plan(story, "yarn", {"overtime": 120})
    on(12, 20, year=BEFORE)
    found.accept_plan(story, "yarn")


def _load_reference() -> None:
    load_terms(by=PLATFORM, at=now())
    load_questionnaires(by=PLATFORM, at=now())
    proposal = propose_version(by=PLATFORM, at=now(), folder=OWN)
    take_in_version(by=PLATFORM, at=now(), folder=OWN, expected_checksum=proposal.checksum)
    deliver_due(now())


def _form(team: Team) -> None:
    homes = {buyer.manager: buyer.name for buyer in BUYERS}
    seats = [Wanted(person(name), member(homes[name]), part) for name, part in zip(team.sit, PARTS, strict=True)]
    form_team(
        by=actor("sekka"), at=now(), group_id=team.group, seats=seats, fallback=member(team.fallback),
        starts_on=now().date(), ends_on=now().date() + days(2 * 365),
    )  # fmt: skip


def _ask_for_mandates(team: Team) -> None:
    ask_for_mandates(
        by=actor(team.sit[0]), at=now(), team_id=CategoryTeam.objects.get(group_id=team.group).public_id,
        whole_category=True, acts=int(EVERY_ACT), starts_on=now().date(), ends_on=now().date() + days(2 * 365),
        message="Vi spør leverandørene én gang for alle.",
    )  # fmt: skip


def give_mandates(buyer: str) -> None:
    """Bergen lets nobody order audits for it."""
    acts = int(EVERY_ACT & ~MandateAct.AUDIT) if buyer == "bergen" else int(EVERY_ACT)
    grant_mandates(by=owner_of(buyer), at=now(), chosen=_asked_of(buyer), acts=acts)


def _refuse(buyer: str) -> None:
    refuse_mandates(by=owner_of(buyer), at=now(), chosen=_asked_of(buyer), reason="Vi følger opp disse selv ut året.")


def _asked_of(buyer: str) -> list[tuple[str, int]]:
    waiting = Mandate.objects.filter(member__slug=BUYER[buyer].slug, state=MandateState.ASKED)
    return list(waiting.order_by("id").values_list("public_id", "revision"))
