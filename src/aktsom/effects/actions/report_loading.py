"""What the acts on reports share: loading for change, keys, and the texts that may not get out."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale
from aktsom.core.journal import Act, record
from aktsom.effects.models import Report
from aktsom.effects.queries.reports import reports_for
from aktsom.effects.report_states import ReportKind, ReportState
from aktsom.effects.report_tables import report_limit
from aktsom.findings.actions.publication_loading import Leaks
from aktsom.findings.queries.publication_facts import names_to_look_for
from aktsom.findings.rules.leaking import leaks
from aktsom.findings.tables import overclaims
from aktsom.follow_up.models import CoveredContract
from aktsom.follow_up.wording import text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sharing.audiences import NETWORK_KEY, member_key, team_key
from aktsom.teams.problems import Wrong


def report_for_change(by: Actor, public_id: str, revision: int | None = None) -> Report:
    """Locked. Raises NotVisible, and Stale when the page was opened on another revision."""
    rows = reports_for(by).exclude(state=ReportState.DROPPED)
    one = rows.select_for_update(of=("self",), no_key=True).filter(public_id=public_id).first()
    if one is None:
        raise NotVisible
    if revision is not None and one.revision != revision:
        raise Stale
    return one


def keys_of(member_id: int | None, team_id: int | None, *, adopted: bool = False) -> frozenset[int]:
    """That of all together is the secretariat's, which holds no key, until it is adopted."""
    if member_id is not None:
        return frozenset({member_key(member_id)})
    if team_id is not None:
        return frozenset({team_key(team_id)})
    return frozenset({NETWORK_KEY}) if adopted else frozenset()


def act_of(verb: str, one: Report, **changes: Any) -> Act:
    told = {"kind": one.kind, "year": one.year, "language": one.language, "number": one.number, **changes}
    return Act(verb, one.public_id, one.member_id, changes=told)


def saved(one: Report, by: Actor, at: datetime, act: Act) -> None:
    one.revision += 1
    one.save()
    record(by=by, at=at, acts=[act])


def text_of(by: Actor, one: Report, field: str, text: str, looked: str) -> str:
    """Within the limits of the kind, looked at for workers, and for everybody to read where it is an account."""
    short = one.kind == ReportKind.MANAGEMENT
    told = text_in(field, text, report_limit("longest_line" if short else "longest_text"))
    if short and len(told.splitlines()) > report_limit("most_lines"):
        raise Wrong(field, _("Skriv det på høyst %(lines)s linjer, så alt får plass på én side.") % {
            "lines": report_limit("most_lines")
        })  # fmt: skip
    stop_if_leaking(by, one, {field: told})
    stop_if_unlooked({field: told}, looked)
    return told


def stop_if_leaking(by: Actor, one: Report, texts: dict[str, str]) -> None:
    """Raises Leaks for names behind the suppliers, sums of money and claims of being in order, in what is to be
    public. Of names those that the writer may know, as what is found answers a guess."""
    said = [(field, text) for field, text in texts.items() if text]
    if one.kind != ReportKind.ACCOUNT or not said:
        return
    covered = CoveredContract.objects.filter(member=one.member, left_at__isnull=True)
    ids = sorted(set(covered.values_list("follow_up_id", flat=True)))
    names = dict.fromkeys(name for id_ in ids for name in names_to_look_for(id_, told=by))
    if found := leaks(said, names, overclaims()):
        raise Leaks(found)
