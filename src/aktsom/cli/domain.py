"""Which identity provider is believed for which e-mail domain, and where its people are at home."""

from datetime import UTC, datetime
from typing import Any

import click

from aktsom.cli.django_setup import start_django


@click.group()
def domain() -> None:
    """Let a member's people sign in at their own identity provider (AKTSOM_OIDC)."""


@domain.command()
@click.argument("provider")
@click.argument("name")
@click.argument("member")
@click.option("--first-role", default="", help="The role of somebody new. Without it the administrator gives one.")
def add(provider: str, name: str, member: str, first_role: str) -> None:
    """Believe PROVIDER about addresses at the domain NAME; its people are at home in MEMBER (its short name)."""
    start_django()
    from django.conf import settings

    from aktsom.core.actor import PLATFORM
    from aktsom.members.actions.organisations import add_domain
    from aktsom.members.models import Member

    known: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    apps = known["openid_connect"]["APPS"]
    if provider not in {app["provider_id"] for app in apps}:
        raise click.ClickException(f"AKTSOM_OIDC has no provider {provider}.")
    home = Member.objects.filter(slug=member).first()
    if home is None:
        raise click.ClickException(f"There is no member {member}.")
    at = datetime.now(UTC)
    mapped = add_domain(
        by=PLATFORM, at=at, provider=provider, domain=name, member=home.public_id, first_role=first_role
    )
    click.echo(f"{provider} is believed about {mapped.domain}: {home.name}, {first_role or 'no first role'}.")


@domain.command(name="list")
def list_() -> None:
    """What is believed now, a line each."""
    start_django()
    from aktsom.members.models import MemberDomain

    for row in MemberDomain.objects.select_related("member").order_by("provider", "domain"):
        click.echo(f"{row.provider:20} {row.domain:30} {row.member.slug:24} {row.first_role}")
