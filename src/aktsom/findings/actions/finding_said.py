"""What is written of a finding, and what is wrong in it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.findings.models import Finding
from aktsom.findings.models.findings import LONGEST_TITLE
from aktsom.findings.queries.findings import finding, points_of
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.findings.states import BuyersPart, FindingKind
from aktsom.follow_up.queries.judged_sites import JudgedSite, sites_to_judge
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.teams.problems import Wrong

LONGEST_TEXT = 10_000
_WRITTEN = ("title", "text", "severity_reason", "irremediable_reason", "buyers_part_text")
_FACTS = ("number", "site_key", "found_on", "positive", "people", "buyers_part", "earlier_id")
_GRADES = ("scale", "scope", "irremediable")


@dataclass(frozen=True)
class FindingSaid:
    """`site` is a key of `queries.judged_sites`, "" for the supplier as a whole. A deviation needs `number` and
    `severity` with its reason, and a reason of its own for what can hardly be made good again. `earlier` is the public
    id of the finding that this is the same as once more; `looked` the mark of texts that somebody has looked at
    again."""

    kind: FindingKind
    title: str
    text: str
    found_on: date
    number: str = ""
    site: str = ""
    positive: bool = False
    people: int | None = None
    severity: Severity | None = None
    severity_reason: str = ""
    irremediable_reason: str = ""
    earlier: str = ""
    buyers_part: BuyersPart | None = None
    buyers_part_text: str = ""
    looked: str = ""


def take_in(by: Actor, one: Finding, said: FindingSaid, today: date) -> None:
    """Raises Wrong and LookAgain."""
    _facts(one, said, today)
    _point(one, said)
    _gravity(one, said)
    place = _place(by, one, said.site, today)
    one.site_key, one.site_name, one.site_country = place.key, place.name, place.country
    one.earlier = _earlier(by, one, said.earlier) if said.earlier else None
    one.buyers_part = said.buyers_part or ""
    one.buyers_part_text = text_in("buyers_part_text", said.buyers_part_text)
    if one.buyers_part and not one.buyers_part_text:
        raise Wrong("buyers_part_text", _("Skriv hva innkjøperne gjorde som kan ha virket inn."))
    texts = {name: getattr(one, name) for name in _WRITTEN}
    stop_if_unlooked(texts, said.looked, one.people)


def told_in(one: Finding) -> tuple[object, ...]:
    """All that the supplier is heard on."""
    return tuple(getattr(one, name) for name in (*_WRITTEN, *_FACTS, *_GRADES))


def _facts(one: Finding, said: FindingSaid, today: date) -> None:
    if said.found_on > today:
        raise Wrong("found_on", _("Dagen kan ikke ligge fram i tid."))
    if said.positive and said.kind != FindingKind.OBSERVATION:
        raise Wrong("positive", _("Bare en observasjon kan være noe som er bra."))
    one.kind, one.found_on, one.positive, one.people = said.kind, said.found_on, said.positive, said.people
    one.title = line_in("title", said.title, LONGEST_TITLE, needed=_("Gi funnet en tittel."))
    one.text = text_in("text", said.text, LONGEST_TEXT, needed=_("Skriv hva som ble funnet eller sagt."))


def _point(one: Finding, said: FindingSaid) -> None:
    if said.number and said.number not in points_of(one.follow_up):
        raise Wrong("number", _("Punktet står ikke i vilkårene til avtalene."))
    if said.kind == FindingKind.DEVIATION and not said.number:
        raise Wrong("number", _("Velg hvilket punkt i vilkårene det er et avvik fra."))
    one.number = said.number


def _gravity(one: Finding, said: FindingSaid) -> None:
    one.severity_reason = text_in("severity_reason", said.severity_reason)
    one.irremediable_reason = text_in("irremediable_reason", said.irremediable_reason)
    if said.severity is None:
        if said.kind == FindingKind.DEVIATION:
            raise Wrong("severity", _("Velg hvor alvorlig det er."))
        one.scale = one.scope = one.irremediable = None
        return
    graded(one, said.severity, said.severity_reason, said.irremediable_reason)


def graded(one: Finding, severity: Severity, reason: str, irremediable_reason: str) -> None:
    """What can hardly be made good again says why: it is what makes haste."""
    one.scale, one.scope = Grade(severity.scale), Grade(severity.scope)
    one.irremediable = Grade(severity.irremediable)
    one.severity_reason = reason_in("severity_reason", reason)
    one.irremediable_reason = text_in("irremediable_reason", irremediable_reason)
    if one.irremediable >= Grade.GRAVE:
        one.irremediable_reason = reason_in("irremediable_reason", irremediable_reason)


def _place(by: Actor, one: Finding, key: str, today: date) -> JudgedSite:
    if not key:
        return JudgedSite()
    if key == one.site_key:  # the place as it was named then, though it may have left the chain since
        return JudgedSite(one.site_key, one.site_name, one.site_country)
    found = {site.key: site for site in sites_to_judge(by, one.follow_up, today)}
    if key not in found:
        raise Wrong("site", _("Velg et sted som revisjonen var på, eller som står i leverandørkjeden."))
    return found[key]


def _earlier(by: Actor, one: Finding, public_id: str) -> Finding:
    before = finding(by, public_id)
    if before.supplier.identity_id != one.supplier.identity_id or before.pk == one.pk:
        raise Wrong("earlier", _("Velg et tidligere funn hos samme leverandør."))
    if one.pk and before.pk > one.pk:
        raise Wrong("earlier", _("Velg et funn som er eldre enn dette."))
    return before
