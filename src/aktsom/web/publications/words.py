"""Publications in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.findings.states import VERSION, EmbargoDecision, VersionState

STATES: Mapping[str, str | Promise] = {
    VersionState.DRAFT: gettext_lazy("Utkast"),
    VersionState.SHOWN: gettext_lazy("Leverandøren leser"),
    VersionState.PROPOSED: gettext_lazy("Foreslått publisert"),
    VersionState.PUBLISHED: gettext_lazy("Publisert"),
    VersionState.CORRECTED: gettext_lazy("Rettet av en nyere utgave"),
    VersionState.WITHDRAWN: gettext_lazy("Trukket"),
    VersionState.DROPPED: gettext_lazy("Forkastet"),
}
MARKS = {
    "draft": "none", "shown": "wait", "proposed": "wait", "published": "ok", "corrected": "none", "withdrawn": "none",
    "dropped": "none",
}  # fmt: skip
EMBARGO: Mapping[str, str | Promise] = {
    EmbargoDecision.PUBLISH: gettext_lazy("Publiser uten plan"),
    EmbargoDecision.HOLD: gettext_lazy("Hold det tilbake fortsatt"),
}
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]


def whose_move(state: str, who: str, supplier: str) -> str:
    owner = VERSION.owners[state]
    return {"team": who, "supplier": supplier, "secretariat": _("sekretariatet"), "": _("ingen")}[owner]
