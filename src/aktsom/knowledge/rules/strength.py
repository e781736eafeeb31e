"""Whether a team can do what its plans need, and whether it would fall with one resignation. Who has said nothing is
unknown, and never counts as able or as not able."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from aktsom.knowledge.states import Mastery, Skill


class Standing(StrEnum):
    ENOUGH = "enough"
    ONE = "one"  # it would fall with one resignation
    NOBODY = "nobody"  # all have said, and nobody can
    UNKNOWN = "unknown"  # nobody has said that they can, and not all have said
    TOO_FEW = "too_few"  # so few sit there that a number would tell of each


class Kind(StrEnum):
    LEAD = "lead"  # to lead the team or stand in for who does
    CATEGORY = "category"  # to assess anything in the category at all
    SKILL = "skill"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one person has said of one skill, in one group or (empty) in all."""

    person: int
    group: str
    skill: Skill
    mastery: Mastery


@dataclass(frozen=True, slots=True)
class Strength:
    """Of one need: who can, who can with a second reader, and who has said nothing of it."""

    kind: Kind
    skill: Skill | None
    able: frozenset[int]
    with_second: frozenset[int] = frozenset()
    silent: frozenset[int] = frozenset()
    enough: int = 2

    @property
    def standing(self) -> Standing:
        if len(self.able) >= self.enough:
            return Standing.ENOUGH
        if self.able:
            return Standing.ONE
        return Standing.UNKNOWN if self.silent else Standing.NOBODY


def strengths(
    *, leads: Iterable[int], seated: Iterable[int], skills: Iterable[Skill], claims: Iterable[Claim], group: str,
    enough: int,
) -> list[Strength]:  # fmt: skip
    """`seated` are the active people of the team, those that lead it among them; `skills` are what its plans need, in
    their order. First whoever leads, then the category, then each skill."""
    people = frozenset(seated)
    best = _best(claims, people, group)
    found = [Strength(Kind.LEAD, None, frozenset(leads) & people, enough=enough)]
    said = {person for by_person in best.values() for person in by_person}
    able = {person for by_person in best.values() for person, how in by_person.items() if how >= Mastery.ALONE}
    found.append(Strength(Kind.CATEGORY, None, frozenset(able), silent=people - said, enough=enough))
    return found + [_of_skill(skill, best.get(skill, {}), people, enough) for skill in dict.fromkeys(skills)]


def _best(claims: Iterable[Claim], people: frozenset[int], group: str) -> dict[Skill, dict[int, Mastery]]:
    """{skill: {person: the most they say}} for the group; a language is no way to assess."""
    best: dict[Skill, dict[int, Mastery]] = {}
    for claim in claims:
        if claim.person in people and claim.group in ("", group) and claim.skill is not Skill.LANGUAGE:
            of_skill = best.setdefault(claim.skill, {})
            of_skill[claim.person] = max(of_skill.get(claim.person, claim.mastery), claim.mastery)
    return best


def _of_skill(skill: Skill, by_person: Mapping[int, Mastery], people: frozenset[int], enough: int) -> Strength:
    return Strength(
        Kind.SKILL,
        skill,
        frozenset(person for person, how in by_person.items() if how >= Mastery.ALONE),
        frozenset(person for person, how in by_person.items() if how == Mastery.WITH_SECOND),
        people - by_person.keys(),
        enough,
    )
