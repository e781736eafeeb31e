"""Who sees a memo: buyers linked and unlinked, the supplier shown, parts released and taken back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, stop_if
from aktsom.core.journal import record
from aktsom.sharing.audiences import Audience
from aktsom.sharing.models import Release
from aktsom.sharing.releasing import HOLDS, SHORTEST_REASON, Hold, release_refusal
from aktsom.teams.actions.memo_loading import memo_for_change, told
from aktsom.teams.actions.narrowing import narrow
from aktsom.teams.actions.seen_by import Part, recompute
from aktsom.teams.models import Memo, MemoLink, MemoPassage
from aktsom.teams.permissions import memos as permissions
from aktsom.teams.queries.buyers import linkable
from aktsom.teams.queries.release_facts import facts_of_passage, facts_of_title


@transaction.atomic
def release_passages(
    *, by: Actor, at: datetime, memo_id: str, revision: int, passage_ids: Collection[str], to: Audience, reason: str
) -> list[Release]:
    """Let passages out to a wider audience, each by its own rules, all or none. The title goes along where it is
    narrower: nobody can read a passage of a memo that does not exist for them."""
    memo = memo_for_change(by, memo_id, revision)
    passages = _passages(by, memo, passage_ids)
    parts: list[Part] = [*passages] if Audience(memo.audience).width >= to.width else [memo, *passages]
    return _release(memo, parts, to, by=by, at=at, reason=reason)


@transaction.atomic
def release_title(*, by: Actor, at: datetime, memo_id: str, revision: int, to: Audience, reason: str) -> list[Release]:
    memo = memo_for_change(by, memo_id, revision)
    return _release(memo, [memo], to, by=by, at=at, reason=reason)


@transaction.atomic
def withdraw_release(*, by: Actor, at: datetime, memo_id: str, release_id: str, reason: str) -> Release:
    """Back to where it stood before the release. With a title go the passages that stand wider. The decision and its
    withdrawal are both kept; what has been read cannot be unread."""
    memo = memo_for_change(by, memo_id)
    stop_if(permissions.write(by, memo.team_id))
    release = Release.objects.filter(public_id=release_id, withdraws__isnull=True).first()
    parts = _part_of(by, memo, release.subject) if release else []
    if release is None or not parts:
        raise NotVisible
    to = Audience(release.before)
    if Audience(parts[0].audience).width <= to.width or Release.objects.filter(withdraws=release).exists():
        stop_if(Refusal(_("Dette er allerede trukket tilbake.")))
    acts = narrow(memo, parts, to, by=by, at=at, reason=_told_reason(reason), withdraws=release)
    memo.revision += 1
    memo.save(update_fields=["revision"])
    recompute(memo)
    record(by=by, at=at, acts=[told(by, memo, "release_withdrawn", release.public_id), *acts])
    return Release.objects.get(withdraws=release, subject=release.subject)


@transaction.atomic
def show_to_supplier(
    *, by: Actor, at: datetime, memo_id: str, revision: int, passage_ids: Collection[str] = ()
) -> Memo:
    """The supplier sees the title and these passages, and its days to answer run from now."""
    memo = memo_for_change(by, memo_id, revision)
    passages = _passages(by, memo, passage_ids)
    stop_if(show_refusal(by, memo))
    if any(passage.audience == Audience.WORKER_PROTECTED for passage in passages):
        stop_if(Refusal(_("Det som bare lederne ser, kan ikke vises til leverandøren.")))
    every: list[Part] = [memo, *passages]
    parts = [part for part in every if part.supplier_shown_at is None]
    if not parts:
        stop_if(Refusal(_("Leverandøren har sett dette allerede.")))
    for part in parts:
        part.supplier_shown_at = at
        part.save(update_fields=["supplier_shown_at"])
    memo.revision += 1
    memo.save(update_fields=["revision"])
    recompute(memo)
    record(by=by, at=at, acts=[told(by, memo, "shown_to_supplier", part.public_id) for part in parts])
    return memo


def show_refusal(by: Actor, memo: Memo) -> Refusal | None:
    if refusal := permissions.release(by, memo.team_id):
        return refusal
    if memo.endangers_workers:
        return Refusal(HOLDS[Hold.ENDANGERS_WORKERS])
    return None if memo.supplier_id else Refusal(_("Notatet gjelder ingen leverandør."))


@transaction.atomic
def link_buyers(
    *, by: Actor, at: datetime, memo_id: str, revision: int, member_ids: Collection[str], reason: str = ""
) -> Memo:
    """More buyers that the memo concerns. Where something of it already stands with the linked buyers these get to see
    it: that is a release, decided as one."""
    memo = memo_for_change(by, memo_id, revision)
    stop_if(permissions.write(by, memo.team_id))
    known = set(memo.links.values_list("member_id", flat=True))
    chosen = [one for one in linkable(by, memo, timezone.localdate(at)) if one.public_id in set(member_ids)]
    added = [one for one in chosen if one.id not in known]
    if not added:
        return memo
    every: list[Part] = [memo, *memo.passages.all()]
    out = [part for part in every if Audience(part.audience).width >= _LINKED.width]
    if out:
        stop_if(permissions.release(by, memo.team_id))
        stop_if(Refusal(HOLDS[Hold.ENDANGERS_WORKERS]) if memo.endangers_workers else None)
        kept = _told_reason(reason)
        Release.objects.bulk_create(
            _decision(memo, part, Audience(part.audience), by=by, at=at, reason=kept) for part in out
        )
    MemoLink.objects.bulk_create(MemoLink(memo=memo, member=one) for one in added)
    _linked_anew(memo)
    record(by=by, at=at, acts=[told(by, memo, "buyers_linked", memo.public_id, members=[one.id for one in added])])
    return memo


@transaction.atomic
def unlink_buyers(*, by: Actor, at: datetime, memo_id: str, revision: int, member_ids: Collection[str]) -> Memo:
    memo = memo_for_change(by, memo_id, revision)
    stop_if(permissions.write(by, memo.team_id))
    links = memo.links.filter(member__public_id__in=list(member_ids))
    taken = sorted(links.values_list("member_id", flat=True))
    if not taken:
        return memo
    links.delete()
    _linked_anew(memo)
    record(by=by, at=at, acts=[told(by, memo, "buyers_unlinked", memo.public_id, members=taken)])
    return memo


_LINKED = Audience.LINKED_BUYERS


def _release(memo: Memo, parts: Sequence[Part], to: Audience, *, by: Actor, at: datetime, reason: str) -> list[Release]:
    stop_if(permissions.release(by, memo.team_id))
    reason, today = storable(reason).strip(), timezone.localdate(at)
    for part in parts:
        facts = (
            facts_of_title(memo, today, reason)
            if isinstance(part, Memo)
            else facts_of_passage(memo, part, today, reason)
        )
        stop_if(release_refusal(facts, to))
    releases = [_decision(memo, part, to, by=by, at=at, reason=reason) for part in parts]
    Release.objects.bulk_create(releases)
    acts = []
    for part, release in zip(parts, releases, strict=True):
        acts.append(told(by, memo, "released", part.public_id, audience=[part.audience, to], release=release.public_id))
        part.audience = to
        part.save(update_fields=["audience"])
    memo.revision += 1
    memo.save(update_fields=["revision"])
    recompute(memo)
    record(by=by, at=at, acts=acts)
    return releases


def _decision(memo: Memo, part: Part, to: Audience, *, by: Actor, at: datetime, reason: str) -> Release:
    return Release(
        subject=part.public_id,
        owner_id=memo.owner_id,
        before=part.audience,
        after=to,
        reason=reason,
        at=at,
        person_id=by.person_id,
    )


def _passages(by: Actor, memo: Memo, passage_ids: Collection[str]) -> list[MemoPassage]:
    """Raises NotVisible when one of them is not there for the actor."""
    found = list(MemoPassage.objects.visible_to(by).filter(memo=memo, public_id__in=list(passage_ids)))
    if len(found) != len(set(passage_ids)):
        raise NotVisible
    return found


def _part_of(by: Actor, memo: Memo, subject: str) -> list[Part]:
    if subject == memo.public_id:
        return [memo, *memo.passages.all()]
    return [*_passages(by, memo, [subject])] if memo.passages.filter(public_id=subject).exists() else []


def _told_reason(reason: str) -> str:
    reason = storable(reason).strip()
    if len(reason) < SHORTEST_REASON:
        stop_if(Refusal(_("Skriv kort hvorfor, så andre forstår det senere.")))
    return reason


def _linked_anew(memo: Memo) -> None:
    memo.revision += 1
    memo.save(update_fields=["revision"])
    recompute(memo)
