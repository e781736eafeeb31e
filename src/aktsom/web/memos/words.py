"""Memos in words: their strip, their story, and what a warning or a rule says."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.sharing.audiences import Audience
from aktsom.sharing.grounds import secrecy_grounds
from aktsom.sharing.releasing import HOLDS, Hold
from aktsom.teams.queries.memos import MemoRow, MemoView
from aktsom.teams.queries.release_preview import HeldBack
from aktsom.web.base.audience import audience_name, audience_sentence, who_sees
from aktsom.web.base.jinja import by_language, write_date


def group_name(group_id: str) -> str:
    group = current_catalogue().group.get(group_id)
    return group.name.in_language(translation.get_language() or "nb") if group else group_id


def ground_words(code: str) -> str:
    """ "forvaltningsloven § 13 første ledd nr. 2 (drifts- og forretningsforhold)"; nothing for none."""
    ground = secrecy_grounds().get(code)
    return f"{ground.legal_reference} ({by_language(ground, 'name')})" if ground else ""


def part_name(number: int) -> str:
    return _("avsnitt %(number)s") % {"number": number} if number else _("tittelen")


def strip_of(view: MemoView) -> list[tuple[str, str]]:
    parts = {part_name(0): view.audience} | {part_name(passage.number): passage.audience for passage in view.passages}
    return who_sees(parts, _shown(view) if view.reads_case and view.supplier else None)


def _shown(view: MemoView) -> tuple[str, list[str]]:
    seen = [part_name(0)] if view.shown_on else []
    seen += [part_name(one.number) for one in view.passages if view.shown_on and one.shown_on]
    return (view.supplier.name if view.supplier else "", seen)


def means(view: MemoView, audience: Audience) -> str:
    """What the audience means for this memo, by name."""
    names: Sequence[str] = ()
    if audience is Audience.CASE_TEAM:
        names = [f"{one.name} ({one.member})" for one in view.team]
    elif audience is Audience.LINKED_BUYERS:
        names = [buyer.name for buyer in view.buyers]
    return audience_sentence(audience, names)


def rows_in_words(rows: Sequence[MemoRow]) -> list[dict[str, Any]]:
    if not rows:
        return []
    groups, language = current_catalogue().group, translation.get_language() or "nb"
    names = {id_: group.name.in_language(language) for id_, group in groups.items()}
    return [
        {"row": row, "group": names.get(row.group_id, row.group_id), "audience": audience_name(row.audience)}
        for row in rows
    ]


def story(view: MemoView) -> list[dict[str, Any]]:
    """The releases, newest first, as the timeline takes them."""
    numbers = {view.public_id: 0} | {passage.public_id: passage.number for passage in view.passages}
    return [
        {
            "on": one.at,
            "text": _("%(who)s ser %(part)s.")
            % {"who": audience_name(one.after), "part": part_name(numbers[one.subject])}
            if not one.withdraws
            else _("Trukket tilbake: %(part)s. Nå: %(who)s.")
            % {"who": audience_name(one.after), "part": part_name(numbers[one.subject])},
            "note": one.reason,
        }
        for one in view.releases
    ]


def held_words(held: HeldBack) -> list[str]:
    return [_held(hold, held.open_from) for hold in held.holds]


def _held(hold: Hold, from_day: date | None) -> str:
    said = str(HOLDS[hold])
    if hold is not Hold.TOO_SOON or from_day is None:
        return said
    earliest = _("Tidligst %(day)s.") % {"day": write_date(from_day)}
    return f"{said} {earliest}"
