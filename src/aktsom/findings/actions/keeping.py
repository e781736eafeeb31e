"""What is shown to the supplier names no place that a tier behind it keeps from it."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.findings.models import Finding
from aktsom.findings.permissions.findings import keeps_place
from aktsom.findings.rules.leaking import leaks
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.judged_sites import sites_to_judge
from aktsom.follow_up.queries.kept_places import kept_places
from aktsom.teams.problems import Wrong

_TOLD = ("title", "text", "severity_reason", "irremediable_reason", "buyers_part_text")


def stop_if_naming(by: Actor, one: Finding, today: date) -> None:
    """The place itself, and what the finding says. Raises Wrong."""
    if refusal := keeps_place(one):
        raise Wrong("site", str(refusal))
    stop_if_named(by, one.follow_up, today, {name: getattr(one, name) for name in _TOLD})


def stop_if_told_of_kept(by: Actor, one: Finding, today: date, texts: Mapping[str, str]) -> None:
    """What is written of a finding and read by the supplier, now or once it is shown. Raises Wrong."""
    stop_if_named(by, one.follow_up, today, texts)


def stop_if_named(by: Actor, one: FollowUp, today: date, texts: Mapping[str, str]) -> None:
    """Texts by their fields, which the supplier will read: they name none of the kept places that whoever writes sees
    in the chain. Raises Wrong."""
    places = {site.key: site.name for site in sites_to_judge(by, one, today) if site.key}
    names = [places[key] for key in kept_places(one, places)]
    found = leaks(list(texts.items()), names)
    named = next((each for each in found if each.words in names), None)
    if named is not None:
        told = _(
            "Leverandøren får ikke vite om {name}: leddet bak har holdt stedet for seg selv. Skriv det uten navnet."
        )
        raise Wrong(named.where, told.format(name=named.words))
