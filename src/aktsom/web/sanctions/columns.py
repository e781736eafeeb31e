"""One column of a case for each covered contract, in words: what others may read of it, and the next act of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.permissions import decisions as permissions
from aktsom.sanctions.queries.decisions import Column
from aktsom.sanctions.states import Answer
from aktsom.web.sanctions import words
from aktsom.web.sanctions.words import Stands


@dataclass(frozen=True, slots=True)
class ColumnView:
    """`begins` is where a press begins a decision, "" where none can be; `reads` leads to what may be read."""

    column: Column
    stands: Stands
    taken: tuple[tuple[str, date | None], ...]
    reads: str
    begins: str
    begin_text: str
    off: str

    @property
    def own(self) -> bool:
        return self.column.own


def column_views(actor: Actor, found: Iterable[Column], today: date) -> list[ColumnView]:
    return [_view(actor, column, today) for column in found]


def _view(actor: Actor, one: Column, today: date) -> ColumnView:
    shown = one.draft if one.draft is not None else one.decision
    refusal = permissions.write(actor, one.contract, today) if one.own else None
    opens = one.own and refusal is None and one.draft is None
    text = _("Avgjør på nytt") if one.decision is not None else _("Begrunn og avgjør")
    return ColumnView(
        column=one,
        stands=_stands(one),
        taken=tuple((words.step_name(each.step), _day(each)) for each in one.taken),
        reads=reverse("sanctions_decision", kwargs={"public_id": shown.public_id}) if shown is not None else "",
        begins=_begin(one) if opens else "",
        begin_text=text,
        off=str(refusal) if refusal is not None and one.active else "",
    )


def _day(one: SanctionDecision) -> date | None:
    return timezone.localdate(one.decided_at) if one.decided_at else None


def _begin(one: Column) -> str:
    told = {"follow_up_id": one.covered.follow_up.public_id, "contract_id": one.contract.public_id}
    return reverse("sanctions_begin", kwargs=told)


def _stands(one: Column) -> Stands:
    if one.decision is not None:
        day = words.day_of(_day(one.decision))
        mark = "wait" if one.decision.answer == Answer.AWAIT else "ok"
        return Stands(mark, words.outcome(one.decision), _("Avgjort %(day)s") % {"day": day})
    if one.made is not None:
        return Stands("ok", _("Avgjort"), _("Innholdet er ikke delt"))
    if not one.active:
        return Stands("none", _("Ingen løpende avtale"), _("Her er det ingen avtale å reagere i"))
    if one.draft is not None:
        return Stands("wait", _("Utkast"), _("Bare dere ser det"))
    return Stands("wait", _("Ikke avgjort"))
