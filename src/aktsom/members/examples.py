"""Reads of the demo's example people. They are known by addresses under .example, which no real person can have."""

from typing import NamedTuple

from django.utils.functional import Promise

from aktsom.members.models import Membership, Person
from aktsom.members.roles import ROLES


class ExamplePerson(NamedTuple):
    public_id: str
    name: str
    email: str
    member: str
    role: str | Promise
    sentence: str | Promise


def example_people() -> list[ExamplePerson]:
    """One row a person with the first of the person's roles, in the order the people were made."""
    held = (
        Membership.objects.filter(person__email__endswith=".example", person__is_active=True)
        .select_related("person", "member")
        .order_by("person_id", "id")
    )
    first = {membership.person_id: membership for membership in reversed(held)}
    return [
        ExamplePerson(
            membership.person.public_id,
            membership.person.name,
            membership.person.email,
            membership.member.name,
            ROLES[membership.role].name,
            ROLES[membership.role].sentence,
        )
        for _, membership in sorted(first.items())
    ]


def example_person(public_id: str) -> Person | None:
    return Person.objects.filter(public_id=public_id, email__endswith=".example", is_active=True).first()
