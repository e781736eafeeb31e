"""What all see of a member, where it wants its case files, and how bodies stand to each other."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.members import permissions
from aktsom.members.models import Member, MemberDomain
from aktsom.members.roles import MEMBER_ROLES
from aktsom.members.rules import NEVER_NONE, makes_circle, name_in


@dataclass(frozen=True)
class MemberFacts:
    name: str
    kind: str
    name_en: str = ""
    organisation_number: str = ""
    parent: str = ""  # public id of the body it belongs to


@transaction.atomic
def add_member(*, by: Actor, at: datetime, facts: MemberFacts) -> Member:
    """A body that takes part from now on. Its first administrator is invited next."""
    stop_if(permissions.keep_network(by))
    member = Member(slug=_free_slug(facts.name))
    told = _laid_down(member, facts)
    _save(member)
    record(by=by, at=at, acts=[Act("member_added", member.public_id, member.pk, changes=told)])
    return member


@transaction.atomic
def change_member(*, by: Actor, at: datetime, member: str, revision: int, facts: MemberFacts) -> Member:
    """Its name, number, kind, and the body it belongs to. The same facts again leave no trace."""
    stop_if(permissions.keep_network(by))
    if facts.parent:  # two who set parents at once could close a circle together
        list(Member.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    found = _for_change(member, revision)
    told = _laid_down(found, facts)
    if not told:
        return found
    found.revision += 1
    _save(found)
    record(by=by, at=at, acts=[Act("member_changed", found.public_id, found.pk, changes=told)])
    return found


@transaction.atomic
def change_contact(
    *, by: Actor, at: datetime, member: str, revision: int, name: str, email: str, archive_address: str
) -> Member:
    """Whom the others write to, and where the member's case files are sent. The journal says what changed, not to
    what: the contact is a person."""
    known = Member.objects.filter(public_id=member).first()
    if known is None:
        raise NotVisible
    stop_if(permissions.run_people(by, known.pk))
    found = _for_change(member, revision)
    new = {"contact_name": name_in(name), "contact_email": email.strip(), "archive_address": archive_address.strip()}
    changed = [field for field, value in new.items() if getattr(found, field) != value]
    if not changed:
        return found
    for field in changed:
        setattr(found, field, new[field])
    found.revision += 1
    _save(found)
    record(by=by, at=at, acts=[Act("member_contact_changed", found.public_id, found.pk, changes={"fields": changed})])
    return found


@transaction.atomic
def add_domain(
    *, by: Actor, at: datetime, member: str, provider: str, domain: str, first_role: str = ""
) -> MemberDomain:
    """An identity provider's people with addresses there are at home with the member from now on. Said by the
    secretariat, so that no member can claim another's people."""
    stop_if(permissions.keep_network(by))
    found = Member.objects.filter(public_id=member).first()
    if found is None:
        raise NotVisible
    provider, domain = provider.strip(), domain.strip().lower().removeprefix("@")
    if not provider or "." not in domain or "@" in domain or " " in domain:
        raise DomainError(_("Skriv leverandøren av innlogging og et domene, for eksempel kommune.no."))
    if first_role and (first_role not in MEMBER_ROLES or first_role in NEVER_NONE):
        raise DomainError(_("Denne rollen gis av et menneske, ikke av et domene."))
    if MemberDomain.objects.filter(provider=provider, domain=domain).exists():
        raise DomainError(_("Domenet er allerede knyttet til et medlem."))
    added = MemberDomain.objects.create(member=found, provider=provider, domain=domain, first_role=first_role)
    told = {"provider": [None, provider], "domain": [None, domain], "first_role": [None, first_role]}
    record(by=by, at=at, acts=[Act("domain_added", found.public_id, found.pk, changes=told)])
    return added


@transaction.atomic
def remove_domain(*, by: Actor, at: datetime, member: str, domain: int) -> None:
    """Those who came in by it keep their log-ins and roles."""
    stop_if(permissions.keep_network(by))
    found = MemberDomain.objects.select_related("member").filter(member__public_id=member, pk=domain).first()
    if found is None:
        raise NotVisible
    told = {"provider": [found.provider, None], "domain": [found.domain, None]}
    found.delete()
    record(by=by, at=at, acts=[Act("domain_removed", found.member.public_id, found.member_id, changes=told)])


def _for_change(public_id: str, revision: int) -> Member:
    found = Member.objects.select_for_update(of=("self",), no_key=True).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    if found.revision != revision:
        raise Stale
    return found


def _laid_down(member: Member, facts: MemberFacts) -> dict[str, list[object]]:
    """Sets the facts; returns what changed."""
    new: dict[str, object] = {
        "name": name_in(facts.name),
        "name_en": name_in(facts.name_en),
        "kind": facts.kind,
        "organisation_number": "".join(facts.organisation_number.split()),
        "parent_id": _parent(member, facts.parent),
    }
    if not new["name"]:
        raise DomainError(_("Skriv navnet på virksomheten."))
    told = {field: [getattr(member, field), value] for field, value in new.items() if getattr(member, field) != value}
    for field, value in new.items():
        setattr(member, field, value)
    return told


def _parent(member: Member, public_id: str) -> int | None:
    """The id of the body above. Raises DomainError where bodies would stand above each other in a circle."""
    if not public_id:
        return None
    parents = dict(Member.objects.values_list("pk", "parent_id"))
    parent = Member.objects.filter(public_id=public_id).first()
    if parent is None:
        raise NotVisible
    if member.pk is not None and makes_circle(parents, member.pk, parent.pk):
        raise DomainError(_("En virksomhet kan ikke høre til seg selv, heller ikke gjennom andre."))
    return parent.pk


def _free_slug(name: str) -> str:
    stem = slugify(name)[:50] or "medlem"
    taken = set(Member.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)


def _save(member: Member) -> None:
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError:
        raise DomainError(_("Et annet medlem har dette organisasjonsnummeret.")) from None
