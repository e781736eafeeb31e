"""What is shown to the supplier names no place that a tier behind it keeps from it."""

from datetime import date

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.findings.models import Finding
from aktsom.findings.permissions.findings import keeps_place
from aktsom.findings.rules.leaking import leaks
from aktsom.follow_up.queries.judged_sites import sites_to_judge
from aktsom.follow_up.queries.kept_places import kept_places
from aktsom.teams.problems import Wrong

_TOLD = ("title", "text", "severity_reason", "irremediable_reason", "buyers_part_text")


def stop_if_naming(by: Actor, one: Finding, today: date) -> None:
    """The place itself, and the names that whoever writes sees in the chain. Raises Wrong."""
    if refusal := keeps_place(one):
        raise Wrong("site", str(refusal))
    places = {site.key: site.name for site in sites_to_judge(by, one.follow_up, today) if site.key}
    names = [places[key] for key in kept_places(one.follow_up, places)]
    found = leaks([(name, getattr(one, name)) for name in _TOLD], names)
    named = next((each for each in found if each.words in names), None)
    if named is not None:
        told = _(
            "Leverandøren får ikke vite om {name}: leddet bak har holdt stedet for seg selv. Skriv det uten navnet."
        )
        raise Wrong(named.where, told.format(name=named.words))
