"""A change of colour is written down on the day it comes: by what people do, and by days that pass."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from aktsom.core.wall import lowered
from aktsom.findings.models import ColourChange, Finding, Publication
from aktsom.findings.queries.corrections import colours_of
from aktsom.findings.queries.findings import term_sets_of
from aktsom.findings.queries.outdated import differs
from aktsom.findings.rules.colour import Colour
from aktsom.findings.states import COUNTS, FindingKind, VersionState
from aktsom.follow_up.methods import runner_keys, supplier_keys
from aktsom.follow_up.models import Conclusion, FollowUp
from aktsom.follow_up.queries.planning import buying
from aktsom.follow_up.states import TOLD
from aktsom.follow_up.telling import tell
from aktsom.sharing.audiences import member_key


def lock(follow_up_id: int) -> FollowUp:
    """What is done with findings and plans of one follow-up is done one thing after the other, as each may change its
    colour; before any of them is locked."""
    with lowered():  # the supplier does not see the follow-up
        rows = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related("team", "supplier")
        return rows.get(pk=follow_up_id)


@transaction.atomic
def note_colours(follow_up_id: int, at: datetime) -> int:
    """Under each term set of its contracts; returns how many changed. For those who follow up, the supplier, and all
    who buy from it in the category: what was found is about performance under their contracts."""
    today = timezone.localdate(at)
    with lowered():  # whoever acts need not see the others who buy, nor the supplier the follow-up
        one = lock(follow_up_id)
        keys = runner_keys(one) | supplier_keys(one)
        covered = one.covered.filter(left_at__isnull=True)
        for rows in (buying(one, today), covered):
            keys |= {member_key(id_) for id_ in rows.values_list("member_id", flat=True)}
        newest = {row.term_set_id: row for row in ColourChange.objects.filter(follow_up=one).order_by("id")}
        made = []
        for code, shown in colours_of(one, term_sets_of(one.pk), today).items():
            last, flags = newest.get(code), sorted(shown.flags)
            if last is None and shown.colour == Colour.NONE:
                continue  # to be without one is no colour
            if last is None or (last.colour, last.flags) != (shown.colour, flags):
                made.append(
                    ColourChange(
                        follow_up=one, term_set_id=code, seen_by=keys, colour=shown.colour, flags=flags, since=today,
                        at=at,
                    )
                )  # fmt: skip
        ColourChange.objects.bulk_create(made)
        _tell_of_what_is_out(one, made, at)
        for row in newest.values():
            if row.seen_by != keys:
                ColourChange.objects.filter(follow_up=one, term_set_id=row.term_set_id).update(seen_by=keys)
    return len(made)


def _tell_of_what_is_out(one: FollowUp, made: Iterable[ColourChange], at: datetime) -> None:
    """Once for each change of a colour that everybody reads, to those who can correct it. What is out stays as it is
    until somebody does."""
    out = {row.term_set_id: row for row in made}
    rows = Publication.objects.filter(follow_up=one, term_set__in=out, withdrawn_at__isnull=True).order_by("id")
    for publication in rows:
        version = publication.versions.filter(state=VersionState.PUBLISHED).first()
        if version is not None and differs(version, out[publication.term_set_id]):
            tell("publication_outdated", publication.public_id, at)


def note_all(at: datetime) -> int:
    """As days pass: of every follow-up that has concluded on a point or in which a deviation stands or stood. A colour
    is written whether or not something was found: one that came on the day of a finding would tell of it."""
    concluded = Conclusion.objects.filter(superseded_at__isnull=True).exclude(method="").values("follow_up_id")
    found = Finding.objects.filter(kind=FindingKind.DEVIATION, state__in=COUNTS).values("follow_up_id")
    known = ColourChange.objects.values("follow_up_id")
    rows = FollowUp.objects.filter(Q(pk__in=concluded) | Q(pk__in=found) | Q(pk__in=known), state__in=TOLD)
    return sum(note_colours(id_, at) for id_ in rows.order_by("id").values_list("pk", flat=True))
