"""Reads of evidence: one piece with its revisions, and lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal
from aktsom.follow_up.actions.evidence_keys import buyers_now
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.permissions import evidence as permissions
from aktsom.follow_up.resting import is_rested_on
from aktsom.members.models import Member
from aktsom.members.queries import members_with
from aktsom.members.roles import Permission
from aktsom.sharing.audiences import Audience
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam

PAGE = 50
LONGEST_CHAIN = 100


def seen_evidence(viewer: Actor, public_id: str) -> Evidence:
    found = Evidence.objects.visible_to(viewer).select_related("owner", "supplier", "team").filter(public_id=public_id)
    if (one := found.first()) is None:
        raise NotVisible
    return one


@dataclass(frozen=True)
class EvidenceView:
    one: Evidence
    revisions: Sequence[Evidence]  # newest first, itself among them: those the viewer sees
    buyers: Sequence[str]  # whom it concerns by name, where the viewer may know
    change: Refusal | None  # why the viewer may not bring a new revision
    remove: Refusal | None

    @property
    def newest(self) -> Evidence:
        return self.revisions[0]


def evidence_view(viewer: Actor, public_id: str) -> EvidenceView:
    one = seen_evidence(viewer, public_id)
    revisions = _revisions(viewer, one)
    refusal = permissions.change(viewer, one)
    named = sees_network(viewer) and Audience(one.audience).width >= Audience.LINKED_BUYERS.width
    buyers = buyers_now(one.supplier_id, timezone.localdate()).members | {one.owner_id} if named else frozenset[int]()
    names = list(Member.objects.filter(pk__in=buyers).order_by("name").values_list("name", flat=True))
    rested = Refusal("") if refusal is None and is_rested_on(one) else None
    return EvidenceView(one, revisions, names, refusal, refusal or rested)


def _revisions(viewer: Actor, one: Evidence) -> list[Evidence]:
    seen = Evidence.objects.visible_to(viewer)
    found = [one]
    while len(found) < LONGEST_CHAIN and (newer := seen.filter(replaces=found[0]).first()):
        found.insert(0, newer)
    while len(found) < LONGEST_CHAIN and (older := seen.filter(pk=found[-1].replaces_id or 0).first()):
        found.append(older)
    return found


def evidence_list(viewer: Actor, supplier: Supplier | None = None, before: str = "") -> tuple[list[Evidence], bool]:
    """The newest revisions, newest first; whether there are more."""
    rows = Evidence.objects.visible_to(viewer).filter(replaced_by__isnull=True).select_related("owner", "supplier")
    if supplier is not None:
        rows = rows.filter(supplier=supplier)
    if before and (last := Evidence.objects.visible_to(viewer).filter(public_id=before).first()):
        rows = rows.filter(pk__lt=last.pk)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def supplier_called(viewer: Actor, public_id: str) -> Supplier:
    found = Supplier.objects.filter(public_id=public_id).first()
    if found is None or not (sees_network(viewer) or found.pk in viewer.supplier_ids):
        raise NotVisible
    return found


def own_supplier(viewer: Actor) -> Supplier | None:
    """The one the viewer answers for; of several, the one known longest."""
    return Supplier.objects.filter(pk__in=viewer.supplier_ids).order_by("pk").first()


def is_replaced(one: Evidence) -> bool:
    return Evidence.objects.filter(replaces=one).exists()


@dataclass(frozen=True)
class Places:
    """For whom the viewer may bring evidence about this supplier, or about none."""

    members: Sequence[Member]
    teams: Sequence[CategoryTeam]
    from_supplier: bool = False


def places_for(viewer: Actor, supplier: Supplier | None) -> Places:
    if supplier is not None and supplier.pk in viewer.supplier_ids:
        buyers = buyers_now(supplier.pk, timezone.localdate()).members
        return Places(list(Member.objects.filter(pk__in=buyers).order_by("name")), [], from_supplier=True)
    teams = CategoryTeam.objects.filter(pk__in=viewer.team_ids).order_by("group_id")
    return Places(members_with(viewer, Permission.KEEP_REGISTER), list(teams))
