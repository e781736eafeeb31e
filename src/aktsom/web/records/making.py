"""What the makers of documents have in common: who reads for which member, and how a thing becomes a document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.core.actor import Actor
from aktsom.core.papers import Facts, Part, Table
from aktsom.findings.models import Finding
from aktsom.findings.queries.findings import findings_of
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.records.documents import CaseDocument, LeftOut
from aktsom.records.states import Way
from aktsom.web.base.jinja import write_date

KINDS: dict[str, str | Promise] = {
    "case": gettext_lazy("Saken"),
    "evidence": gettext_lazy("Dokumentasjon"),
    "letter": gettext_lazy("Brev"),
    "self_report": gettext_lazy("Egenrapport"),
    "meeting": gettext_lazy("Referat"),
    "review": gettext_lazy("Gjennomgang av dokumenter"),
    "audit": gettext_lazy("Revisjonsrapport"),
    "finding": gettext_lazy("Funn"),
    "plan": gettext_lazy("Tiltaksplan"),
    "conclusions": gettext_lazy("Konklusjoner"),
    "advice": gettext_lazy("Anbefaling"),
    "decision": gettext_lazy("Avgjørelse"),
    "reliance": gettext_lazy("Avgjørelse om å bygge på konklusjoner"),
    "memo": gettext_lazy("Notat"),
    "remedy": gettext_lazy("Oppreisning"),
    "inquiry": gettext_lazy("Felles undersøkelse"),
    "result": gettext_lazy("Offentlig resultat"),
    "access": gettext_lazy("Svar på krav om innsyn"),
}
Found = Iterable[CaseDocument | LeftOut]


@dataclass(frozen=True)
class Reading:
    """`viewer` acts for `member` and no other."""

    viewer: Actor
    member: Member
    case: FollowUp

    @cached_property
    def findings(self) -> list[Finding]:
        """As the viewer sees them; asked for once."""
        return findings_of(self.viewer, [self.case])

    @property
    def supplier(self) -> str:
        return str(self.case.supplier.name)

    def way_from(self, owner: Member) -> tuple[Way, str]:
        """Of something that a body made: within it, or come from another body."""
        return (Way.WITHIN, "") if owner.pk == self.member.pk else (Way.IN, owner.name)

    def way_to(self, owner: Member) -> tuple[Way, str]:
        """Of something that the supplier has got."""
        return (Way.OUT, self.supplier) if owner.pk == self.member.pk else (Way.IN, owner.name)


def document(  # noqa: PLR0917  what every document has
    reading: Reading, kind: str, id_: str, title: str, on: date, way: tuple[Way, str], **more: Any
) -> CaseDocument:
    """A title that may stand in a public journal says what kind it is, and no more."""
    maker = more.pop("maker", "") or way[1] or reading.member.name
    return CaseDocument(
        id=id_,
        kind=kind,
        title=title,
        public_title=str(KINDS[kind]),
        on=on,
        way=way[0],
        party=way[1],
        maker=maker,
        **more,
    )


def day_of(moment: datetime | None) -> date:
    return timezone.localtime(moment).date() if moment else date.min


def moving(states: Mapping[str, str | Promise], *days: str) -> dict[str, tuple[str, ...]]:
    """What changes in a document as the work goes: the state it stands in, and days by the names they have in it."""
    return {_("Tilstand"): tuple(map(str, states.values())), **dict.fromkeys(days, ())}


def facts(*pairs: tuple[str | Promise, Any]) -> Facts:
    """Those that say something, days as people write them."""
    told = [(str(name), write_date(said) if isinstance(said, date) else str(said)) for name, said in pairs if said]
    return Facts(tuple(told))


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[Part, ...]:
    """Nothing where there are no rows."""
    told = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    return (Table(caption, tuple(columns), told),) if told else ()


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return write_date(value)
    return "" if value is None else str(value)


def protected(count: int) -> Iterable[LeftOut]:
    if count:
        yield LeftOut(_("Det som kan røpe en arbeider"), count, _("Vernes, og er ikke med i uttrekk."))


def drafts(what: str, count: int) -> Iterable[LeftOut]:
    if count:
        yield LeftOut(what, count, _("Utkast. De er ikke dokumenter før de er ferdige."))
