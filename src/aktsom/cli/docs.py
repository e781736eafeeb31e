"""Documents that are generated from the code, so that they cannot tell something else."""

import sys
from pathlib import Path

import click

from aktsom.cli.django_setup import start_django

DOCS = Path(__file__).resolve().parents[3] / "docs"


def documents() -> dict[Path, str]:
    """Path to text of every generated document."""
    from django.apps import apps

    from aktsom.contracts.states import CONTRACT, IMPORT
    from aktsom.core.classification import Classified
    from aktsom.effects.report_states import REPORT as WRITTEN_REPORT
    from aktsom.findings.signal_states import BRANCH, INQUIRY, SIGNAL
    from aktsom.findings.states import FINDING, KIND, MEASURE, VERSION
    from aktsom.findings.states import PLAN as ACTION_PLAN
    from aktsom.follow_up.audit_states import AUDIT, CONSENT
    from aktsom.follow_up.audit_states import REPORT as AUDIT_REPORT
    from aktsom.follow_up.meeting_states import MEETING
    from aktsom.follow_up.review_states import REVIEW
    from aktsom.follow_up.states import EDITION, FOLLOW_UP, PACKAGE, REPORT, ROUND, UPLOAD
    from aktsom.members.states import INVITATION
    from aktsom.risk.states import RISK
    from aktsom.sanctions.letter_states import LETTER
    from aktsom.sanctions.states import DECISION, RECOMMENDATION
    from aktsom.sanctions.step_states import COMPETITION_USE, ORDER_CONDITION, REPLACEMENT, SUSPENSION, TERMINATION
    from aktsom.supply_chain.states import DECLARATION, SITE
    from aktsom.teams.states import HANDOVER, MANDATE, PLAN, TEAM

    lower = (CONTRACT, IMPORT, RISK, INVITATION, TEAM, MANDATE, HANDOVER, PLAN, DECLARATION, SITE)
    tables = (*lower, EDITION, FOLLOW_UP, PACKAGE, REPORT, ROUND, UPLOAD, MEETING, REVIEW, AUDIT, CONSENT, AUDIT_REPORT)
    heard = (SIGNAL, INQUIRY, BRANCH, FINDING, KIND, ACTION_PLAN, MEASURE, VERSION)
    moved = (SUSPENSION, REPLACEMENT, TERMINATION, ORDER_CONDITION, COMPETITION_USE)
    whole = (*tables, *heard, RECOMMENDATION, DECISION, LETTER, *moved, WRITTEN_REPORT)
    found = {DOCS / "states" / f"{table.name.lower().replace(' ', '-')}.md": table.diagram() for table in whole}
    lines = ["# Which kind of fact each field holds", "", "| table | field | class |", "|---|---|---|"]
    for model in apps.get_app_config("aktsom").get_models():
        classified: Classified = model.classified  # type: ignore[attr-defined]  # a test sees to it that all have one
        lines += [f"| {model.__name__} | {name} | {kind} |" for name, kind in classified.by_field.items()]
    found[DOCS / "fields.md"] = "\n".join(lines) + "\n"
    return found


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 when a document is stale.")
def docs(check: bool) -> None:
    """Write the generated documents anew: diagrams of the states, and the classes of all fields."""
    start_django("test")
    stale = {path: text for path, text in documents().items() if not path.exists() or path.read_text() != text}
    if not check:
        for path, text in stale.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    elif stale:
        for path in stale:
            click.echo(f"stale: {path.relative_to(DOCS.parent)}; run `aktsom docs`")
        sys.exit(1)
