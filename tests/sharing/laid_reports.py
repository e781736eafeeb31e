"""Reports, reasons for not acting and duties laid straight in the tables, for the leak matrix and the wall."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.effects.actions.report_loading import keys_of
from aktsom.effects.models import AccountDuty, ReasonNotToAct, Report, ReportSection
from aktsom.members.permissions import keeps_network
from aktsom.sharing.audiences import keys_held
from aktsom.teams.models import CategoryTeam
from tests.cast import NOON, member, person

if TYPE_CHECKING:
    from tests.sharing.planting import World

_FROZEN = {"state": "adopted", "adopted_at": NOON, "pdf_sha256": "a" * 64, "word_sha256": "b" * 64,
           "content_sha256": "c" * 64}  # fmt: skip


def lay_reports(team: CategoryTeam) -> None:
    """Of two members, of a team, and of all together a draft and one that is adopted; with what hangs on them."""
    for owner in ("oslo", "bergen"):
        of = member(owner)
        _report(kind="routine", member=of, seen_by=keys_of(of.pk, None))
        ReasonNotToAct.objects.create(member=of, year=2026, group_id="medical", reason="…", said_at=NOON)
        AccountDuty.objects.create(member=of, owes=True, said_at=NOON)
    _report(kind="category", team=team, seen_by=keys_of(None, team.pk))
    _report(kind="cooperation")
    _report(kind="cooperation", language="nn", seen_by=keys_of(None, None, adopted=True), **_FROZEN)


def _report(**said: Any) -> Report:
    made = Report.objects.create(**{"year": 2026, "language": "nb", "made_at": NOON, "drafted_at": NOON, **said})
    ReportSection.objects.create(report=made, key="ahead", position=0, drafted_at=NOON, seen_by=made.seen_by)
    return made


def _seen(row: Report, who: Actor) -> bool:
    of_all = row.member_id is None and row.team_id is None
    return bool(row.seen_by & keys_held(who)) or (of_all and keeps_network(who))


REPORTS_MAY_SEE: dict[type[models.Model], Callable[[Any, Actor], bool]] = {
    Report: _seen,
    ReportSection: lambda row, who: _seen(row.report, who),
    ReasonNotToAct: lambda row, who: row.member_id in who.member_ids,
    AccountDuty: lambda row, who: row.member_id in who.member_ids,
}


def plant_reports(world: "World", contract: Contract, readers: frozenset[str]) -> None:
    """Oslo's draft, which is also what its readers are told of; why it does not follow up; and that it owes an
    account."""
    oslo = member("oslo")
    made = Report.objects.create(
        kind="routine", member=oslo, year=2026, language="nb", number=2, made_at=NOON, drafted_at=NOON,
        seen_by=keys_of(oslo.pk, None), made_by_id=person("mons").pk, corrects=world.hide("Report.corrects", readers),
        adopted_name=world.hide("Report.adopted_name", readers),
    )  # fmt: skip
    world.ids["written_report"] = world.hide("Report.public_id", readers, made.public_id)
    told = {"is": "Text", "text": world.hide("ReportSection.drafted", readers)}
    where = {"name": world.hide("ReportSection.sources", readers), "text": "…", "on": "2026-11-02", "count": 1,
             "record": "contract", "keys": [contract.pk]}  # fmt: skip
    ReportSection.objects.create(
        report=made, key="routine", position=0, drafted=[told], sources=[where], drafted_at=NOON, seen_by=made.seen_by,
        text=world.hide("ReportSection.text", readers),
    )  # fmt: skip
    reason = ReasonNotToAct.objects.create(
        member=oslo, year=2026, contract=contract, reason=world.hide("ReasonNotToAct.reason", readers), said_at=NOON
    )
    world.ids["not_acting"] = world.hide("ReasonNotToAct.public_id", readers, reason.public_id)
    AccountDuty.objects.create(member=oslo, owes=True, reason=world.hide("AccountDuty.reason", readers), said_at=NOON)


#                                 ocdlmtsnxa-
_OWN, _MAY_WRITE = "yynnnnnnnns", {"public_id": "$written_report"}
REPORT_LINES: dict[str, tuple[str, dict[str, str]]] = {
    "reports_list": ("yyyyyyynnns", {}),
    "reports_new": ("yyyyyyynnns", {}),
    "reports_one": (_OWN, _MAY_WRITE),
    "reports_write": (_OWN, {**_MAY_WRITE, "key": "routine"}),
    "reports_source": (_OWN, {**_MAY_WRITE, "key": "routine", "number": "0"}),
    "reports_compare": (_OWN, _MAY_WRITE),
    "reports_file": (_OWN, {**_MAY_WRITE, "form": "docx"}),
    "reports_move!": ("eennnnnnnns", {**_MAY_WRITE, "verb": "vedta"}),
    "reports_reasons": (_OWN, {"member_id": "$member", "year": "2026"}),
    "reports_reason_back!": ("rrnnnnnnnns", {"reason_id": "$not_acting"}),
    "reports_duty!": ("rrnnnnnnnns", {"member_id": "$member"}),
}
REPORT_CODES = {
    **dict.fromkeys(("Report.content_sha256", "Report.pdf_sha256", "Report.word_sha256"), "a checksum"),
    "ReportSection.text_on": "a checksum",
    "ReasonNotToAct.group_id": "a code",
    "AccountDuty.reminded": "a year and a stage",
}
