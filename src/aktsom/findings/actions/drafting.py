"""Those who follow up write what may be told of a result, and take out what may not."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.findings.actions.publication_loading import (
    Leaks,
    act_of,
    give_keys,
    publication_for_change,
    saved,
    version_for_change,
)
from aktsom.findings.models import Publication, PublicationPassage, PublicationVersion
from aktsom.findings.models.publications import LANGUAGES
from aktsom.findings.permissions import publications as permissions
from aktsom.findings.queries.findings import term_sets_of
from aktsom.findings.queries.publication_facts import case_facts, case_passages, names_to_look_for
from aktsom.findings.rules.leaking import leaks
from aktsom.findings.states import IN_WORK, VERSION
from aktsom.findings.tables import overclaims
from aktsom.follow_up.methods import body_of, runner_keys
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import own
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sharing.grounds import secrecy_ground
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_STATEMENT, LONGEST_PASSAGE = 3_000, 500
FIRST_YEAR = 2000


@transaction.atomic
def draft_publication(*, by: Actor, at: datetime, follow_up_id: str, term_set: str) -> PublicationVersion:
    """Proposed from the case. Known to those who follow up alone. Raises Stale when there is one already."""
    locked = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related("team", "member", "supplier")
    one = locked.filter(own(by), public_id=follow_up_id).first()
    if one is None:
        raise NotVisible
    stop_if(permissions.draft(by, one))
    if term_set not in term_sets_of(one.pk):
        raise Wrong("term_set", _("Velg vilkår som en av avtalene har."))
    if one.publications.filter(term_set_id=term_set, withdrawn_at__isnull=True, dropped_at__isnull=True).exists():
        raise Stale(_("Det finnes allerede en publisering av dette resultatet."))
    keys = runner_keys(one)
    made = Publication.objects.create(
        follow_up=one, term_set_id=term_set, owner_id=body_of(by, one), team=one.team, supplier=one.supplier,
        seen_by=keys, made_at=at, made_by_id=by.person_id,
    )  # fmt: skip
    return _begin(made, 1, by, at, act="publication_drafted")


@transaction.atomic
def begin_correction(
    *, by: Actor, at: datetime, publication_id: str, reason: str, looked: str = ""
) -> PublicationVersion:
    """A new version from the case as it is now; the one that is out stays out until this one is. `reason` is what
    everybody reads beside the one before."""
    one = publication_for_change(by, publication_id)
    stop_if(permissions.runs(by, one))
    if one.versions.filter(state__in=IN_WORK).exists():
        raise Stale(_("En ny utgave er under arbeid allerede."))
    stop_if(permissions.correct(by, one))
    why = reason_in("reason", reason)
    _stop_if_telling(one, {"reason": why})
    stop_if_unlooked({"reason": why}, looked)
    last = one.versions.order_by("-number")[0]
    kept: dict[str, Any] = {
        name: getattr(last, name) for name in ("language", "statement", "next_step", "buyers_year", "comment")
    }
    return _begin(one, last.number + 1, by, at, act="publication_correction_begun", corrects=why, **kept)


def _begin(one: Publication, number: int, by: Actor, at: datetime, *, act: str, **told: Any) -> PublicationVersion:
    today = day_of(at)
    usual = {"buyers_year": today.year, "next_step": _next_step(one, today), **told}
    made = PublicationVersion.objects.create(
        publication=one, number=number, seen_by=runner_keys(one.follow_up), made_at=at, made_by_id=by.person_id, **usual
    )
    _take_facts(made, today)
    saved(one, made, by, at, act_of(act, one, made))
    return made


def _next_step(one: Publication, today: date) -> str:
    """What stands first in the draft; people write on."""
    due = [
        facts["due_on"] for _k, _c, facts, _t in case_passages(one.follow_up, one.term_set_id) if facts.get("due_on")
    ]
    if not due or max(due) < today.isoformat():
        return ""
    return _("Leverandøren retter avvikene etter en plan som er godtatt.")


def _take_facts(version: PublicationVersion, today: date) -> None:
    """As the case is now. Words and grounds that stand are kept; words are proposed from a title only where nothing in
    it must stay in."""
    one = version.publication
    before = {row.source: row for row in version.passages.all()}
    if not before and version.number > 1:
        last = one.versions.filter(number__lt=version.number).order_by("-number")[0]
        before = {row.source: row for row in last.passages.all()}
    names = names_to_look_for(one.follow_up_id)
    rows = []
    for position, (kind, source, facts, title) in enumerate(case_passages(one.follow_up, one.term_set_id)):
        was = before.get(source)
        clean = not leaks([("text", title)], names, overclaims())
        kept = {name: getattr(was, name) for name in ("text", "ground", "ground_reason")} if was else {}
        rows.append(
            PublicationPassage(
                version=version,
                seen_by=runner_keys(one.follow_up),
                position=position,
                kind=kind,
                source=source,
                facts=facts,
                **(kept or {"text": title if clean else ""}),
            )
        )
    version.passages.all().delete()
    for row in rows:
        row.save()
    version.facts = case_facts(one.follow_up, one.term_set_id, today)
    version.facts["left_out"] = sum(bool(row.ground) for row in rows)


@transaction.atomic
def write_version(
    *, by: Actor, at: datetime, publication_id: str, revision: int, language: str, statement: str, next_step: str,
    buyers_year: int, looked: str = "",
) -> PublicationVersion:  # fmt: skip
    """What people write of the result. The facts are taken from the case anew. Raises Wrong, Leaks and LookAgain."""
    one, version = version_for_change(by, publication_id, revision)
    stop_if(permissions.write(by, version))
    if language not in LANGUAGES:
        raise Wrong("language", _("Velg språket teksten er skrevet på."))
    if not FIRST_YEAR <= buyers_year <= day_of(at).year:
        raise Wrong("buyers_year", _("Skriv året registeret er fra."))
    texts = {
        "statement": text_in("statement", statement, LONGEST_STATEMENT),
        "next_step": text_in("next_step", next_step, LONGEST_STATEMENT),
    }
    _stop_if_telling(one, texts)
    stop_if_unlooked(texts, looked)
    version.language, version.buyers_year = language, buyers_year
    version.statement, version.next_step = texts["statement"], texts["next_step"]
    _take_facts(version, day_of(at))
    saved(one, version, by, at, act_of("publication_written", one, version))
    return version


@transaction.atomic
def redact(
    *, by: Actor, at: datetime, publication_id: str, revision: int, passage_id: str, text: str, ground: str = "",
    reason: str = "", looked: str = "",
) -> PublicationPassage:  # fmt: skip
    """Of one conclusion or deviation: the words about it, or a ground in law by which it is left out. What has a ground
    is not told in any words, but that something is left out is. Raises Wrong, Leaks and LookAgain."""
    one, version = version_for_change(by, publication_id, revision)
    stop_if(permissions.write(by, version))
    passage = version.passages.filter(public_id=passage_id).first()
    if passage is None:
        raise NotVisible
    secrecy_ground(ground)
    passage.text = text_in("text", text, LONGEST_PASSAGE)
    passage.ground, passage.ground_reason = ground, reason_in("reason", reason) if ground else ""
    if not ground:
        _stop_if_telling(one, {"text": passage.text})
    stop_if_unlooked({"text": passage.text, "reason": passage.ground_reason}, looked)
    passage.save()
    version.facts["left_out"] = version.passages.exclude(ground="").count()
    act = act_of("publication_redacted", one, version, passage=passage.public_id, ground=ground)
    saved(one, version, by, at, act)
    return passage


@transaction.atomic
def take_back(*, by: Actor, at: datetime, publication_id: str, revision: int) -> PublicationVersion:
    """To write on. Whoever was shown it sees it again when it is shown anew."""
    one, version = version_for_change(by, publication_id, revision)
    stop_if(permissions.move(by, version, "take_back"))
    version.state = VERSION.after(version.state, "take_back")
    to_draft(one, version, at)
    saved(one, version, by, at, act_of("publication_taken_back", one, version))
    return version


@transaction.atomic
def drop_version(*, by: Actor, at: datetime, publication_id: str, revision: int) -> PublicationVersion:
    """It will not be published; what is out already stays as it is."""
    one, version = version_for_change(by, publication_id, revision)
    stop_if(permissions.move(by, version, "drop"))
    version.state = VERSION.after(version.state, "drop")
    if one.published_at is None:
        one.dropped_at = at
    saved(one, version, by, at, act_of("publication_dropped", one, version))
    return version


def to_draft(one: Publication, version: PublicationVersion, at: datetime) -> None:
    """What hangs on having been shown and proposed falls; the supplier's words stay, to be said anew or not."""
    version.shown_at, version.answer_by, version.answered_at, version.unshown_reason = None, None, None, ""
    version.embargo, version.embargo_reason, version.embargo_at, version.embargo_by_id = "", "", None, None
    _take_facts(version, day_of(at))
    give_keys(one, version, shown=False)


def _stop_if_telling(one: Publication, texts: dict[str, str]) -> None:
    if found := leaks(texts.items(), names_to_look_for(one.follow_up_id), overclaims()):
        raise Leaks(found)
