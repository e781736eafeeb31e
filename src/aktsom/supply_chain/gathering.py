"""The links of the tables as the walk takes them. The tables are the truth; all of this can be thrown away.

Nodes are places and companies alone. Countries, materials and products are looked up where a walk begins, contracts and
members where it ends: so they are as the tables have them, and nothing above this area has to tell of a change.
Records judged to be one lead to each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Q

from aktsom.sharing.audiences import NETWORK_KEY
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.audience_codes import AudienceCodes
from aktsom.supply_chain.models import ChainLink, Site
from aktsom.supply_chain.reach import Confidence as Sure
from aktsom.supply_chain.reach import Edges, Kind, Pairs, pack, unpack
from aktsom.supply_chain.states import Confidence

Pair = tuple[int, int]
Row = tuple[int, int, int, int]  # source, target, audience's code, confidence
BATCH = 500
_READ_AT_ONCE = 20_000
_SURE = {
    Confidence.DECLARED: Sure.DECLARED,
    Confidence.DOCUMENTED: Sure.DOCUMENTED,
    Confidence.VERIFIED: Sure.VERIFIED,
}
_COLUMNS = ("from_site_id", "from_supplier_id", "to_site_id", "to_supplier_id", "seen_by", "confidence")


def standing(day: date, prefix: str = "") -> Q:
    """Links that count on a day: not taken back, and within their days."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    lasts = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    return Q(**{f"{prefix}ended_at__isnull": True}) & begun & lasts


def node(site_id: int | None, supplier_id: int | None) -> int:
    if site_id is not None:
        return pack(Kind.SITE, site_id)
    if supplier_id is None:
        raise ValueError("an end of a link is a place or a company")
    return pack(Kind.SUPPLIER, supplier_id)


def all_edges(day: date, codes: AudienceCodes) -> Edges:
    """Some seconds a million links, most of it to read them."""
    links = ChainLink.objects.filter(standing(day)).values_list(*_COLUMNS).order_by()
    return Edges.rows(_chained(links.iterator(_READ_AT_ONCE), codes))


def _chained(links: Iterable[tuple[object, ...]], codes: AudienceCodes) -> Iterator[Row]:
    yield from (_row(link, codes) for link in links)
    for kind, model in ((Kind.SUPPLIER, Supplier), (Kind.SITE, Site)):
        joined = model.objects.filter(same_as__isnull=False).values_list("id", "same_as_id").order_by()
        for one, oldest in joined.iterator(_READ_AT_ONCE):
            yield from _both_ways(pack(kind, one), pack(kind, oldest), codes)


def _row(link: tuple[object, ...], codes: AudienceCodes) -> Row:
    from_site, from_supplier, to_site, to_supplier, keys, confidence = link
    # Columns as the database gives them, each of its type.
    source, target = node(from_site, from_supplier), node(to_site, to_supplier)  # type: ignore[arg-type]
    # Columns as the database gives them, each of its type.
    return source, target, codes.code(keys), int(_SURE[Confidence(str(confidence))])  # type: ignore[arg-type]


def _both_ways(one: int, other: int, codes: AudienceCodes) -> Iterator[Row]:
    """That two records are one is a fact of the network, and puts no way in doubt."""
    code = codes.code({NETWORK_KEY})
    yield one, other, code, int(Sure.VERIFIED)
    yield other, one, code, int(Sure.VERIFIED)


def edges_of_pairs(pairs: Collection[Pair], day: date, codes: AudienceCodes) -> tuple[Edges, Pairs]:
    """All that holds now between each of these pairs, either way; and the pairs, for those that hold nothing."""
    wanted = {*pairs, *((target, source) for source, target in pairs)}
    rows: list[Row] = []
    for some in _batches(sorted({source for source, _ in wanted})):
        kinds: dict[Kind, list[int]] = {Kind.SITE: [], Kind.SUPPLIER: []}
        for key in some:
            kind, id_ = unpack(key)
            kinds[kind].append(id_)
        ends = Q(from_site_id__in=kinds[Kind.SITE]) | Q(from_supplier_id__in=kinds[Kind.SUPPLIER])
        links = ChainLink.objects.filter(standing(day)).filter(ends).values_list(*_COLUMNS).order_by()
        rows += [row for link in links if (row := _row(link, codes))[:2] in wanted]
        for kind, model in ((Kind.SUPPLIER, Supplier), (Kind.SITE, Site)):
            joined = model.objects.filter(id__in=kinds[kind], same_as__isnull=False).values_list("id", "same_as_id")
            for one, oldest in joined.order_by():
                both = _both_ways(pack(kind, one), pack(kind, oldest), codes)
                rows += [row for row in both if row[:2] in wanted]
    return Edges.rows(rows), Pairs.of(sorted(wanted))


def pairs_that_turned(day: date, other: date) -> list[Pair]:
    """Of links that count on one of two days and not on the other, without anybody having written anything."""
    early, late = sorted((day, other))
    turned = Q(valid_from__gt=early, valid_from__lte=late) | Q(valid_to__gte=early, valid_to__lt=late)
    links = ChainLink.objects.filter(turned, ended_at__isnull=True).values_list(*_COLUMNS[:4]).order_by()
    return [(node(a, b), node(c, d)) for a, b, c, d in links]


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
