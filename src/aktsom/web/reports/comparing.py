"""What a draft says against what stands now, and fetching it anew, section by section."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import stop_if
from aktsom.effects.actions.reports import fetch_anew
from aktsom.effects.permissions import reports as permissions
from aktsom.effects.queries.reports import compared, report
from aktsom.effects.reports.kinds import section
from aktsom.effects.reports.setting import title_of
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.contracts.sending import revision_of


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = report(request.actor, public_id)
    stop_if(permissions.write(request.actor, one))
    if request.method == "POST":
        changed = fetch_anew(
            by=request.actor, at=timezone.now(), report_id=public_id, revision=revision_of(request),
            keys=request.POST.getlist("section"),
        )  # fmt: skip
        told = ngettext("%(count)s del er hentet på nytt.", "%(count)s deler er hentet på nytt.", len(changed))
        messages.success(request, told % {"count": len(changed)} if changed else _("Ingenting var endret."))
        return redirect("reports_one", public_id=public_id)
    found = compared(request.actor, one, timezone.now())
    context = {
        "one": one,
        "title": title_of(one),
        "rows": [(each, str(section(one.kind, each.section.key).title)) for each in found if each.change is not None],
        "same": sum(each.change is None for each in found),
    }
    return render(request, "reports/compare.html", context)
