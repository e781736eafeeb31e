"""Words for what is done with reports."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REPORTED: dict[str, str | Promise] = {
    "report_begun": _("Laget et utkast til en rapport"),
    "report_section_written": _("Skrev i en rapport"),
    "report_fetched_anew": _("Hentet opplysningene i en rapport på nytt"),
    "report_dropped": _("Slettet et utkast til en rapport"),
    "report_correction_begun": _("Begynte på en ny utgave av en rapport"),
    "report_adopted": _("Vedtok en rapport"),
    "report_replaced": _("Lot en ny utgave av en rapport avløse den forrige"),
    "reason_not_to_act_written": _("Skrev hvorfor avtaler ikke følges opp"),
    "reason_not_to_act_taken_back": _("Trakk en grunn til at avtaler ikke følges opp"),
    "account_duty_stated": _("Sa om virksomheten skylder en redegjørelse"),
}
