"""What the acts on publications share: loading for change, saving, whom a version is seen by, and what is looked for in
its texts."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale
from aktsom.core.journal import Act, record
from aktsom.findings.actions.colours import lock
from aktsom.findings.models import Publication, PublicationVersion
from aktsom.findings.queries.publication_facts import names_to_look_for
from aktsom.findings.queries.publications import fields_of, publication, seen
from aktsom.findings.rules.leaking import Leak, Leaked, leaks
from aktsom.findings.rules.published import written_by_people
from aktsom.findings.tables import overclaims
from aktsom.follow_up.methods import runner_keys, supplier_keys
from aktsom.follow_up.models import FollowUp
from aktsom.sharing.audiences import member_key
from aktsom.teams.actions.loading import note_activity


class Leaks(DomainError):
    """Something stands in a text that can never be published."""

    def __init__(self, found: Iterable[Leaked]) -> None:
        self.found = tuple(found)
        super().__init__(" ".join(dict.fromkeys(_told(each) for each in self.found)))


def _told(one: Leaked) -> str:
    text = {
        Leak.NAME: _("Teksten nevner %(words)s. Navn på underleverandører, steder og personer publiseres aldri."),
        Leak.AMOUNT: _("Teksten nevner beløpet %(words)s. Priser og beløp publiseres aldri."),
        Leak.OVERCLAIM: _("Teksten sier «%(words)s». Skriv hva som ble funnet, mot hvilket punkt og når."),
    }[one.leak]
    return text % {"words": one.words}


def version_for_change(
    by: Actor, publication_id: str, revision: int | None = None
) -> tuple[Publication, PublicationVersion]:
    """The publication, locked, and its newest version. Raises NotVisible and Stale."""
    one = publication_for_change(by, publication_id)
    newest = one.versions.filter(seen(by)).order_by("-number").first()
    if newest is None:
        raise NotVisible
    newest.publication = one
    if revision is not None and newest.revision != revision:
        raise Stale
    return one, newest


def publication_for_change(by: Actor, publication_id: str) -> Publication:
    """Locked, after the follow-up: a colour that changes in the same moment is in what is done, or comes after it."""
    lock(publication(by, publication_id).follow_up_id)
    rows = Publication.objects.select_for_update(of=("self",)).select_related("team", "supplier")
    one = rows.filter(seen(by), public_id=publication_id).first()
    if one is None:
        raise NotVisible
    return one


def audience_of(one: FollowUp) -> frozenset[int]:
    """Besides those who follow up: the supplier, and those who have a contract covered."""
    covered = one.covered.filter(left_at__isnull=True).values_list("member_id", flat=True)
    return supplier_keys(one) | {member_key(id_) for id_ in covered}


def give_keys(one: Publication, version: PublicationVersion, *, shown: bool) -> None:
    """Passages that are left out are for those who follow up, and for who decides."""
    ours = runner_keys(one.follow_up)
    wide = ours | audience_of(one.follow_up) if shown else ours
    version.seen_by = wide
    if shown:
        one.seen_by = wide
    for passage in version.passages.all():
        keys = ours if passage.ground else wide
        if passage.seen_by != keys:
            passage.seen_by = keys
            passage.save(update_fields=["seen_by"])


def stop_if_leaking(version: PublicationVersion) -> None:
    """Raises Leaks. What stands in passages that are left out is not told, and not looked at."""
    names = names_to_look_for(version.publication.follow_up_id)
    texts = [*written_by_people(fields_of(version)), ("corrects", version.corrects)]
    if found := leaks(texts, names, overclaims()):
        raise Leaks(found)


def saved(one: Publication, version: PublicationVersion, by: Actor, at: datetime, *acts: Act) -> None:
    version.revision += 1
    version.save()
    one.save()
    if one.team is not None and one.team_id in by.team_ids and not by.is_platform:
        note_activity(one.team, by=by, at=at)
    record(by=by, at=at, acts=acts)


def act_of(verb: str, one: Publication, version: PublicationVersion, **told: object) -> Act:
    """Never what it says: others read the journal too."""
    changes = {"number": version.number, "state": version.state, **told}
    return Act(verb, one.public_id, one.owner_id, changes=changes)
