"""Everything behind a contract or a supplier, as a picture, a list and a table."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from aktsom.contracts import queries as contracts
from aktsom.core.errors import NotVisible
from aktsom.risk.queries.touched import members_by_place
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.gathering import node as node_of
from aktsom.supply_chain.queries.behind import Behind, Id, behind
from aktsom.supply_chain.states import Confidence, Stage
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.jinja import country_name, write_number
from aktsom.web.chain.knowledge import briefly, legend, unknown
from aktsom.web.chain.reaching import supplier_with_chain
from aktsom.web.touched import words
from aktsom.web.touched.drawing import COLUMN, HEIGHT, LEFT, WIDTH, Node, drawn, short

COUNTED = 60  # places of the table for which buyers are counted
NAMED = 4  # places in a row of what is unknown before the rest are counted
LISTED = 400  # rows of the table


@takes_part
@require_safe
def contract(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = contracts.contract(request.actor, public_id)
    if found.supplier is None:
        raise NotVisible
    supplier_with_chain(request.actor, found.supplier.public_id)
    buyer = {"name": found.member.name, "note": found.title, "href": "contracts_contract", "id": found.public_id}
    return _shown(request, found.supplier, buyer, found.title)


@takes_part
@require_safe
def supplier(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = supplier_with_chain(request.actor, public_id)
    return _shown(request, found, {"name": _("Kjøperne"), "note": "", "href": "", "id": ""}, "")


def _shown(request: SignedInRequest, found: Supplier, buyer: dict[str, str], title: str) -> HttpResponse:
    chain = behind(request.actor, found, timezone.localdate())
    opened = request.GET.getlist("apne")
    picture = drawn(chain, opened)
    rows, gaps = _rows(request, chain), _unknown_rows(chain)
    return render(
        request,
        "touched/behind.html",
        {
            "supplier": found,
            "title": title,
            "chain": chain,
            "buyer": buyer,
            "picture": picture,
            "boxes": [_box(chain, node, buyer, request.GET) for node in picture.nodes],
            "heads": [(LEFT + tier * COLUMN, _head(tier, stages)) for tier, stages in picture.columns],
            "opened": [(key, _without(request.GET, key), _opened_name(key)) for key in opened if "-" in key],
            "cover": _cover(chain),
            "rows": rows[:LISTED] + gaps,
            "deliveries": len(rows),
            "listed": LISTED,
            "legend": legend(),
            "counted": COUNTED if len(chain.deliveries) > COUNTED else 0,
            "tree": _tree(chain),
            "size": (WIDTH, HEIGHT),
            "words": words,
        },
    )


def _head(tier: int, stages: list[Stage]) -> str:
    if tier == 0:
        return _("Kjøper")
    return ", ".join(words.stage_name(stage) for stage in stages) if stages else words.stage_name(None)


def _box(chain: Behind, node: Node, buyer: dict[str, str], asked: QueryDict) -> dict[str, Any]:
    kind = "unknown" if node.unknown else node.known or Confidence.VERIFIED
    box: dict[str, Any] = {"node": node, "kind": str(kind)}
    if node.id[0] == "buyer":
        return box | {"kind": "buyer", "name": short(buyer["name"]), "note": short(buyer["note"], 24), "href": ""}
    if node.unknown:
        note = f"{words.stage_name(node.stage)}, {unknown(said=node.said)}"
        return box | {"name": words.knowledge(None), "note": briefly(said=node.said), "href": "", "label": note}
    if node.group:
        name = ngettext("%(num)s sted", "%(num)s steder", node.count) % {"num": write_number(node.count)}
        label = _("%(country)s, %(places)s: åpne") % {"country": country_name(node.country), "places": name}
        return box | {
            "name": short(country_name(node.country)),
            "note": name,
            "href": _with(asked, node.group),
            "label": label,
        }
    place = chain.places[node.id]
    where = words.place_where(place)
    label = _("%(name)s, %(where)s, %(known)s: hvem er berørt") % {
        "name": words.place_name(place),
        "where": where,
        "known": words.knowledge(node.known or Confidence.VERIFIED).lower(),
    }
    shown = {"name": short(words.place_name(place)), "note": short(where, 24), "href": words.place_address(place)}
    return box | shown | {"label": label}


def _with(asked: QueryDict, group: str) -> str:
    copy = asked.copy()
    copy.appendlist("apne", group)
    return f"?{copy.urlencode()}#bilde"


def _without(asked: QueryDict, group: str) -> str:
    copy = asked.copy()
    copy.setlist("apne", [one for one in copy.getlist("apne") if one != group])
    return f"?{copy.urlencode()}#bilde"


def _opened_name(key: str) -> str:
    return country_name(key.partition("-")[2])


def _cover(chain: Behind) -> list[dict[str, Any]]:
    """How much is known of each stage: places by their best link, and the gaps."""
    best: dict[tuple[Stage, Id], Confidence] = {}
    for one in chain.deliveries:
        key = (one.stage, one.source)
        if key not in best or best[key].strength < one.confidence.strength:
            best[key] = one.confidence
    cover = []
    for stage in reversed(Stage):
        counts = {
            known: sum(c is known for (s, _id), c in best.items() if s is stage) for known in reversed(Confidence)
        }
        unknown = sum(_reaches(gap.stage, stage) for gap in chain.gaps)
        told = [f"{write_number(n)} {words.knowledge(known).lower()}" for known, n in counts.items() if n]
        told += [f"{write_number(unknown)} {words.knowledge(None).lower()}"] if unknown else []
        parts = [(str(known), n) for known, n in counts.items() if n] + ([("unknown", unknown)] if unknown else [])
        total = sum(n for _kind, n in parts)
        cover.append({"name": words.stage_name(stage), "parts": _bars(parts, total), "text": ", ".join(told)})
    return cover


def _reaches(gap: Stage, stage: Stage) -> bool:
    return list(Stage).index(stage) <= list(Stage).index(gap)


def _bars(parts: list[tuple[str, int]], total: int) -> list[tuple[str, float, float]]:
    """(kind, x, width) of each part in a bar of 240."""
    bars, x = [], 0.0
    for kind, count in parts:
        width = 240 * count / total
        bars.append((kind, round(x + 1, 1), round(max(width - 2, 1), 1)))
        x += width
    return bars


def _rows(request: SignedInRequest, chain: Behind) -> list[dict[str, Any]]:
    nodes = {
        one.source: node_of(one.source[1], None) if one.source[0] == "site" else node_of(None, one.source[1])
        for one in chain.deliveries[:COUNTED]
    }
    buyers = members_by_place(request.actor, nodes.values(), timezone.localdate())
    return [
        {
            "stage": words.stage_name(one.stage),
            "name": words.place_name(chain.places[one.source]),
            "href": words.place_address(chain.places[one.source]),
            "material": one.material,
            "to": words.place_name(chain.places[one.target]),
            "country": country_name(chain.places[one.source].country),
            "known": one.confidence,
            "source": one.source_words,
            "by": one.said_by,
            "on": one.said_on,
            "buyers": buyers.get(nodes.get(one.source, -1)),
        }
        for one in chain.deliveries
    ]


def _unknown_rows(chain: Behind) -> list[dict[str, Any]]:
    """A row a stage, and whether the supplier says so itself: to whom nobody has said who delivers it."""
    targets: dict[tuple[Stage, bool], list[str]] = {}
    for gap in chain.gaps:
        targets.setdefault((gap.stage, gap.stage in gap.said), []).append(words.place_name(chain.places[gap.target]))
    return [
        {
            "stage": words.stage_name(stage),
            "name": f"{words.knowledge(None)}, {unknown(said=said)}",
            "to": _some(names),
            "known": None,
            "buyers": None,
        }
        for (stage, said), names in targets.items()
    ]


def _some(names: list[str]) -> str:
    listed = ", ".join(names[:NAMED])
    rest = len(names) - NAMED
    return _("%(names)s og %(num)s til") % {"names": listed, "num": write_number(rest)} if rest > 0 else listed


def _tree(chain: Behind) -> dict[str, Any]:
    """Each place once, below the first that it delivers to: the picture as a list, for small screens."""
    below: dict[Id, list[dict[str, Any]]] = {place: [] for place in chain.tiers}
    root = (chain.root.kind, chain.root.id)
    made: set[Id] = {root}
    for one in chain.deliveries:
        if one.source in made or chain.tiers[one.source] != chain.tiers[one.target] + 1:
            continue
        made.add(one.source)
        place = chain.places[one.source]
        note = ", ".join(part for part in (words.stage_name(one.stage), words.place_where(place)) if part)
        below[one.target].append(
            {
                "name": words.place_name(place),
                "note": note,
                "kind": str(one.confidence),
                "href": words.place_address(place),
                "below": below[one.source],
            }
        )
    for gap in chain.gaps:
        below[gap.target].append(
            {
                "name": f"{words.knowledge(None)}, {unknown(said=gap.stage in gap.said)}",
                "note": words.stage_name(gap.stage),
                "kind": "unknown",
                "below": [],
            }
        )
    return {"name": chain.root.name, "below": below[root]}
