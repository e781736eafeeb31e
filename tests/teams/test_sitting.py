"""Who may sit, asked for many at once, agrees with the whole actor of each."""

from datetime import date

import pytest

from aktsom.core.errors import NotVisible
from aktsom.members.models import Member, Membership, Person, Representation
from aktsom.members.queries import actor_for
from aktsom.teams.queries.choices import candidates, fallback_owners, suppliers_of_group
from aktsom.teams.queries.sitting import keepers, may_sit
from tests.cast import NOON, PEOPLE, actor, member, person
from tests.risk.counting import queries
from tests.risk.purchases import gloves

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


def represents(acting: str, represented: str, roles: str = "contract_manager", **said: object) -> Representation:
    return Representation.objects.create(
        acting=member(acting),
        represented=member(represented),
        roles=roles,
        starts_on=date(2026, 1, 1),
        given_at=NOON,
        **said,
    )


def test_many_at_once_as_each_alone() -> None:
    for name in [*PEOPLE, "nora"]:
        person(name)
    represents("bergen", "stavanger")
    represents("oslo", "bergen", ends_on=date(2026, 11, 1))
    represents("stavanger", "oslo", "auditor;secretariat")
    Membership.objects.create(person=person("mons"), member=member("bergen"), role="auditor")
    members = list(Member.objects.values_list("id", flat=True))
    pairs = {(one.pk, id_) for one in Person.objects.all() for id_ in members}
    alone = {(one.pk, id_) for one in Person.objects.all() for id_ in actor_for(one, TODAY).member_ids}
    assert may_sit(pairs, TODAY) == alone
    assert (person("bjarne").pk, member("stavanger").pk) in alone
    assert (person("uma").pk, member("uio").pk) in alone


def test_a_log_in_out_of_use_sits_nowhere() -> None:
    pair = (person("olga").pk, member("oslo").pk)
    assert may_sit([pair], TODAY) == {pair}
    Person.objects.filter(pk=pair[0]).update(is_active=False)
    assert may_sit([pair], TODAY) == set()


def test_as_many_questions_for_all_as_for_one() -> None:
    everybody = {(person(name).pk, member(roles[0][0]).pk) for name, roles in PEOPLE.items()}
    few = set(list(everybody)[:1])
    assert queries(lambda: may_sit(everybody, TODAY)) == queries(lambda: may_sit(few, TODAY)) == 3


def test_keepers_of_a_member() -> None:
    for name in PEOPLE:
        person(name)
    names = lambda short: [one.name for one in keepers(member(short).pk, TODAY)]  # noqa: E731
    assert names("oslo") == ["Dag", "Mons", "Olga"]
    assert names("uio") == ["Uma"]
    assert names("secretariat") == []
    represents("oslo", "stavanger")
    assert names("stavanger") == ["Dag", "Mons", "Stina"]


def test_candidates_are_people_inside() -> None:
    for name in PEOPLE:
        person(name)
    represents("bergen", "stavanger")
    found = {(one.person.name, one.member.slug) for one in candidates(actor("olga"), TODAY)}
    assert ("Rita", "oslo-kommune") in found
    assert ("Bjarne", "stavanger-kommune") in found
    assert not {name for name, _ in found} & {"Sekka", "Revi"}
    pairs = {(one.person.pk, one.member.pk) for one in candidates(actor("olga"), TODAY)}
    assert may_sit(pairs, TODAY) == pairs


@pytest.mark.parametrize("name", ["nora", "revi"])
def test_choices_are_for_the_network(name: str) -> None:
    for choose in (
        lambda: candidates(actor(name), TODAY),
        lambda: fallback_owners(actor(name)),
        lambda: suppliers_of_group(actor(name), "medical", TODAY),
    ):
        with pytest.raises(NotVisible):
            choose()


def test_fallback_owners_have_somebody_to_act() -> None:
    for name in PEOPLE:
        person(name)
    slugs = {one.slug for one in fallback_owners(actor("sekka"))}
    assert {"oslo-kommune", "bergen-kommune", "stavanger-kommune", "bott"} <= slugs
    assert "etisk-handel-norge" not in slugs


def test_suppliers_of_the_group(small_list: object) -> None:
    gloves("bergen")
    assert [one.name for one in suppliers_of_group(actor("olga"), "medical", TODAY)] == ["Nordhav Medisinsk AS"]
    assert suppliers_of_group(actor("olga"), "textile", TODAY) == []
