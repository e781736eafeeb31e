"""Reviews of documents in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.follow_up.review_states import REVIEW, ReviewState, Verdict
from aktsom.follow_up.rules.documents import Flag

STATES: Mapping[str, str | Promise] = {
    ReviewState.DRAFT: gettext_lazy("Utkast"),
    ReviewState.SENT: gettext_lazy("Sendt leverandøren"),
    ReviewState.HANDED_IN: gettext_lazy("Lagt fram"),
    ReviewState.CLOSED: gettext_lazy("Ferdig gjennomgått"),
    ReviewState.DROPPED: gettext_lazy("Trukket"),
}
VERDICTS: Mapping[str, str | Promise] = {
    Verdict.SUFFICIENT: gettext_lazy("Tilstrekkelig"),
    Verdict.PARTLY: gettext_lazy("Delvis"),
    Verdict.NOT: gettext_lazy("Ikke tilstrekkelig"),
    Verdict.NOT_RELEVANT: gettext_lazy("Ikke relevant"),
}
VERDICT_MARKS = {"sufficient": "ok", "partly": "wait", "not": "late", "not_relevant": "none"}
FLAGS: Mapping[str, str | Promise] = {
    Flag.OLD: gettext_lazy("Revidert for lenge siden"),
    Flag.EXPIRED: gettext_lazy("Gjelder ikke lenger"),
    Flag.UNDATED: gettext_lazy("Uten dato for siste revisjon"),
    Flag.PAID_BY_SIDE: gettext_lazy("Betalt av leverandøren eller produsenten"),
    Flag.ANNOUNCED: gettext_lazy("Kontrollen var varslet"),
    Flag.OUTSIDE_SEASON: gettext_lazy("Utenfor sesongen"),
    Flag.CHOSEN_BY_MANAGEMENT: gettext_lazy("Ledelsen valgte arbeiderne"),
    Flag.GENERIC: gettext_lazy("Ikke om disse produktene og stedene"),
}


def whose_move(state: str, who: str, supplier: str) -> str:
    return {"team": who, "supplier": supplier, "": _("ingen")}[REVIEW.owners[state]]
