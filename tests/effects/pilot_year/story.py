"""What has come to be so far: the follow-ups and findings of the year by the names that its script gives them."""

from dataclasses import dataclass, field

from aktsom.core.actor import Actor
from aktsom.findings.models import Finding, Inquiry
from aktsom.follow_up.models import FollowUp
from aktsom.suppliers.models import Supplier
from tests.effects.pilot_year.people import actor
from tests.effects.pilot_year.registers import CATEGORIES, supplier


@dataclass(frozen=True)
class Team:
    """People sit for the buyer that they are at home with; the first leads, the second is deputy."""

    group: str
    sit: tuple[str, ...]
    fallback: str


TEAMS = (
    Team("textile", ("marte", "bjarne", "mons"), "sykehus"),
    Team("medical", ("sture", "marte", "arne"), "stavanger"),
    Team("ict", ("trond", "arne", "mons"), "uib"),
    Team("construction", ("eli", "sture", "trond"), "statsbygg"),
)
# The follow-ups, each of one supplier by its number. Clothing's second was announced the year before.
CASES = {
    "clothes": 0, "yarn": 1, "linen": 2, "skirts": 3,
    "gloves": 10, "latex": 11, "nitrile": 12, "sterile": 13,
    "laptops": 20, "screens": 21,
    "kerbs": 30, "granite": 31,
}  # fmt: skip


def team_of(case: str) -> Team:
    return TEAMS[CASES[case] // 10]


@dataclass
class Story:
    """Public ids by name."""

    cases: dict[str, str] = field(default_factory=dict)
    findings: dict[str, str] = field(default_factory=dict)
    inquiries: dict[str, str] = field(default_factory=dict)
    signals: dict[str, str] = field(default_factory=dict)
    reports: dict[str, str] = field(default_factory=dict)
    recommendation: str = ""

    def case(self, name: str) -> FollowUp:
        return FollowUp.objects.select_related("supplier", "team").get(public_id=self.cases[name])

    def finding(self, name: str) -> Finding:
        return Finding.objects.select_related("follow_up").get(public_id=self.findings[name])

    def inquiry(self, name: str) -> Inquiry:
        return Inquiry.objects.get(public_id=self.inquiries[name])


def lead(case: str) -> Actor:
    return actor(team_of(case).sit[0])


def deputy(case: str) -> Actor:
    return actor(team_of(case).sit[1])


def supplies(case: str) -> Actor:
    return actor(answering(case))


def answering(case: str) -> str:
    """The first name of whoever answers for the supplier."""
    return f"vera{CASES[case]:02}"


def company(case: str) -> Supplier:
    return supplier(CASES[case])


def group_of(number: int) -> str:
    return CATEGORIES[number // 10].group
