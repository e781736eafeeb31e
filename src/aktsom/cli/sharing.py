"""Checking that everybody sees what they should."""

import sys

import click

from aktsom.cli.django_setup import start_django


@click.group()
def sharing() -> None:
    """Check who sees what."""


@sharing.command()
@click.option("--mend", is_flag=True, help="Write the right keys and bands where they differ.")
def check(mend: bool) -> None:
    """Compute anew who sees each memo, passage, declaration, link, place, piece of evidence and self-report, and the
    band of each contract's value that others see: to be run with --mend when the bands have changed. Exit code 1
    when a stored answer differs and was not mended."""
    start_django()
    from django.utils import timezone

    from aktsom.contracts.actions.banding import check_bands
    from aktsom.follow_up.actions.evidence_keys import check_all as check_evidence
    from aktsom.follow_up.actions.report_keys import check_all as check_reports
    from aktsom.supply_chain.actions.seen_by import check_all as check_chains
    from aktsom.teams.actions.seen_by import check_all

    found = check_all(mend=mend)
    for subject, missing, surplus in found.differing:
        click.echo(f"{subject}: {missing} keys missing, {surplus} too many")
    contracts, wrong = check_bands(mend=mend)
    for subject in wrong:
        click.echo(f"{subject}: another band of value")
    chains = check_chains(day=timezone.localdate(), mend=mend)
    for subject, missing, surplus in chains.differing:
        click.echo(f"{subject}: {missing} keys missing, {surplus} too many")
    evidence = check_evidence(day=timezone.localdate(), mend=mend)
    for subject, missing, surplus in evidence.differing:
        click.echo(f"{subject}: {missing} keys missing, {surplus} too many")
    reports = check_reports(day=timezone.localdate(), mend=mend)
    for subject, missing, surplus in reports.differing:
        click.echo(f"{subject}: {missing} keys missing, {surplus} too many")
    mended = " and were mended" if mend else ""
    click.echo(f"{found.parts} titles and passages checked, {len(found.differing)} differ{mended}.")
    click.echo(f"{contracts} contracts checked, {len(wrong)} differ{mended}.")
    click.echo(f"{chains.parts} declarations, links and places checked, {len(chains.differing)} differ{mended}.")
    click.echo(f"{evidence.parts} pieces of evidence checked, {len(evidence.differing)} differ{mended}.")
    click.echo(f"{reports.parts} self-reports checked, {len(reports.differing)} differ{mended}.")
    differing = found.differing or chains.differing or evidence.differing or reports.differing
    if (differing or wrong) and not mend:
        sys.exit(1)
