"""The places told in a self-report come into the supplier's chain, where they are places and links like all others."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError
from aktsom.core.outbox import handles
from aktsom.follow_up.actions.submitting import SITES_TOLD
from aktsom.follow_up.models import Submission
from aktsom.follow_up.queries.answers import questions_of
from aktsom.interop.chains.products import known_products
from aktsom.interop.chains.rows import understood
from aktsom.interop.chains.words import folded
from aktsom.members.models import Person
from aktsom.supply_chain.actions.declaring import ReadRow, save_rows, start_declaration
from aktsom.supply_chain.actions.submitting import submit_declaration
from aktsom.supply_chain.models import Declaration, DeclarationRow
from aktsom.teams.queries import actor_of

log = logging.getLogger(__name__)
PLACES = frozenset({"tier", "site_name"})  # the columns of a list of places
FIELD_OF = {"tier": "stage", "site_name": "name", "address": "address", "country": "country", "process": "processes"}


@handles(SITES_TOLD)
def take_into_chain(payload: dict[str, Any]) -> None:
    """In the name of who handed the self-report in. A place marked as a trade secret stays out: more people read a
    chain. The chain is sent on at once where nothing else was being written in it and no row is wrong; else the rows
    wait there for the supplier to see over."""
    made = Submission.objects.select_related("self_report__supplier", "self_report__edition").get(
        public_id=payload["submission"]
    )
    person = Person.objects.filter(pk=made.person_id or 0, is_active=True).first()
    rows = list(_rows(made))
    if person is None or not rows:
        return
    try:
        with transaction.atomic():
            _taken_in(actor_of(person), made, rows)
    except DomainError as why:  # nobody would read it, or the chain is full: the self-report has it all
        log.info("places of %s stay in the self-report: %s", made.public_id, type(why).__name__)


def _rows(made: Submission) -> Iterable[ReadRow]:
    lists = [one.code for one in questions_of(made.self_report.edition).asked if set(one.columns) >= PLACES]
    for code in lists:
        for row in made.content["answers"].get(code, {}).get("rows", ()):
            words = {FIELD_OF[name]: text for name, text in row.items() if name in FIELD_OF and text}
            if words and not any("[[" in text for text in words.values()):
                yield understood(words, known_products())


def _taken_in(by: Actor, made: Submission, rows: list[ReadRow]) -> None:
    supplier = made.self_report.supplier
    last = Declaration.objects.filter(supplier=supplier).order_by("-version").first()
    there = {_mark(row.words) for row in DeclarationRow.objects.filter(declaration=last)}
    new = [row for row in rows if _mark(row.words) not in there]
    if not new:
        return
    draft = start_declaration(by=by, at=made.at, supplier_id=supplier.public_id)
    save_rows(by=by, at=made.at, declaration_id=draft.public_id, rows=new, once=True)
    draft.refresh_from_db()
    blocked = any(problem["blocks"] for row in draft.rows.all() for problem in row.problems)
    if draft != last and not blocked:
        submit_declaration(by=by, at=made.at, declaration_id=draft.public_id, revision=draft.revision)


def _mark(words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(folded(words.get(name, "")) for name in ("stage", "name", "country"))
