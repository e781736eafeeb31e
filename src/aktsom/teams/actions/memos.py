"""Memos of a category team: written, changed, and looked at again when their day has come."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, stop_if
from aktsom.core.journal import record
from aktsom.core.wall import lowered
from aktsom.sharing.audiences import Audience, narrower
from aktsom.sharing.grounds import secrecy_ground
from aktsom.sharing.workers import Worry, looked_at, worries
from aktsom.suppliers.hiding import hidden_from
from aktsom.suppliers.models import Supplier
from aktsom.teams.actions.memo_loading import acting_body, memo_for_change, part_for_change, team_to_write_in, told
from aktsom.teams.actions.narrowing import narrow
from aktsom.teams.actions.seen_by import keys_of, keys_of_passage, recompute
from aktsom.teams.models import CategoryTeam, Memo, MemoLink, MemoPassage
from aktsom.teams.permissions import memos as permissions
from aktsom.teams.queries.buyers import linkable
from aktsom.teams.rules.memos import FIRST, PassageWords, audience_after, fits_public_journal

MOMENT = timedelta(minutes=1)
LONGEST_TITLE = 200  # as the column


class LookAgain(DomainError):
    """The text seems to tell who a worker is. It is saved when a person has looked at exactly this text."""

    def __init__(self, found: tuple[Worry, ...], mark: str) -> None:
        super().__init__(_("Se over teksten. Den kan fortelle hvem en arbeider er."))
        self.worries, self.mark = found, mark


class WordsWrong(DomainError):
    """`field` is the field at fault."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def write_memo(
    *,
    by: Actor,
    at: datetime,
    team_id: str,
    title: str,
    first: PassageWords,
    supplier_id: str = "",
    endangers_workers: bool = False,
    link_buyers: bool = False,
    looked: str = "",
) -> Memo:
    """A new memo of the team with its first passage, on behalf of the body the writer sits for. `link_buyers` links the
    members with a running contract that it concerns. The very same memo again within a moment is a second press.

    Raises WordsWrong, and LookAgain unless `looked` is the mark of the texts.
    """
    team = team_to_write_in(by, team_id)
    title, words = _tidy_title(title), _tidy(first)
    audience = _first_audience(words)
    _stop_if_unlooked(f"{title}\n{words.text}", looked)
    if (just_made := _just_made(team, by, title, at)) is not None:
        return just_made
    memo = Memo(
        team=team,
        title=title,
        owner_id=acting_body(by, team),
        audience=Audience.CASE_TEAM,
        supplier=_supplier(by, supplier_id),
        endangers_workers=endangers_workers,
        author_id=by.person_id,
        written_at=at,
    )
    _begin(memo, by, at, link_buyers)
    passage = _lay_down(MemoPassage(memo=memo, position=1, audience=audience), words, by, at, memo.owner_id)
    recompute(memo)
    changes = {"audience": passage.audience, "passage": passage.public_id}
    record(by=by, at=at, acts=[told(by, memo, "memo_written", memo.public_id, **changes)])
    return memo


def _first_audience(words: PassageWords) -> Audience:
    if words.audience is None or words.audience not in FIRST:
        raise WordsWrong("audience", _("Velg hvem som skal se det nå. Å gå til flere er en egen avgjørelse."))
    return words.audience


def _just_made(team: CategoryTeam, by: Actor, title: str, at: datetime) -> Memo | None:
    """The very same memo, pressed twice."""
    twice = Memo.objects.filter(team=team, author_id=by.person_id, title=title, written_at__gt=at - MOMENT).first()
    return twice if twice is not None and twice.revision == 1 else None


def _begin(memo: Memo, by: Actor, at: datetime, link_buyers: bool) -> None:
    memo.seen_by = keys_of(memo, [])  # before any buyer is linked: nobody lays down what it does not see
    memo.save(force_insert=True)
    if link_buyers:
        MemoLink.objects.bulk_create(
            MemoLink(memo=memo, member=one) for one in linkable(by, memo, timezone.localdate(at))
        )


@transaction.atomic
def change_memo(
    *,
    by: Actor,
    at: datetime,
    memo_id: str,
    revision: int,
    title: str,
    supplier_id: str = "",
    endangers_workers: bool = False,
    looked: str = "",
) -> Memo:
    """A new title or another supplier has been released to nobody: the memo falls back to the team. Danger to workers
    takes back what the supplier was shown, and stops every move outward until it is lifted."""
    memo = memo_for_change(by, memo_id, revision)
    stop_if(permissions.write(by, memo.team_id))
    title, supplier = _tidy_title(title), _supplier(by, supplier_id)
    now = {"title": title, "supplier": supplier, "endangers_workers": endangers_workers}
    changed = [name for name, new in now.items() if getattr(memo, name) != new]
    if not changed:
        return memo
    if "title" in changed:
        _stop_if_unlooked(title, looked)
    acts = [told(by, memo, "memo_changed", memo.public_id, changed=changed)]
    if {"title", "supplier"} & set(changed):
        parts: list[Memo | MemoPassage] = [memo, *memo.passages.all()]
        acts += narrow(memo, parts, Audience.CASE_TEAM, by=by, at=at, reason=_("Notatet ble endret."))
    if {"supplier", "endangers_workers"} & set(changed):
        with lowered():  # also of those that only the leaders see
            memo.passages.update(supplier_shown_at=None)
    memo.supplier_shown_at = None
    memo.title, memo.supplier, memo.endangers_workers = title, supplier, endangers_workers
    memo.revision += 1
    memo.save()
    recompute(memo)
    record(by=by, at=at, acts=acts)
    return memo


@transaction.atomic
def add_passage(*, by: Actor, at: datetime, memo_id: str, words: PassageWords, looked: str = "") -> MemoPassage:
    """A new passage last in the memo, seen by the team or its leaders alone."""
    memo = memo_for_change(by, memo_id)
    stop_if(permissions.write(by, memo.team_id))
    words = _tidy(words)
    if words.audience not in FIRST:
        raise WordsWrong("audience", _("Velg hvem som skal se det nå. Å gå til flere er en egen avgjørelse."))
    _stop_if_unlooked(words.text, looked)
    twice = memo.passages.filter(text=words.text, author_id=by.person_id, written_at__gt=at - MOMENT, revision=1)
    if just_made := twice.first():
        return just_made
    with lowered():  # also after a passage that only the leaders see
        last = memo.passages.aggregate(last=Max("position"))["last"] or 0
    passage = MemoPassage(memo=memo, position=last + 1, audience=words.audience)
    _lay_down(passage, words, by, at, acting_body(by, memo.team))
    recompute(memo)
    record(by=by, at=at, acts=[told(by, memo, "passage_written", passage.public_id, audience=passage.audience)])
    return passage


@transaction.atomic
def change_passage(
    *, by: Actor, at: datetime, memo_id: str, passage_id: str, revision: int, words: PassageWords, looked: str = ""
) -> MemoPassage:
    """Narrower freely; wider only by a release. A new text falls back to the team and has to be shown and released
    anew, so that nobody reads under an old release what it was not given for."""
    memo, passage = part_for_change(by, memo_id, passage_id, revision)
    stop_if(permissions.write(by, memo.team_id))
    words, now = _tidy(words), Audience(passage.audience)
    if words.audience is not None and words.audience.width > now.width:
        raise WordsWrong("audience", _("Å gå til flere er en egen avgjørelse. Bruk «Del med flere»."))
    new_text = words.text != passage.text
    if new_text:
        _stop_if_unlooked(words.text, looked)
    ground = secrecy_ground(words.secrecy_ground)
    after = audience_after(now, words, new_text=new_text, today=timezone.localdate(at), ground=ground)
    acts = [told(by, memo, "passage_changed", passage.public_id, new_text=new_text, ground=words.secrecy_ground)]
    acts += narrow(memo, [passage], after, by=by, at=at, reason=_("Avsnittet ble endret."))
    if new_text:
        passage.supplier_shown_at = None
    _words_into(passage, words)
    passage.revision += 1
    passage.save()
    recompute(memo)
    record(by=by, at=at, acts=acts)
    return passage


@transaction.atomic
def review_passage(
    *, by: Actor, at: datetime, memo_id: str, passage_id: str, revision: int, next_on: date
) -> MemoPassage:
    """Somebody looked again whether it must still be kept narrow, and says when to look the next time."""
    memo, passage = part_for_change(by, memo_id, passage_id, revision)
    stop_if(permissions.write(by, memo.team_id))
    if next_on <= timezone.localdate(at):
        raise WordsWrong("next_on", _("Velg en dag som kommer."))
    told_of = told(by, memo, "passage_reviewed", passage.public_id, review_on=[passage.review_on, next_on])
    passage.review_on, passage.revision = next_on, passage.revision + 1
    passage.save(update_fields=["review_on", "revision"])
    record(by=by, at=at, acts=[told_of])
    return passage


def _tidy_title(title: str) -> str:
    title = " ".join(storable(title).split())
    if not title:
        raise WordsWrong("title", _("Gi notatet en tittel."))
    if len(title) > LONGEST_TITLE:
        raise WordsWrong("title", _("Tittelen er for lang."))
    if not fits_public_journal(title):
        raise WordsWrong("title", _("Tittelen skal kunne stå i en offentlig journal: uten beløp og e-postadresser."))
    return title


def _tidy(words: PassageWords) -> PassageWords:
    text = storable(words.text).replace("\r\n", "\n").strip()
    if not text:
        raise WordsWrong("text", _("Skriv noe i avsnittet."))
    secrecy_ground(words.secrecy_ground)
    plan = words.plan_due_on if words.is_deviation else None
    return PassageWords(**{**words.__dict__, "text": text, "plan_due_on": plan})


def _stop_if_unlooked(text: str, looked: str) -> None:
    found = worries(text)
    if Worry.NATIONAL_ID in found:
        raise WordsWrong("text", _("Teksten inneholder et fødselsnummer. Ta det bort."))
    if found and looked != looked_at(text):
        raise LookAgain(found, looked_at(text))


def _supplier(by: Actor, public_id: str) -> Supplier | None:
    if not public_id:
        return None
    found = Supplier.objects.filter(public_id=public_id).first()
    if found is None or hidden_from(by, [found.pk]):
        raise WordsWrong("supplier", _("Vi kjenner ikke denne leverandøren."))
    return found


def _lay_down(passage: MemoPassage, words: PassageWords, by: Actor, at: datetime, owner_id: int) -> MemoPassage:
    passage.owner_id, passage.author_id, passage.written_at = owner_id, by.person_id, at
    _words_into(passage, words)
    ground = secrecy_ground(words.secrecy_ground)
    passage.audience = audience_after(
        narrower(Audience(passage.audience), Audience.CASE_TEAM),
        words,
        new_text=True,
        today=timezone.localdate(at),
        ground=ground,
    )
    passage.seen_by = keys_of_passage(passage.memo, passage, [])
    passage.save(force_insert=True)
    return passage


def _words_into(passage: MemoPassage, words: PassageWords) -> None:
    passage.text, passage.secrecy_ground, passage.review_on = words.text, words.secrecy_ground, words.review_on
    passage.names_sub_supplier, passage.tells_price = words.names_sub_supplier, words.tells_price
    passage.is_deviation, passage.plan_due_on = words.is_deviation, words.plan_due_on
