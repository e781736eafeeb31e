"""What may be a finding, in words: what the methods have shown, and what a supplier has not told of its chain."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.findings.queries.chain_told import ChainLacks, NotAchieved, chain_told
from aktsom.findings.queries.proposals import Proposed, proposed_findings
from aktsom.findings.rules.transparency import AskedFor
from aktsom.findings.states import FindingKind
from aktsom.follow_up.models import FollowUp
from aktsom.interop.chains.products import product_names
from aktsom.supply_chain.rules.coverage import Cell
from aktsom.web.base.jinja import write_date
from aktsom.web.chain.behind import CellLine, lines_of
from aktsom.web.chain.words import language


def proposals(actor: Actor, one: FollowUp, today: date) -> tuple[list[Proposed], list[str]]:
    """What can be taken up as a finding, and lines on what cannot: what was asked for under terms that do not demand
    it."""
    told = chain_told(actor, one, today)
    found = [*proposed_findings(actor, one), *(_worded(each) for each in told.lacks)]
    return found, [_line(each) for each in told.not_achieved]


def _worded(one: ChainLacks) -> Proposed:
    summary = ngettext(
        "Leverandøren har fortalt om %(told)s av %(num)s ledd slik vilkårene (%(terms)s) ber om.",
        "Leverandøren har fortalt om %(told)s av %(num)s ledd slik vilkårene (%(terms)s) ber om.",
        len(one.cells),
    ) % {"told": one.told, "num": len(one.cells), "terms": ", ".join(one.term_sets)}
    lines = [summary, *(f"– {_of_cell(line)}" for line in _lines([cell for cell in one.cells if cell.gap]))]
    lines += [_asked(one.asked), _("Det sier ingenting om hvordan folk har det på stedene.")]
    return Proposed(
        one.code, FindingKind.DEVIATION, _("Kjeden er ikke vist slik vilkårene ber om"), "\n".join(lines), one.number,
        one.since, summary=summary,
    )  # fmt: skip


def _line(one: NotAchieved) -> str:
    """Under terms without the demand."""
    what = ", ".join(_place_in_chain(line) for line in _lines(one.cells))
    if one.term_set:
        text = _("%(stages)s: ikke vist. Vilkårene (%(terms)s) krever det ikke, så det er ikke et avvik.")
    else:
        text = _("%(stages)s: ikke vist. Avtalen har ingen vilkår som krever det, så det er ikke et avvik.")
    return f"{text % {'stages': what, 'terms': one.term_set}} {_asked(one.asked)}"


def _lines(cells: Sequence[Cell]) -> list[CellLine]:
    return lines_of(list(cells), product_names((cell.product_id for cell in cells), language()))


def _place_in_chain(line: CellLine) -> str:
    return f"{line.stage} ({line.product})" if line.product else line.stage


def _of_cell(line: CellLine) -> str:
    what = {"stage": _place_in_chain(line), "note": line.note, "target": line.target.lower()}
    return _("%(stage)s: %(note)s. Vilkårene ber om: %(target)s.") % what


def _asked(said: AskedFor) -> str:
    days = {"asked": _day(said.on), "by": _day(said.answer_by), "answered": _day(said.answered_on)}
    if said.answered_on is not None:
        return _("Spurt om det %(asked)s, svarte %(answered)s.") % days
    if said.set_aside:
        return _("Spurt om det %(asked)s. Leverandøren la spørsmålet bort uten å svare.") % days
    return _("Spurt om det %(asked)s med svarfrist %(by)s. Ikke besvart.") % days


def _day(day: date | None) -> str:
    return write_date(day)
