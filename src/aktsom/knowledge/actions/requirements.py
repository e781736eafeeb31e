"""A choice of texts for a tender is kept as it stands. Nothing in it is changed later: edited again it is a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.knowledge.models import ChosenRequirement, RequirementChoice
from aktsom.knowledge.permissions.requirements import keep_choice
from aktsom.knowledge.queries.risk_of_purchase import Purchase
from aktsom.knowledge.states import Place
from aktsom.knowledge.tables import LANGUAGES, requirement_texts
from aktsom.members.models import Member, Person
from aktsom.teams.problems import Wrong

LONGEST = 6_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """One text as the person left it."""

    code: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be kept. `sent` is the form's own mark, and `continues` the public id of the choice it began from."""

    title: str
    language: str
    texts: Sequence[Chosen]
    sent: str
    continues: str = ""


@transaction.atomic
def keep_requirements(
    *, by: Actor, at: datetime, member: Member, purchase: Purchase, wanted: Wanted
) -> RequirementChoice:
    """The same form sent twice is one choice. Raises Wrong for what has to be mended, Stale where somebody else has
    already gone on from the choice it began from."""
    if member.pk not in by.member_ids or wanted.language not in LANGUAGES:
        raise NotVisible
    stop_if(keep_choice(by, member.pk))
    # The person's two windows come one after the other.
    Person.objects.select_for_update(no_key=True).filter(pk=by.person_id or 0).first()
    kept = RequirementChoice.objects.filter(member=member, sent=wanted.sent).first()
    if kept is not None:
        return kept
    _look_through(wanted)
    before = _before(member, wanted.continues)
    contract: Contract | None = purchase.contract
    made = RequirementChoice.objects.create(
        member=member,
        contract=contract,
        group_id=purchase.group.id if purchase.group else "",
        product_id=purchase.product.id if purchase.product else "",
        title=wanted.title.strip(),
        language=wanted.language,
        basis=purchase.basis,
        continues=before,
        number=before.number + 1 if before else 1,
        sent=wanted.sent,
        made_at=at,
        made_by_id=by.person_id,
    )
    ChosenRequirement.objects.bulk_create(_rows(made, wanted))
    changes = {"texts": [text.code for text in wanted.texts], "number": made.number}
    record(by=by, at=at, acts=[Act("requirements_chosen", made.public_id, member.pk, changes=changes)])
    return made


def _look_through(wanted: Wanted) -> None:
    longest = RequirementChoice._meta.get_field("title").max_length or 200
    if not wanted.title.strip():
        raise Wrong("title", _("Skriv hva konkurransen gjelder."))
    if len(wanted.title.strip()) > longest:
        raise Wrong("title", _("Skriv det med høyst {count} tegn.").format(count=longest))
    if not wanted.texts:
        raise Wrong("texts", _("Velg minst ett krav."))
    known = requirement_texts()
    for one in wanted.texts:
        if one.code not in known:
            raise NotVisible
        if not one.text.strip():
            raise Wrong(one.code, _("Skriv hva som kreves, eller ta bort haken."))
        if not one.reason.strip():
            raise Wrong(one.code, _("Skriv hvorfor kravet er forholdsmessig her."))
        if max(len(one.text), len(one.reason)) > LONGEST:
            raise Wrong(one.code, _("Skriv det med høyst {count} tegn.").format(count=LONGEST))


def _before(member: Member, public_id: str) -> RequirementChoice | None:
    if not public_id:
        return None
    found = RequirementChoice.objects.select_for_update().filter(member=member, public_id=public_id).first()
    if found is None:
        raise NotVisible
    if RequirementChoice.objects.filter(continues=found).exists():
        raise Stale
    return found


def _rows(made: RequirementChoice, wanted: Wanted) -> list[ChosenRequirement]:
    known, order = requirement_texts(), list(Place)
    ordered = sorted(wanted.texts, key=lambda one: order.index(known[one.code].place))
    return [
        ChosenRequirement(
            choice=made,
            code=one.code,
            version=known[one.code].version,
            place=known[one.code].place,
            position=position,
            text=one.text.strip(),
            reason=one.reason.strip(),
            changed=one.text.split() != known[one.code].text[wanted.language].split(),
        )
        for position, one in enumerate(ordered, 1)
    ]
