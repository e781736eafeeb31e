"""People with a log-in, and the roles they hold for members."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models.buyers import Member
from aktsom.members.roles import MEMBER_ROLES

if TYPE_CHECKING:
    _Manager = BaseUserManager["Person"]
else:  # Django's managers take no type parameters at run time
    _Manager = BaseUserManager


class PersonManager(_Manager):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with a log-in. Has one home organisation (none when it answers for a supplier); roles say what they may
    do, and for whom."""

    public_id = PublicIdField("per")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    home = models.ForeignKey(Member, models.PROTECT, null=True, related_name="people")
    language = models.CharField(max_length=2, blank=True)  # empty: what the browser asks for
    is_active = models.BooleanField(default=True)
    wants_monthly_letter = models.BooleanField(default=True)  # of what the month holds, where it holds anything

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    classified = Classified(
        network=("public_id", "home", "is_active"),
        personal=("email", "name", "language", "last_login", "wants_monthly_letter"),
        owner=("password",),
    )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role for a member. A role for a cooperation reaches the registers of its members too."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(code, code) for code in MEMBER_ROLES])
    given_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)  # the last day the person was signed in while holding it

    classified = Classified(network=("member", "role"), personal=("person", "given_at", "last_used_on"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "member", "role"], name="role_once"),
            models.CheckConstraint(condition=Q(role__in=list(MEMBER_ROLES)), name="role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.member_id}"
