"""A letter from several members together: each signs for itself, and it goes out when all have. It decides nothing in
any contract."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import record
from aktsom.follow_up.methods import body_of, runner_keys
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.permissions.follow_ups import begin
from aktsom.follow_up.queries.planning import own
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import text_in
from aktsom.members.models import Member
from aktsom.sanctions.actions.letters import _language, _signer, _take_in, act_of, letter_for_change, lines_of, saved
from aktsom.sanctions.letter_making import text_digest
from aktsom.sanctions.letter_states import LetterState
from aktsom.sanctions.letter_tables import letter_kinds
from aktsom.sanctions.models import Letter, LetterSignature
from aktsom.sanctions.permissions import letters as permissions
from aktsom.sharing.audiences import member_key
from aktsom.teams.problems import Wrong

JOINT = "joint"
FEWEST, LONGEST_RECIPIENT = 2, 400


@transaction.atomic
def write_joint_letter(
    *, by: Actor, at: datetime, follow_up_id: str, member_ids: Collection[int], language: str,
    said: Mapping[str, str], recipient: str = "", looked: str = "",
) -> Letter:  # fmt: skip
    """By those who follow up, to the supplier, or with `recipient` (lines, the name first) to somebody without an
    account here, such as an association of producers. `member_ids` are of members with a contract covered. The very
    same that waits to be signed is a second press of the button."""
    found = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related("team", "member", "supplier")
    one = found.filter(own(by), public_id=follow_up_id).first()
    if one is None:
        raise NotVisible
    stop_if(begin(by, one.team, one.member_id or 0))
    members = _members(one, member_ids)
    lines = "\n".join(line.strip() for line in storable(recipient).splitlines() if line.strip())
    kind = letter_kinds()[JOINT]
    made = Letter(
        follow_up=one, owner_id=body_of(by, one), supplier=None if lines else one.supplier, kind=JOINT,
        language=_language(language), answer_rule=kind.answer_rule, written_at=at, written_by_id=by.person_id,
        recipient=text_in("recipient", lines, LONGEST_RECIPIENT) or lines_of(one.supplier),
        seen_by=runner_keys(one) | {member_key(member.pk) for member in members} | {member_key(body_of(by, one))},
    )  # fmt: skip
    _take_in(by, at, made, said, looked)
    if (waiting := _the_same(made, members)) is not None:
        return waiting
    made.save()
    LetterSignature.objects.bulk_create(LetterSignature(letter=made, member=member) for member in members)
    record(by=by, at=at, acts=[act_of("letter_written", made, signatories=[member.public_id for member in members])])
    tell("letter_to_sign", made.public_id, at)
    return made


def _members(one: FollowUp, member_ids: Collection[int]) -> list[Member]:
    covered = set(one.covered.filter(left_at__isnull=True).values_list("member_id", flat=True))
    chosen = covered.intersection(member_ids)
    if len(chosen) < FEWEST:
        raise Wrong("members", _("Velg minst to virksomheter med en avtale i oppfølgingen."))
    return list(Member.objects.filter(pk__in=chosen).order_by("name"))


def _the_same(made: Letter, members: Collection[Member]) -> Letter | None:
    """That waits to be signed by the same, in the same words; the follow-up is locked."""
    rows = Letter.objects.filter(
        follow_up=made.follow_up, owner_id=made.owner_id, kind=JOINT, state=LetterState.DRAFT, language=made.language,
        recipient=made.recipient,
    )  # fmt: skip
    ids = {member.pk for member in members}
    same = (row for row in rows.order_by("id") if row.said == made.said)
    return next((row for row in same if set(row.signatures.values_list("member_id", flat=True)) == ids), None)


@transaction.atomic
def sign_letter(
    *, by: Actor, at: datetime, letter_id: str, revision: int, member_id: int, text_sha256: str
) -> LetterSignature:
    """For one of the members, by its contract owner. `text_sha256` is that of the text that the signer has read
    (`letter_making.text_digest`). Raises Stale when the letter says something else: it may have been changed, and so
    may a finding or a wording that it is put together of."""
    one = letter_for_change(by, letter_id, revision)
    signature = one.signatures.select_for_update().filter(member_id=member_id).first()
    if signature is None:
        raise NotVisible
    if signature.signed_at is not None:
        raise Stale(_("Virksomheten har undertegnet."))
    stop_if(permissions.sign(by, one, signature))
    if not _signer(by).strip():
        raise Refused(Refusal(_("Skriv navnet ditt under «Min konto» først.")))
    if text_sha256 != text_digest(one):
        raise Stale(_("Brevet er endret siden du leste det. Les det på nytt før du undertegner."))
    signature.signed_at, signature.signed_by_id, signature.signed_name = at, by.person_id, _signer(by)
    signature.text_sha256 = text_sha256
    signature.save()
    saved(one, by, at, act_of("letter_signed", one, member=signature.member.public_id))
    return signature
