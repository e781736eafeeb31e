"""Run as a program beside a demo: a team for medical consumables led by Jonas of Bergen, and contract owners in Bergen
and at the hospitals who can answer it. Says the team's public id."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aktsom.settings")
    import django

    django.setup()
    from django.utils import timezone

    from aktsom.cli.demo import PASSWORD
    from aktsom.core.actor import PLATFORM
    from aktsom.members.actions import give_role, make_person
    from aktsom.members.models import Member, Person
    from aktsom.teams.models import CategoryTeam, TeamSeat

    now = timezone.now()
    for email, name, slug in (
        ("bodil@bergen.example", "Bodil Sunde", "bergen-kommune"),
        ("hanna@sykehus.example", "Hanna Berg", "sykehusinnkjop"),
    ):
        member = Member.objects.get(slug=slug)
        if not Person.objects.filter(email=email).exists():
            person = make_person(by=PLATFORM, at=now, email=email, name=name, home=member, password=PASSWORD)
            give_role(by=PLATFORM, at=now, person=person, member=member, role="contract_owner")
    team = CategoryTeam.objects.create(
        group_id="medical", starts_on=timezone.localdate(), last_activity_at=now, lead_active_at=now, created_at=now
    )
    for email, part in (
        ("jonas@bergen.example", "lead"),
        ("marte@sykehus.example", "deputy"),
        ("ingrid@oslo.example", "member"),
    ):
        person = Person.objects.get(email=email)
        if not TeamSeat.objects.filter(team=team, person=person).exists():
            TeamSeat.objects.create(team=team, person=person, member=person.home, part=part, taken_at=now)
    sys.stdout.write(team.public_id)


if __name__ == "__main__":
    main()
