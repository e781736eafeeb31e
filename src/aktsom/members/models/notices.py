"""What a person is told of by letter: how often it wants each kind, what has come, and which letters were gathered."""

from django.db import models

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models.people import Person
from aktsom.members.states import Left, Rhythm


class LetterChoice(models.Model):
    """Another rhythm than the usual one. `topic` is one of `members/reference/letter_topics.csv`."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="letter_choices")
    topic = models.CharField(max_length=30)
    rhythm = models.CharField(max_length=10, choices=[(r, r) for r in Rhythm])
    chosen_at = models.DateTimeField()

    classified = Classified(personal=("person", "topic", "rhythm", "chosen_at"))

    class Meta:
        ordering = ["topic"]
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="letter_choice_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.topic} {self.rhythm}"


class Digest(models.Model):
    """Letters of one person that went out as one: at most one a day, or one a week, in each rhythm. Whoever sends it
    has taken it first: `taken_by` is the work that did, so that the same work, begun anew, may go on with it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=10, choices=[(r, r) for r in Rhythm])
    on = models.DateField()  # of weekly ones the Monday
    taken_at = models.DateTimeField(null=True)
    taken_by = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)

    classified = Classified(personal=("person", "rhythm", "on", "taken_at", "taken_by", "sent_at"))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "rhythm", "on"], name="digest_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.rhythm} {self.on}"


class Notice(models.Model):
    """One letter to one person: its subject and where it leads, which are what a postcard may hold. The same letter of
    the same work is the same notice, however often the work is begun anew."""

    public_id = PublicIdField("ntc")
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    topic = models.CharField(max_length=30)
    subject = models.CharField(max_length=300)
    page = models.CharField(max_length=300, blank=True)  # its path at this site
    came_at = models.DateTimeField()
    work = models.BigIntegerField()  # the outbox message that it was written in
    fingerprint = models.CharField(max_length=64)
    left = models.CharField(max_length=10, choices=[(s, s) for s in Left], default=Left.LEAVING)
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, related_name="notices")
    read_at = models.DateTimeField(null=True)

    classified = Classified(
        personal=("person", "topic", "subject", "page", "came_at", "left", "digest", "read_at"),
        owner=("public_id", "work", "fingerprint"),
    )

    class Meta:
        ordering = ["-came_at", "-id"]
        indexes = [
            models.Index(fields=["person", "-came_at"], name="notice_of_person"),
            models.Index(fields=["person"], condition=models.Q(left=Left.HELD), name="notice_held"),
        ]
        constraints = [models.UniqueConstraint(fields=["work", "person", "fingerprint"], name="notice_once")]

    def __str__(self) -> str:
        return self.subject
