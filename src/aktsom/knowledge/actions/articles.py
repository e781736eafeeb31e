"""Guidance, experience, documents, questions and answers: written, and written anew as versions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, stop_if
from aktsom.core.journal import record
from aktsom.core.outbox import send
from aktsom.core.wall import lowered
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.states import FollowUpState
from aktsom.knowledge.actions.letting_out import what_holds
from aktsom.knowledge.actions.loading import article_for_change, day_to_check, tidy, told
from aktsom.knowledge.actions.seen_by import keys_of, recompute
from aktsom.knowledge.kinds import ASKED, FIRST, ArticleKind
from aktsom.knowledge.models import Article, ArticleVersion
from aktsom.knowledge.permissions import articles as permissions
from aktsom.knowledge.rules.articles import Words
from aktsom.knowledge.rules.letting_out import NOTHING, Marks
from aktsom.sharing.audiences import Audience
from aktsom.teams.actions.loading import note_activity
from aktsom.teams.actions.memo_loading import acting_body, team_to_write_in
from aktsom.teams.models import CategoryTeam
from aktsom.teams.problems import Wrong

MOMENT = timedelta(minutes=1)
ASKED_MAIL, ANSWERED_MAIL = "member_asked", "member_answered"
_MAILS = {ArticleKind.QUESTION: ASKED_MAIL, ArticleKind.ANSWER: ANSWERED_MAIL}
_VERBS = {
    ArticleKind.GUIDANCE: "article_written",
    ArticleKind.EXPERIENCE: "article_written",
    ArticleKind.DOCUMENT: "article_written",
    ArticleKind.QUESTION: "question_asked",
    ArticleKind.ANSWER: "question_answered",
}


@dataclass(frozen=True)
class Place:
    """Where an article belongs: to a category and the team that keeps it, or to a body; an answer to a question, an
    experience to a follow-up. `came_from` is an answer."""

    group_id: str = ""
    team_id: str = ""
    question_id: str = ""
    follow_up_id: str = ""
    came_from_id: str = ""


@dataclass(frozen=True)
class Check:
    """When it is looked at again, and by whom (a person's id); nobody where it need not be."""

    on: date | None = None
    reviewer_id: int | None = None


@transaction.atomic
def write_article(
    *,
    by: Actor,
    at: datetime,
    kind: ArticleKind,
    place: Place,
    words: Words,
    check: Check | None = None,
    evidence_id: str = "",
    looked: str = "",
    marks: Marks = NOTHING,
) -> Article:
    """A first version: what is asked or answered is said to all members, so that `marks` are asked of it as of what is
    let out; anything else stays in the team, or with the own body, until it is let out. The very same once more within
    a moment is a second press.

    Raises Wrong, and LookAgain unless `looked` is the mark of the texts.
    """
    one = _placed(by, kind, place)
    words = tidy(kind, words, looked)
    check = check or Check()
    if (twice := _just_written(by, one, words, at)) is not None:
        return twice
    one.author_id, one.made_at, one.changed_at = by.person_id, at, at
    file = _file(by, evidence_id)
    _stop_if_held(one, words, file, marks, to=one.audience, by=by, at=at)
    one.check_on = day_to_check(check.on, timezone.localdate(at))
    one.reviewer_id = check.reviewer_id if one.check_on else None
    one.seen_by = keys_of(one, one.audience)
    one.save(force_insert=True)
    _add_version(one, words, by=by, at=at, audience=one.audience, file=file)
    if one.team is not None:
        note_activity(one.team, by=by, at=at)
    if kind in _MAILS:
        send(kind=_MAILS[kind], payload={"article": one.public_id}, at=at)
    record(by=by, at=at, acts=[told(by, one, _VERBS[kind], **_of(one))])
    return one


@transaction.atomic
def change_article(
    *,
    by: Actor,
    at: datetime,
    article_id: str,
    revision: int,
    words: Words,
    evidence_id: str = "",
    looked: str = "",
    marks: Marks = NOTHING,
) -> ArticleVersion:
    """A new version. What others read stays as it is until the new one is let out to them; what was asked or answered
    is said to all members, and so is what is changed of it. Nothing where nothing is changed. Raises Stale where
    somebody else wrote a version meanwhile."""
    one = article_for_change(by, article_id, revision)
    stop_if(permissions.change(by, one))
    words = tidy(ArticleKind(one.kind), words, looked)
    with lowered():  # the number, also after a version that the actor does not see
        last = one.versions.select_related("evidence").order_by("-number")[0]
    file = _file(by, evidence_id) or last.evidence
    if (last.title, last.sections, last.hours, last.evidence_id) == (
        words.title,
        dict(words.sections),
        words.hours,
        file.pk if file else None,
    ):
        return last
    audience = _first_audience(by, one)
    _stop_if_held(one, words, file, marks, to=audience, by=by, at=at)
    made = _add_version(one, words, by=by, at=at, audience=audience, file=file)
    one.changed_at, one.revision = at, one.revision + 1
    one.save(update_fields=["changed_at", "revision"])
    recompute(one)
    if one.team is not None:
        note_activity(one.team, by=by, at=at)
    record(by=by, at=at, acts=[told(by, one, "article_changed", number=made.number)])
    return made


def _stop_if_held(
    one: Article, words: Words, file: Evidence | None, marks: Marks, *, to: str, by: Actor, at: datetime
) -> None:
    """What goes further than to those who write it, without anybody letting it out. Raises Wrong."""
    today = timezone.localdate(at)
    held = what_holds(
        one, words, file, marks, by=by, now=Audience.CASE_TEAM, to=Audience(to), today=today, written_on=today
    )  # fmt: skip
    if held is not None:
        raise held


def _placed(by: Actor, kind: ArticleKind, place: Place) -> Article:
    """The article with where it belongs, seen and allowed."""
    one = Article(kind=kind, group_id=_group(place.group_id), audience=FIRST[kind])
    if kind in ASKED:
        stop_if(permissions.ask(by))
        one.owner_id = by.member_id or 0
        if kind == ArticleKind.ANSWER:
            one.parent = _question(by, place.question_id)
            one.group_id, one.audience = one.parent.group_id, one.parent.audience
        return one
    if kind == ArticleKind.EXPERIENCE:
        one.follow_up = _ended(by, place.follow_up_id)
        one.group_id, team = one.follow_up.group_id, one.follow_up.team
    else:
        team = team_to_write_in(by, place.team_id) if place.team_id else None
    if team is not None:
        stop_if(permissions.write_for_team(by, team.id))
        one.team, one.owner_id = team, acting_body(by, team)
        one.group_id = one.group_id or team.group_id
    else:
        _for_body(by, one)
    if place.came_from_id:
        one.came_from = _answer(by, place.came_from_id)
    return one


def _for_body(by: Actor, one: Article) -> None:
    owner_id = one.follow_up.member_id if one.follow_up is not None else by.member_id
    stop_if(permissions.write_for_body(by, owner_id))
    one.owner_id = owner_id or 0
    one.audience = _first_audience(by, one)


def _first_audience(by: Actor, one: Article) -> Audience:
    """The secretariat writes for all: it reads no member's own, and would not see what it wrote for itself."""
    kept = one.team is not None or one.kind in ASKED or by.is_platform or one.owner_id in by.member_ids
    return FIRST[ArticleKind(one.kind)] if kept else Audience.MEMBERS


def _group(group_id: str) -> str:
    if group_id and group_id not in current_catalogue().group:
        raise Wrong("group_id", _("Velg en kategori fra listen."))
    return group_id


def _ended(by: Actor, follow_up_id: str) -> FollowUp:
    one = follow_up(by, follow_up_id)
    if one.state != FollowUpState.CONCLUDED:
        stop_if(Refusal(_("Skriv erfaringen når oppfølgingen er konkludert.")))
    return one


def _question(by: Actor, public_id: str) -> Article:
    found = Article.objects.visible_to(by).filter(public_id=public_id, kind=ArticleKind.QUESTION).first()
    if found is None:
        raise NotVisible
    return found


def _answer(by: Actor, public_id: str) -> Article:
    found = Article.objects.visible_to(by).filter(public_id=public_id, kind=ArticleKind.ANSWER).first()
    if found is None:
        raise NotVisible
    return found


def _file(by: Actor, evidence_id: str) -> Evidence | None:
    if not evidence_id:
        return None
    found = Evidence.objects.visible_to(by).filter(public_id=evidence_id).first()
    if found is None:
        raise NotVisible
    return found


def _just_written(by: Actor, one: Article, words: Words, at: datetime) -> Article | None:
    twice = Article.objects.visible_to(by).filter(
        kind=one.kind,
        group_id=one.group_id,
        parent=one.parent,
        follow_up=one.follow_up,
        author_id=by.person_id,
        made_at__gt=at - MOMENT,
        revision=1,
        versions__title=words.title,
        versions__sections=dict(words.sections),
    )
    return twice.first()


def _add_version(
    one: Article, words: Words, *, by: Actor, at: datetime, audience: str, file: Evidence | None
) -> ArticleVersion:
    with lowered():  # also after a version that the actor does not see
        last = one.versions.aggregate(last=Max("number"))["last"] or 0
    version = ArticleVersion(
        article=one,
        number=last + 1,
        title=words.title,
        sections=dict(words.sections),
        hours=words.hours,
        what_changed=words.what_changed,
        evidence=file,
        author_id=by.person_id,
        written_at=at,
        owner_id=_body_of(by, one.team, one.owner_id),
        audience=Audience(audience),
        seen_by=keys_of(one, audience),
    )
    version.save(force_insert=True)
    return version


def _body_of(by: Actor, team: CategoryTeam | None, owner_id: int) -> int:
    return acting_body(by, team) if team is not None and not by.is_platform else by.member_id or owner_id


def _of(one: Article) -> dict[str, str]:
    about = {"question": one.parent, "follow_up": one.follow_up, "came_from": one.came_from}
    return {"group": one.group_id, **{name: each.public_id for name, each in about.items() if each is not None}}
