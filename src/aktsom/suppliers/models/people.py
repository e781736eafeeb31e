"""Who answers for a supplier."""

from django.db import models

from aktsom.core.classification import Classified
from aktsom.members.models import Invitation, Person
from aktsom.members.roles import SUPPLIER_ROLES
from aktsom.suppliers.models.companies import Supplier


class SupplierRole(models.Model):
    """A person who answers for a supplier. It costs the supplier nothing."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="supplier_roles")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="people")
    role = models.CharField(max_length=30, choices=[(code, code) for code in SUPPLIER_ROLES])
    given_at = models.DateTimeField()

    classified = Classified(owner=("supplier", "role", "given_at"), personal=("person",))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "supplier", "role"], name="supplier_role_once"),
            models.CheckConstraint(condition=models.Q(role__in=list(SUPPLIER_ROLES)), name="supplier_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.supplier_id}"


class SupplierInvitation(models.Model):
    """Which supplier an invitation is to answer for."""

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="for_supplier")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="invitations")

    classified = Classified(owner=("invitation", "supplier"))

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.supplier_id}"
