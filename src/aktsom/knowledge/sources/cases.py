"""Follow-ups, findings, memos and evidence, as the search finds them. Signals are not among them: what somebody wrote
in confidence is opened from its own list alone."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.findings.models import Finding
from aktsom.findings.queries.findings import findings_for
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.follow_up.queries.planning import follow_ups_for
from aktsom.knowledge.found_kinds import FoundKind
from aktsom.knowledge.sources.base import Read, Source, Told, covered_keys, in_order
from aktsom.sharing.audiences import NETWORK_KEY, member_key, team_key
from aktsom.teams.models import Memo, MemoPassage
from aktsom.teams.queries.memos import rows_of


def _every_follow_up(after: str) -> Iterator[str]:
    return in_order(FollowUp.objects.all(), after)


def _tell_follow_ups(ids: Collection[str]) -> Iterator[Told]:
    for one in FollowUp.objects.filter(public_id__in=ids).select_related("supplier"):
        runner = team_key(one.team_id) if one.team_id else member_key(one.member_id or 0)
        keys = frozenset({runner, NETWORK_KEY} if one.announced_at else {runner})
        at = one.ended_at or one.announced_at or one.made_at
        yield Told(FoundKind.FOLLOW_UP, one.public_id, one.supplier.name, group_words(one.group_id), keys, at)


def _read_follow_ups(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    for one in follow_ups_for(viewer).filter(public_id__in=ids):
        own = one.team_id in viewer.team_ids or one.member_id in viewer.member_ids
        text = group_words(one.group_id)
        yield Read(FoundKind.FOLLOW_UP, one.public_id, one.supplier.name, text, own, one.made_at, one)


def group_words(group_id: str) -> str:
    group = current_catalogue().group.get(group_id)
    return f"{group.name.nb} {group.name.nn} {group.name.en}" if group else ""


def _every_finding(after: str) -> Iterator[str]:
    return in_order(Finding.objects.all(), after)


def _tell_findings(ids: Collection[str]) -> Iterator[Told]:
    rows = list(Finding.objects.filter(public_id__in=ids))
    covered = covered_keys(one.follow_up_id for one in rows if one.shared_at)
    for one in rows:
        keys = one.seen_by | (covered[one.follow_up_id] if one.shared_at else set())
        yield Told(FoundKind.FINDING, one.public_id, one.title, f"{one.text} {one.site_name}", keys, one.written_at)


def _read_findings(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    for one in findings_for(viewer).filter(public_id__in=ids):
        own = one.team_id in viewer.team_ids or one.owner_id in viewer.member_ids
        text = f"{one.text} {one.site_name}".strip()
        yield Read(FoundKind.FINDING, one.public_id, one.title, text, own, one.written_at, one)


def _every_memo(after: str) -> Iterator[str]:
    return in_order(Memo.objects.all(), after)


def _memos_of(ids: Collection[str]) -> list[str]:
    """A passage is found as its memo."""
    of_passages = MemoPassage.objects.filter(public_id__in=ids).values_list("memo__public_id", flat=True)
    return [*{*(id_ for id_ in ids if id_.startswith("not-")), *of_passages}]


def _tell_memos(ids: Collection[str]) -> Iterator[Told]:
    """The title, and each passage as a part: whoever reads the one need not read the other."""
    for one in Memo.objects.filter(public_id__in=ids).prefetch_related("passages"):
        yield Told(FoundKind.MEMO, one.public_id, one.title, "", one.seen_by, one.written_at)
        for passage in one.passages.all():
            keys, at = passage.seen_by, passage.written_at
            yield Told(FoundKind.MEMO, one.public_id, one.title, passage.text, keys, at, part=passage.public_id)


def _read_memos(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    seen = Memo.objects.visible_to(viewer).filter(public_id__in=ids)
    texts: dict[str, list[str]] = defaultdict(list)
    passages = MemoPassage.objects.visible_to(viewer).filter(memo__public_id__in=ids)
    for memo_id, text in passages.order_by("memo_id", "position").values_list("memo__public_id", "text"):
        texts[memo_id].append(text)
    for row in rows_of(seen)[0]:
        text = "\n".join(texts[row.public_id])
        yield Read(FoundKind.MEMO, row.public_id, row.title, text, False, row.written_at, row)


def _every_file(after: str) -> Iterator[str]:
    return in_order(Evidence.objects.all(), after)


def _tell_evidence(ids: Collection[str]) -> Iterator[Told]:
    for one in Evidence.objects.filter(public_id__in=ids, replaced_by__isnull=True):
        yield Told(FoundKind.EVIDENCE, one.public_id, one.title, one.file_name, one.seen_by, one.uploaded_at)


def _read_evidence(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    rows = Evidence.objects.visible_to(viewer).filter(public_id__in=ids).select_related("supplier", "owner")
    for one in rows:
        own = one.owner_id in viewer.member_ids
        yield Read(FoundKind.EVIDENCE, one.public_id, one.title, one.file_name, own, one.uploaded_at, one)


FOLLOW_UPS = Source(("fol",), (FoundKind.FOLLOW_UP,), _every_follow_up, _tell_follow_ups, _read_follow_ups)
FINDINGS = Source(("fnd",), (FoundKind.FINDING,), _every_finding, _tell_findings, _read_findings)
MEMOS = Source(("not", "pas"), (FoundKind.MEMO,), _every_memo, _tell_memos, _read_memos, _memos_of)
EVIDENCE = Source(("evd",), (FoundKind.EVIDENCE,), _every_file, _tell_evidence, _read_evidence)
