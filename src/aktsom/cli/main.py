"""The `aktsom` command. Sub-commands are loaded when called, so that `aktsom screen` starts without Django."""

from importlib import import_module
from typing import Any

import click

# command: (module, function, one line of help)
COMMANDS = {
    "screen": ("aktsom.cli.screen", "screen", "Screen contract registers against the high-risk list."),
    "match": ("aktsom.cli.match", "match", "Find the same supplier or site across registers."),
    "demo": ("aktsom.cli.demo", "demo", "Start the platform with the pilot loaded."),
    "serve": ("aktsom.cli.serve", "serve", "Start the platform: web server and worker."),
    "work": ("aktsom.cli.serve", "work", "Deliver what the outbox holds."),
    "companies": ("aktsom.cli.companies", "companies", "Ask the company register, or take in its files."),
    "concerns": ("aktsom.cli.concerns", "concerns", "Lists of concern: load, and match with suppliers and sites."),
    "catalogue": ("aktsom.cli.catalogue", "catalogue", "See and take in versions of the high-risk list."),
    "domain": ("aktsom.cli.domain", "domain", "Which identity provider is believed for which e-mail domain."),
    "archive": ("aktsom.cli.archive", "archive", "Check a case file that was taken out for an archive."),
    "journal": ("aktsom.cli.journal", "journal", "Check the journal."),
    "sites": ("aktsom.cli.sites", "sites", "Take in and write lists of production places."),
    "sharing": ("aktsom.cli.sharing", "sharing", "Check who sees what."),
    "reach": ("aktsom.cli.reach", "reach", "Build the snapshot of the supply chains."),
    "texts": ("aktsom.cli.texts", "texts", "Extract, check and compile the translations."),
    "docs": ("aktsom.cli.docs", "docs", "Write the generated documents anew."),
    "manage": ("aktsom.cli.manage", "manage", "Django's own commands, such as migrate."),
}


class LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return list(COMMANDS)

    # Click names the arguments.
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, function, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), function)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """What a person can understand and mend is told in a line, never as a traceback."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as problem:
            if line := _told(problem):
                raise click.ClickException(line) from None
            raise

    # Click names the arguments.
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


def _told(problem: Exception) -> str | None:
    """The line for an expected error, nothing for others. Django is asked for late: `aktsom screen` runs without it."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    from aktsom.categories.tables import CatalogueError
    from aktsom.core.errors import DomainError

    if isinstance(problem, OperationalError | ProgrammingError):
        return f"the database does not answer as it should ({problem}). If it is new, run `aktsom manage migrate`."
    return str(problem) if isinstance(problem, DomainError | CatalogueError | ImproperlyConfigured) else None


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="aktsom")
def main() -> None:
    """Aktsom: public buyers follow up human rights in their supply chains, together."""
