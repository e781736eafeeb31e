"""Reads of templates: the one in use for a kind and a language, and all of a member with their versions."""

from dataclasses import dataclass

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Member
from aktsom.members.permissions import has, reaches
from aktsom.members.roles import Permission
from aktsom.sanctions.letter_tables import LANGUAGES, LetterKind, letter_kinds
from aktsom.sanctions.models import LetterTemplate


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """`own` is the member's own that is in use; None means the standard one."""

    kind: LetterKind
    language: str
    own: LetterTemplate | None


def in_use(member_id: int, kind: str, language: str) -> LetterTemplate | None:
    return LetterTemplate.objects.filter(member_id=member_id, kind=kind, language=language, in_use=True).first()


def member_of_templates(viewer: Actor, member_id: str) -> Member:
    """Whose templates the viewer may read: its own people's, and whoever runs them. Raises NotVisible."""
    found = Member.objects.filter(public_id=member_id).first()
    if found is None or not reads_templates(viewer, found):
        raise NotVisible
    return found


def reads_templates(viewer: Actor, member: Member) -> bool:
    return reaches(viewer, member.pk) or has(viewer, Permission.KEEP_PEOPLE, member.pk)


def template_rows(member: Member) -> list[TemplateRow]:
    own = {(row.kind, row.language): row for row in LetterTemplate.objects.filter(member=member, in_use=True)}
    return [
        TemplateRow(kind, language, own.get((kind.id, language)))
        for kind in letter_kinds().values()
        for language in LANGUAGES
    ]


def versions_of(member: Member, kind: str, language: str) -> list[LetterTemplate]:
    """Newest first."""
    return list(LetterTemplate.objects.filter(member=member, kind=kind, language=language).order_by("-version"))
