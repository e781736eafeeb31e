"""Lists of concern: taken in, held up against what we know, and each likeness judged by a person. Never a finding."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.bulk import insert_rows
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.suppliers.models import Supplier, SupplierAddress, SupplierName, SupplierNumber
from aktsom.suppliers.resolution.tables import RecordKind
from aktsom.supply_chain import concern_permissions as permissions
from aktsom.supply_chain.likeness import Likeness, Record, likenesses
from aktsom.supply_chain.listed import ListedEntry
from aktsom.supply_chain.models import ConcernEntry, ConcernHit, ConcernList, Site
from aktsom.supply_chain.queries.concerns import newest_lists, visible_hits
from aktsom.supply_chain.states import HitState

MATCH = "supply_chain.match_concerns"
REASON = 1_000
_COLUMNS = (
    "concern_list_id", "entry_id", "schema", "names", "countries", "addresses", "numbers", "topics", "note",
)  # fmt: skip


@transaction.atomic
def load_concern_list(
    *,
    by: Actor,
    at: datetime,
    name: str,
    publisher: str,
    edition: str,
    checksum: str,
    entries: Iterable[ListedEntry],
    progress: Callable[[int], None] = lambda _done: None,
) -> ConcernList:
    """All of it or nothing: whatever `entries` raises takes the list back. The same file under the same name is there
    already and stays as it is. Likenesses are looked for by the worker afterwards."""
    stop_if(permissions.load_list(by))
    if not name.strip() or not publisher.strip() or not edition.strip():
        raise DomainError(_("Si hva listen heter, hvem som gir den ut, og hvilken utgave det er."))
    if known := ConcernList.objects.filter(name=name.strip()[:200], checksum=checksum).first():
        return known
    made = ConcernList.objects.create(
        name=name.strip()[:200],
        publisher=publisher.strip()[:200],
        edition=edition.strip()[:40],
        checksum=checksum,
        entries_count=0,
        loaded_at=at,
        person_id=by.person_id,
    )
    made.entries_count = insert_rows(ConcernEntry, _COLUMNS, _written(made.pk, entries, progress))
    made.save(update_fields=["entries_count"])
    told = {"name": made.name, "edition": made.edition, "entries": made.entries_count}
    record(by=by, at=at, acts=[Act("concern_list_loaded", made.public_id, changes=told)])
    send(kind=MATCH, payload={"list": made.public_id}, at=at)
    return made


def _written(
    list_id: int, entries: Iterable[ListedEntry], progress: Callable[[int], None]
) -> Iterator[tuple[int | str, ...]]:
    seen: set[int] = set()  # hashes, since the ids of a million entries are many times as large
    for done, one in enumerate(entries, start=1):
        key = hash(one.entry_id)
        if key in seen:
            raise DomainError(_("Listen har to oppføringer med id-en «%(id)s».") % {"id": one.entry_id})
        seen.add(key)
        if done % 10_000 == 0:
            progress(done)
        yield (
            list_id,
            one.entry_id,
            one.schema,
            "\n".join(one.names),
            ";".join(one.countries)[:100],
            "\n".join(one.addresses),
            "\n".join(one.numbers),
            ";".join(one.topics)[:200],
            one.note,
        )


def match_concern_list(*, by: Actor, at: datetime, public_id: str) -> int:
    """Hold the list up against suppliers and sites; returns how many likenesses are new. What was judged of the same
    entry in an older edition of the list counts on, with its reason: nobody is asked twice."""
    found = ConcernList.objects.filter(public_id=public_id).first()
    if found is None or found.pk not in {one.pk for one in newest_lists()}:
        return 0
    companies = likenesses(_suppliers(), _entries(found), RecordKind.COMPANY)
    sites = likenesses(_sites(), _entries(found), RecordKind.SITE)
    with transaction.atomic():
        before = ConcernHit.objects.filter(entry__concern_list=found).count()
        judged = _judged_before(found)
        hits = [_hit(one, at, judged, supplier=one.ours) for one in companies]
        hits += [_hit(one, at, judged, site=one.ours) for one in sites]
        ConcernHit.objects.bulk_create(hits, batch_size=500, ignore_conflicts=True)
        new = ConcernHit.objects.filter(entry__concern_list=found).count() - before
        if new:
            record(by=by, at=at, acts=[Act("concern_hits_found", found.public_id, changes={"hits": new})])
    return new


_Judged = dict[tuple[str, int | None, int | None], ConcernHit]


def _judged_before(found: ConcernList) -> _Judged:
    """By the list's own id of the entry, whose names are as they were; the newest judgement counts."""
    older = ConcernHit.objects.filter(entry__concern_list__name=found.name).exclude(state=HitState.WAITING)
    older = older.exclude(entry__concern_list=found).select_related("entry").order_by("judged_at")
    return {(f"{hit.entry.entry_id}\n{hit.entry.names}", hit.supplier_id, hit.site_id): hit for hit in older}


def _hit(
    one: Likeness, at: datetime, judged: _Judged, *, supplier: int | None = None, site: int | None = None
) -> ConcernHit:
    hit = ConcernHit(
        entry_id=one.listed,
        supplier_id=supplier,
        site_id=site,
        weight=one.weight,
        evidence={"weights": one.evidence, "likeness": one.likeness},
        found_at=at,
    )
    if judged:
        entry = ConcernEntry.objects.get(pk=one.listed)
        if before := judged.get((f"{entry.entry_id}\n{entry.names}", supplier, site)):
            hit.state, hit.reason = before.state, before.reason
            hit.judged_at, hit.person_id = before.judged_at, before.person_id
    return hit


def _suppliers() -> Iterator[Record]:
    """Each name of each supplier, with what is known of where it is. A number of another register than the list's
    says nothing, so that a number is compared only where the list writes it."""
    places = {row.supplier_id: row for row in SupplierAddress.objects.filter(postal=False)}
    numbers: dict[int, list[str]] = {}
    for supplier_id, value in SupplierNumber.objects.values_list("supplier_id", "value"):
        numbers.setdefault(supplier_id, []).append(value)
    names: dict[int, list[str]] = {}
    for supplier_id, name in SupplierName.objects.values_list("supplier_id", "name"):
        names.setdefault(supplier_id, []).append(name)
    for one in Supplier.objects.filter(same_as__isnull=True).iterator():
        place = places.get(one.pk)
        where = (place.lines, place.postcode, place.town) if place else ("", "", "")
        for name in dict.fromkeys([one.name, *names.get(one.pk, ())]):
            yield Record(one.pk, name, one.organisation_number, one.country, *where)
        for number in numbers.get(one.pk, ()):
            yield Record(one.pk, one.name, number, one.country, *where)


def _sites() -> Iterator[Record]:
    for one in Site.objects.filter(same_as__isnull=True).iterator():
        for name in filter(None, dict.fromkeys([one.name, one.local_name])):
            yield Record(one.pk, name, "", one.country, one.address, one.postcode, one.town)


def _entries(found: ConcernList) -> Iterator[Record]:
    rows = ConcernEntry.objects.filter(concern_list=found).values_list(
        "pk", "names", "countries", "addresses", "numbers"
    )
    for pk, names, countries, addresses, numbers in rows.iterator(chunk_size=10_000):
        country = countries if len(countries) == 2 else ""  # one of several says nothing against the others
        address = addresses.partition("\n")[0]
        first, *others = numbers.split("\n")
        for name in names.split("\n"):
            yield Record(pk, name, first, country, address)
        for number in others:
            yield Record(pk, names.partition("\n")[0], number, country, address)


@transaction.atomic
def judge_hit(*, by: Actor, at: datetime, hit: str, verdict: HitState, reason: str) -> ConcernHit:
    """Same or different, with a reason. That it is the same is still no finding: it is where to begin to ask."""
    found = _for_change(by, hit)
    if verdict not in (HitState.SAME, HitState.DIFFERENT):
        raise DomainError(_("Velg om de er den samme eller ikke."))
    if not reason.strip():
        raise DomainError(_("Skriv hva du bygger vurderingen på."))
    if found.state != HitState.WAITING:
        raise Stale
    found.state, found.reason = verdict, reason.strip()[:REASON]
    found.judged_at, found.person_id = at, by.person_id
    found.save()
    record(by=by, at=at, acts=[Act("concern_hit_judged", found.public_id, changes={"state": [None, str(verdict)]})])
    return found


@transaction.atomic
def reopen_hit(*, by: Actor, at: datetime, hit: str) -> ConcernHit:
    """Take a judgement back; the journal keeps that it was made."""
    found = _for_change(by, hit)
    if found.state == HitState.WAITING:
        raise Refused(Refusal(_("Den er ikke vurdert.")))
    before = found.state
    found.state, found.reason, found.judged_at, found.person_id = HitState.WAITING, "", None, None
    found.save()
    record(by=by, at=at, acts=[Act("concern_hit_reopened", found.public_id, changes={"state": [str(before), None]})])
    return found


def _for_change(by: Actor, public_id: str) -> ConcernHit:
    if not permissions.judges(by):
        raise NotVisible
    found = visible_hits(by).select_for_update(of=("self",)).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found
