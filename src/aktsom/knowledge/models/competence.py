"""Who can assess what: as each person says of itself, and whether whoever leads it agrees."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models import FollowUp
from aktsom.knowledge.states import Mastery, Skill
from aktsom.members.models import Person


class Competence(models.Model):
    """`group_id` is a group of the list, empty for all of them; `language` is set for the skill of a language alone.
    Said anew, it waits to be confirmed anew."""

    public_id = PublicIdField("cmp")
    person = models.ForeignKey(Person, models.CASCADE, related_name="competences")
    group_id = models.CharField(max_length=40, blank=True)
    skill = models.CharField(max_length=20, choices=[(s, s) for s in Skill])
    language = models.CharField(max_length=8, blank=True)
    mastery = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        personal=("person", "group_id", "skill", "language", "mastery", "said_at", "confirmed_at", "confirmed_by"),
        owner=("public_id", "revision"),
    )

    class Meta:
        ordering = ["skill", "group_id", "language"]
        constraints = [
            models.UniqueConstraint(fields=["person", "group_id", "skill", "language"], name="competence_once"),
            models.CheckConstraint(condition=Q(mastery__in=[int(m) for m in Mastery]), name="competence_mastery"),
            models.CheckConstraint(
                condition=Q(skill=Skill.LANGUAGE) ^ Q(language=""), name="competence_language_of_languages_alone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.skill} {self.mastery}"


class Training(models.Model):
    """A course somebody has taken, and until when it counts, where it does not count for good."""

    public_id = PublicIdField("trn")
    person = models.ForeignKey(Person, models.CASCADE, related_name="trainings")
    course = models.CharField(max_length=200)
    taken_on = models.DateField()
    renew_by = models.DateField(null=True)
    noted_at = models.DateTimeField()

    classified = Classified(personal=("person", "course", "taken_on", "renew_by", "noted_at"), owner=("public_id",))

    class Meta:
        ordering = ["-taken_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "course", "taken_on"], name="training_once"),
            models.CheckConstraint(
                condition=Q(renew_by__isnull=True) | Q(renew_by__gt=models.F("taken_on")), name="training_renewed_later"
            ),
        ]

    def __str__(self) -> str:
        return self.course


class Shadowing(models.Model):
    """`person` followed `followed` through a follow-up, to learn how it is done. `followed` may say that it was so."""

    public_id = PublicIdField("shd")
    person = models.ForeignKey(Person, models.CASCADE, related_name="shadowings")
    followed = models.ForeignKey(Person, models.CASCADE, related_name="shadowed")
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="+")
    skill = models.CharField(max_length=20, choices=[(s, s) for s in Skill])
    on = models.DateField()
    noted_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    classified = Classified(
        personal=("person", "followed", "follow_up", "skill", "on", "noted_at", "confirmed_at"), owner=("public_id",)
    )

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "followed", "follow_up", "skill"], name="shadowing_once"),
            models.CheckConstraint(condition=~Q(person=models.F("followed")), name="shadowing_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.followed_id}"
