"""The one place that computes who sees a memo and its passages, from their audiences and what the memo is linked to."""

from collections.abc import Iterator

from django.db import transaction

from aktsom.core.wall import lowered
from aktsom.sharing.audiences import Audience, keys_carried, narrower
from aktsom.sharing.recomputing import Checked
from aktsom.teams.models import Memo, MemoPassage

Part = Memo | MemoPassage


def recompute(memo: Memo) -> int:
    """Write the keys anew where they differ; returns how many did. The memo is locked by the caller. Also of passages
    that the actor does not see, and of one that it takes out of its own sight."""
    with lowered():
        differing = list(differences(memo))
        for part, keys in differing:
            part.seen_by = keys
            part.save(update_fields=["seen_by"])
    return len(differing)


def check_all(*, mend: bool = False) -> Checked:
    """Every memo, one lock at a time. What differs was written past the actions, or by an older rule."""
    found = Checked()
    for id_ in Memo.objects.order_by("id").values_list("id", flat=True).iterator():
        with transaction.atomic():
            memo = Memo.objects.select_for_update().filter(pk=id_).first()
            if memo is None:
                continue
            found.parts += 1 + memo.passages.count()
            found.add(differences(memo))
            if mend:
                recompute(memo)
    return found


def differences(memo: Memo) -> Iterator[tuple[Part, frozenset[int]]]:
    """Each part of the memo whose keys are not what they should be, with what they should be."""
    linked = list(memo.links.values_list("member_id", flat=True))
    keys = keys_of(memo, linked)
    if memo.seen_by != keys:
        yield memo, keys
    for passage in memo.passages.all():
        keys = keys_of_passage(memo, passage, linked)
        if passage.seen_by != keys:
            yield passage, keys


def keys_of(memo: Memo, linked: list[int], audience: Audience | None = None) -> frozenset[int]:
    """Of the title; `audience` is another than it has, to see what a release would add."""
    return keys_carried(
        audience or Audience(memo.audience),
        owner_id=memo.owner_id,
        author_id=memo.author_id,
        team_id=memo.team_id,
        linked_ids=linked,
        supplier_id=memo.supplier_id if memo.supplier_shown_at else None,
    )


def keys_of_passage(
    memo: Memo, passage: MemoPassage, linked: list[int], audience: Audience | None = None
) -> frozenset[int]:
    """Reckoned with the memo's owner, not the passage's own: a body that only wrote a passage sees it by its people's
    seats, so that a colleague's new passage opens no other."""
    shown = memo.supplier_shown_at and passage.supplier_shown_at
    return keys_carried(
        audience or narrower(Audience(memo.audience), Audience(passage.audience)),
        owner_id=memo.owner_id,
        author_id=passage.author_id,
        team_id=memo.team_id,
        linked_ids=linked,
        supplier_id=memo.supplier_id if shown else None,
    )
