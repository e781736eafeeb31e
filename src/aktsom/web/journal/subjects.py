"""What the acts of a page were done to: by name and with a way there where the viewer may see it, else by its id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from aktsom.contracts.queries import own_contracts
from aktsom.core.actor import Actor
from aktsom.knowledge.queries.articles import titles_of_articles
from aktsom.members.queries.journal import names_of
from aktsom.suppliers.queries.suppliers import names_of as supplier_names
from aktsom.teams.queries.naming import groups_of_teams, titles_of_mandates, titles_of_memos
from aktsom.web.mandates.words import team_names


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    href: str = ""


_PAGES = {
    "con": "contracts_contract",
    "sup": "suppliers_supplier",
    "mem": "organisation_member",
    "tea": "teams_team",
    "man": "mandates_mandate",
    "not": "memos_memo",
    "kun": "knowledge_article",
}


def subjects(viewer: Actor, public_ids: Iterable[str]) -> dict[str, Subject]:
    """One question a kind, whatever the number of rows."""
    by_kind: dict[str, set[str]] = {}
    for public_id in public_ids:
        by_kind.setdefault(public_id.partition("-")[0], set()).add(public_id)
    named: dict[str, str] = {}
    if contracts := by_kind.get("con"):
        named |= dict(own_contracts(viewer).filter(public_id__in=contracts).values_list("public_id", "title"))
    if suppliers := by_kind.get("sup"):
        named |= supplier_names(suppliers)
    if bodies := by_kind.get("mem", set()) | by_kind.get("per", set()):
        named |= names_of(viewer, bodies)
    if articles := by_kind.get("kun"):
        named |= titles_of_articles(viewer, articles)
    named |= _of_teams(viewer, by_kind)
    return {
        public_id: Subject(named[public_id], _address(public_id)) if public_id in named else Subject(public_id)
        for ids in by_kind.values()
        for public_id in ids
    }


def _of_teams(viewer: Actor, by_kind: Mapping[str, set[str]]) -> dict[str, str]:
    named: dict[str, str] = {}
    if teams := by_kind.get("tea"):
        name = team_names()
        named |= {public_id: name(group) for public_id, group in groups_of_teams(viewer, teams).items()}
    if mandates := by_kind.get("man"):
        named |= titles_of_mandates(viewer, mandates)
    if memos := by_kind.get("not"):
        named |= titles_of_memos(viewer, memos)
    return named


def _address(public_id: str) -> str:
    page = _PAGES.get(public_id.partition("-")[0])
    return reverse(page, kwargs={"public_id": public_id}) if page else ""
