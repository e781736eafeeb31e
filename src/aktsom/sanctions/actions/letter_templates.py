"""A member's own templates: each save is a new version, the old ones stay, and what is broken is never in use."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.members.models import Member
from aktsom.sanctions.actions.letter_keeping import put_away
from aktsom.sanctions.letter_making import example_sheet
from aktsom.sanctions.letter_problems import TemplateBroken, broken_wording, unfit_file
from aktsom.sanctions.letter_tables import LANGUAGES, layout_limits, letter_kinds, names_of_fields, wording_of
from aktsom.sanctions.models import LetterTemplate
from aktsom.sanctions.models.letter_templates import LONGEST_NAME
from aktsom.sanctions.permissions import letters as permissions
from aktsom.sanctions.queries.letter_templates import in_use, member_of_templates
from aktsom.sanctions.writing.package import NotFit
from aktsom.sanctions.writing.word_file import word_of
from aktsom.sanctions.writing.word_layout import Layout, read_layout
from aktsom.sanctions.writing.words import Broken


@transaction.atomic
def save_template(
    *, by: Actor, at: datetime, member_id: str, kind: str, language: str, version: int, subject: str, body: str
) -> LetterTemplate:
    """The words; a layout of its own is kept. `version` is the one that the page showed, 0 for the standard one. Raises
    TemplateBroken and Stale."""
    place = _for_change(by, member_id, kind, language, version)
    words = " ".join(storable(subject).split()), storable(body).strip()
    _stop_if_broken(kind, *words)
    return _next(by, at, place, words, place.old)


@transaction.atomic
def take_in_layout(
    *, by: Actor, at: datetime, member_id: str, kind: str, language: str, version: int, file_name: str, content: bytes
) -> LetterTemplate:
    """A Word file: its look becomes the letter's, and the words between its subject and its close the wording. It is
    tried on a made-up letter before it is taken into use. Raises TemplateBroken and Stale."""
    place = _for_change(by, member_id, kind, language, version)
    layout = layout_in(content)
    _stop_if_broken(kind, layout.subject, layout.body)
    _try(place, layout)
    made = LetterTemplate(layout_sha256=put_away(content), layout_size=len(content), layout_name=_name(file_name))
    return _next(by, at, place, (layout.subject, layout.body), made)


@transaction.atomic
def back_to_standard(*, by: Actor, at: datetime, member_id: str, kind: str, language: str, version: int) -> None:
    """The own ones stay among the versions."""
    place = _for_change(by, member_id, kind, language, version)
    if place.old is None:
        raise Stale(_("Standardteksten er i bruk allerede."))
    _end(place.old, by, at)
    record(by=by, at=at, acts=[_act("letter_template_dropped", place.old)])


def layout_in(content: bytes) -> Layout:
    """Raises TemplateBroken."""
    try:
        return read_layout(content, names=names_of_fields(in_words=False), limits=layout_limits())
    except NotFit as error:
        raise unfit_file(error) from None
    except Broken as error:
        raise TemplateBroken("layout", str(broken_wording(error, _language(), in_head=True))) from None


@dataclass(frozen=True, slots=True)
class _Place:
    member: Member
    kind: str
    language: str
    old: LetterTemplate | None


def _for_change(by: Actor, member_id: str, kind: str, language: str, version: int) -> _Place:
    """The member's row is locked: of two that save at once the second is told."""
    member = member_of_templates(by, member_id)
    stop_if(permissions.edit_templates(by, member.pk))
    if kind not in letter_kinds() or language not in LANGUAGES:
        raise NotVisible
    list(Member.objects.select_for_update(no_key=True).filter(pk=member.pk).values_list("pk"))
    old = in_use(member.pk, kind, language)
    if (old.version if old else 0) != version:
        raise Stale
    return _Place(member, kind, language, old)


def _stop_if_broken(kind: str, subject: str, body: str) -> None:
    if len(subject) > LONGEST_NAME:
        raise TemplateBroken("subject", _("Overskriften er for lang."))
    try:
        wording_of(kind, subject, body)
    except Broken as error:
        raise broken_wording(error, _language()) from None


def _try(at: _Place, layout: Layout) -> None:
    """What is written from it can be read again, or it is damaged in a way that reading it did not show."""
    sheet = example_sheet(at.member, at.kind, at.language, layout.subject, layout.body)
    layout_in(word_of(sheet, layout))


def _next(
    by: Actor, at: datetime, where: _Place, words: tuple[str, str], layout: LetterTemplate | None
) -> LetterTemplate:
    if where.old is not None:
        _end(where.old, by, at)
    same = {"member": where.member, "kind": where.kind, "language": where.language}
    before = LetterTemplate.objects.filter(**same).first()
    made = LetterTemplate(
        version=(before.version if before else 0) + 1, subject=words[0], body=words[1], made_at=at,
        made_by_id=by.person_id, **same,
    )  # fmt: skip
    if layout is not None:
        made.layout_sha256, made.layout_size = layout.layout_sha256, layout.layout_size
        made.layout_name = layout.layout_name
    made.save()
    record(by=by, at=at, acts=[_act("letter_template_saved", made)])
    return made


def _end(one: LetterTemplate, by: Actor, at: datetime) -> None:
    one.in_use, one.ended_at, one.ended_by_id = False, at, by.person_id
    one.save(update_fields=["in_use", "ended_at", "ended_by_id"])


def _act(verb: str, one: LetterTemplate) -> Act:
    told = {"kind": one.kind, "language": one.language, "version": one.version, "layout": one.layout_sha256}
    return Act(verb, one.public_id, one.member_id, changes=told)


def _name(file_name: str) -> str:
    return " ".join(storable(file_name).split())[:LONGEST_NAME]


def _language() -> str:
    return get_language() or "nb"
