"""What a person says of itself, and what others confirm. Each says its own, corrects its own and takes its own away."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.queries.planning import follow_up
from aktsom.knowledge.models import Competence, Shadowing, Training
from aktsom.knowledge.permissions import competence as may
from aktsom.knowledge.queries.people import colleagues_to_follow, led_people, sees
from aktsom.knowledge.states import Mastery, Skill
from aktsom.knowledge.tables import languages
from aktsom.members.models import Person
from aktsom.teams.problems import Wrong


@transaction.atomic
def say_competence(
    *, by: Actor, at: datetime, skill: Skill, mastery: Mastery, group_id: str = "", language: str = ""
) -> Competence:
    """The same again leaves no trace; another mastery waits to be confirmed anew."""
    person = _oneself(by)
    if group_id and group_id not in current_catalogue().group:
        raise NotVisible
    if (skill is Skill.LANGUAGE) != bool(language) or (language and language not in languages()):
        raise Wrong("language", _("Velg hvilket språk det gjelder."))
    of = {"person": person, "group_id": "" if language else group_id, "skill": skill, "language": language}
    found = Competence.objects.select_for_update().filter(**of).first()
    if found is not None and found.mastery == mastery:
        return found
    before = found.mastery if found else None
    if found is None:
        found = Competence(**of, mastery=mastery, said_at=at)
    else:
        found.mastery, found.said_at, found.revision = mastery, at, found.revision + 1
        found.confirmed_at, found.confirmed_by = None, None
    found.save()
    _tell(by, at, "competence_said", found.public_id, {"skill": skill.value, "mastery": [before, int(mastery)]})
    return found


@transaction.atomic
def remove_competence(*, by: Actor, at: datetime, public_id: str) -> None:
    """Of oneself; removed already it stays so."""
    gone, _by_model = Competence.objects.filter(person=_oneself(by), public_id=public_id).delete()
    if gone:
        _tell(by, at, "competence_removed", public_id)


@transaction.atomic
def confirm_competence(*, by: Actor, at: datetime, public_id: str, revision: int) -> Competence:
    """Raises Stale when the person has said something else since the page was opened."""
    found = Competence.objects.select_for_update().filter(sees(by), public_id=public_id).first()
    if found is None:
        raise NotVisible
    leads = led_people(by).filter(person_id=found.person_id).exists()
    if found.revision != revision:
        raise Stale
    if found.confirmed_at is not None and found.confirmed_by_id == by.person_id:
        return found
    stop_if(may.confirm(by, found, leads))
    found.confirmed_at, found.confirmed_by_id = at, by.person_id
    found.save(update_fields=["confirmed_at", "confirmed_by"])
    _tell(by, at, "competence_confirmed", public_id)
    return found


@transaction.atomic
def note_training(*, by: Actor, at: datetime, course: str, taken_on: date, renew_by: date | None = None) -> Training:
    """The same course of the same day is one."""
    person, course = _oneself(by), " ".join(course.split())
    longest = Training._meta.get_field("course").max_length or 200
    if not course:
        raise Wrong("course", _("Skriv hva kurset heter."))
    if len(course) > longest:
        raise Wrong("course", _("Skriv det med høyst {count} tegn.").format(count=longest))
    if taken_on > timezone.localdate(at):
        raise Wrong("taken_on", _("Skriv det når kurset er tatt."))
    if renew_by is not None and renew_by <= taken_on:
        raise Wrong("renew_by", _("Det må være etter at kurset ble tatt."))
    made, is_new = Training.objects.get_or_create(
        person=person, course=course, taken_on=taken_on, defaults={"renew_by": renew_by, "noted_at": at}
    )
    if not is_new and made.renew_by != renew_by:
        made.renew_by, is_new = renew_by, True
        made.save(update_fields=["renew_by"])
    if is_new:
        _tell(by, at, "training_noted", made.public_id)
    return made


@transaction.atomic
def remove_training(*, by: Actor, at: datetime, public_id: str) -> None:
    gone, _by_model = Training.objects.filter(person=_oneself(by), public_id=public_id).delete()
    if gone:
        _tell(by, at, "training_removed", public_id)


@transaction.atomic
def note_shadowing(*, by: Actor, at: datetime, followed: str, follow_up_id: str, skill: Skill, on: date) -> Shadowing:
    """That one followed a colleague of the same team through a follow-up, by public ids. Noted twice it is one."""
    person = _oneself(by)
    colleague = next((one for one in colleagues_to_follow(by) if one.public_id == followed), None)
    one = follow_up(by, follow_up_id)
    if colleague is None or one.team_id not in by.team_ids or skill is Skill.LANGUAGE:
        raise NotVisible
    if on > timezone.localdate(at):
        raise Wrong("on", _("Skriv det når dere har gjort det."))
    made, is_new = Shadowing.objects.get_or_create(
        person=person, followed=colleague, follow_up=one, skill=skill, defaults={"on": on, "noted_at": at}
    )
    if is_new:
        _tell(by, at, "shadowing_noted", made.public_id)
    return made


@transaction.atomic
def confirm_shadowing(*, by: Actor, at: datetime, public_id: str) -> Shadowing:
    """By the one who was followed."""
    _oneself(by)
    found = Shadowing.objects.filter(followed_id=by.person_id, public_id=public_id).first()
    if found is None:
        raise NotVisible
    if found.confirmed_at is None:
        found.confirmed_at = at
        found.save(update_fields=["confirmed_at"])
        _tell(by, at, "shadowing_confirmed", public_id)
    return found


@transaction.atomic
def remove_shadowing(*, by: Actor, at: datetime, public_id: str) -> None:
    """By either of the two: nobody stands as one who was followed against its will."""
    person = _oneself(by)
    found = Shadowing.objects.filter(public_id=public_id)
    gone, _by_model = (found.filter(person=person) | found.filter(followed=person)).delete()
    if gone:
        _tell(by, at, "shadowing_removed", public_id)


def _oneself(by: Actor) -> Person:
    """The person's row locked, so that two windows come one after the other."""
    person = Person.objects.select_for_update(no_key=True).filter(pk=by.person_id or 0).first()
    if person is None:
        raise NotVisible
    return person


def _tell(by: Actor, at: datetime, verb: str, subject: str, changes: dict[str, object] | None = None) -> None:
    """Of nobody's record but the person's: nobody at the member reads in the journal what a colleague can or cannot."""
    record(by=by, at=at, acts=[Act(verb, subject, changes=changes or {})])
