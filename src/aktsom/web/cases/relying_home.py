"""What home tells a contract owner of what was concluded: that it has yet to decide whether it builds on it."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.undecided import undecided
from aktsom.web.cases import words
from aktsom.web.home.words import Row
from aktsom.web.teams.words import group_namer


def rows(actor: Actor, today: date) -> list[Row]:
    found = undecided(actor, today)
    namer = group_namer() if found else str
    return [_row(one, namer(one.group_id), contracts) for one, contracts in found]


def _row(one: FollowUp, group: str, contracts: list[Contract]) -> Row:
    href = reverse("cases_conclusions", kwargs={"public_id": one.public_id}) + "#deres"
    if len(contracts) == 1:
        href = reverse("cases_rely", kwargs={"public_id": one.public_id, "contract_id": contracts[0].public_id})
    told = ngettext(
        "%(who)s har konkludert. Avgjør om dere bygger på det, for %(num)s avtale.",
        "%(who)s har konkludert. Avgjør om dere bygger på det, for %(num)s avtaler.",
        len(contracts),
    )
    return Row(
        title=_("%(name)s er fulgt opp") % {"name": one.supplier.name},
        text=told % {"who": words.by_whom(one, group), "num": len(contracts)},
        href=href,
        act=_("Les og avgjør"),
    )
