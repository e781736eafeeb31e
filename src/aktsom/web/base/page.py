"""What the frame around every page shows: who I am, for whom I act, language, theme, rooms."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest
from django.urls import reverse

from aktsom.core.actor import Actor
from aktsom.members.queries.organisations import reached_names
from aktsom.members.roles import Permission, permissions_of
from aktsom.sharing.viewing import sees_network

THEMES = ("auto", "light", "dark")

# Key, the address's name and the permission that opens the room. A room is listed here from the day it holds something.
ROOMS: tuple[tuple[str, str, Permission | None], ...] = (
    ("home", "home", None),
    ("contracts", "contracts_list", Permission.READ_REGISTER),
    ("categories", "categories_list", Permission.READ_NETWORK),
    ("suppliers", "suppliers_list", Permission.READ_NETWORK),
    ("cases", "cases_list", Permission.READ_NETWORK),
    ("effect", "effect_home", Permission.READ_NETWORK),
    ("network", "network_overview", Permission.KEEP_NETWORK),
    ("catalogue", "catalogue_browse", Permission.KEEP_CATALOGUE),
    ("organisation", "organisation_mine", Permission.KEEP_PEOPLE),
    ("organisation", "organisation_members", Permission.KEEP_NETWORK),
)
# Pages that stand in another room than their address says.
WITHIN = {
    "teams": "categories",
    "knowledge": "categories",
    "mandates": "contracts",
    "memos": "cases",
    "planner": "network",
    "journal": "organisation",
    "account": "home",
    "touched": "suppliers",
    "questionnaires": "catalogue",
    "meetings": "cases",
    "reviews": "cases",
    "audits": "cases",
    "packages": "cases",
    "archive": "cases",
    "access": "cases",
    "plans": "findings",
    "evidence": "suppliers",
    "answers": "home",
    "signals": "cases",
    "inquiries": "cases",
    "letters": "cases",
    "letter": "organisation",  # the templates of letters
    "sanctions": "cases",
    "steps": "cases",
    "followed": "home",
    "effort": "effect",
    "reports": "effect",
    "notices": "home",
    "clauses": "categories",
    "requirements": "categories",
    "competence": "categories",
}


@dataclass(frozen=True, slots=True)
class Room:
    key: str
    href: str
    count: int | None = None


def page(request: HttpRequest) -> dict[str, Any]:
    actor: Actor | None = getattr(request, "actor", None)
    user = getattr(request, "user", None)
    match = request.resolver_match
    theme = request.COOKIES.get("theme", "auto")
    return {
        "page": {
            "actor": actor,
            "initials": initials(actor.name) if actor else "",
            "member": getattr(user, "home", None) if actor else None,
            "has_organisation": actor is not None and sees_network(actor),
            "has_archive": actor is not None and Permission.READ_REGISTER in permissions_of(actor.roles),
            "acting": acting(request, actor) if actor else None,
            "language": getattr(request, "LANGUAGE_CODE", "nb"),
            "theme": theme if theme in THEMES else "auto",
            "room": room_of(request, actor),
            "rooms": rooms(actor) if actor else [],
            "path": path_to_return_to(request),
            "warned": getattr(request, "warned", None),
            "query": request.GET.get("q", "") if match and match.url_name == "search" else "",
        }
    }


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom the person acts: one member, or all that it reaches (`member` empty). `choices` are (public id, name),
    none where there is nothing to choose between."""

    member: str
    name: str
    count: int
    choices: list[tuple[str, str]]


def acting(request: HttpRequest, actor: Actor) -> Acting | None:
    """Nothing for somebody who acts for no member, such as a supplier's people."""
    reached: frozenset[int] = getattr(request, "reached", frozenset())
    if len(reached) < 2:
        home = getattr(request.user, "home", None)
        return Acting(home.public_id, home.name, 1, []) if home else None
    choices, now = reached_names(reached), {id_ for id_, _ in actor.held}
    if len(now) < len(reached):
        [(public_id, name)] = reached_names(now)
        return Acting(public_id, name, len(reached), choices)
    return Acting("", "", len(reached), choices)


def rooms(actor: Actor) -> list[Room]:
    """The rooms that hold something for the person; the others are not shown at all rather than shown empty. A room
    with several doors has the first that opens."""
    may = permissions_of(actor.roles)
    open_ = {key: name for key, name, needed in reversed(ROOMS) if needed is None or needed in may}
    found = [Room(key, reverse(open_[key])) for key in dict.fromkeys(key for key, _, _ in ROOMS) if key in open_]
    if not actor.supplier_ids:
        return found
    of_supplier = [Room("chain", reverse("chain_home"))]
    if Permission.READ_NETWORK not in may:  # who buys as well has them among the cases
        of_supplier.append(Room("findings", reverse("findings_board")))
    return [*found, *of_supplier]


def room_of(request: HttpRequest, actor: Actor | None) -> str:
    """The lit room: the first word of the address's name. Who has no room for the catalogue reads it in Categories, and
    suppliers and auditors have what they are asked for at Home."""
    match = request.resolver_match
    room = (match.url_name or "").split("_")[0] if match else ""
    room = WITHIN.get(room, room)
    if room == "publications":
        room = "network" if actor and Permission.KEEP_NETWORK in permissions_of(actor.roles) else "cases"
    if room == "catalogue" and actor and Permission.KEEP_CATALOGUE not in permissions_of(actor.roles):
        return "categories"
    if room == "findings" and actor and Permission.READ_NETWORK in permissions_of(actor.roles):
        return "cases"
    if room == "chain" and not (actor and actor.supplier_ids):
        return "suppliers"
    if room in ("cases", "suppliers") and actor and Permission.READ_NETWORK not in permissions_of(actor.roles):
        return "home"
    return room


def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def page_before(request: HttpRequest) -> str:
    """The page of ours that led here, with its query; empty when nobody says, or when it is none of ours."""
    came = urlsplit(request.headers.get("Referer", ""))
    ours = came.netloc == request.get_host() and came.path.startswith("/") and not came.path.startswith("//")
    return urlunsplit(("", "", came.path, came.query, "")) if ours else ""


def path_to_return_to(request: HttpRequest) -> str:
    """Where a switch of language or theme leads back to: this page, unless it only exists as the answer to a form."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else request.path
