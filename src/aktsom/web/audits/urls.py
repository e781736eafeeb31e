from django.urls import path

from aktsom.web.audits import consents, costs, ordering, pages, report, rows, uploaded

urlpatterns = [
    path("ny/<str:follow_up_id>/", ordering.new, name="audits_new"),
    path("samtykke/<str:consent_id>/", consents.answer, name="audits_consent"),
    path("rapport/<str:report_id>/", report.one, name="audits_report"),
    path("rapport/<str:report_id>/om/", report.facts, name="audits_facts"),
    path("rapport/<str:report_id>/rad/", rows.new, name="audits_row_new"),
    path("rapport/<str:report_id>/rad/<str:row_id>/", rows.change, name="audits_row"),
    path("rapport/<str:report_id>/rad/<str:row_id>/fjern/", rows.remove, name="audits_row_remove"),
    path("rapport/<str:report_id>/tidligere/", rows.recheck, name="audits_recheck"),
    path("rapport/<str:report_id>/<str:verb>/", report.move, name="audits_report_move"),
    path("<str:public_id>/", pages.one, name="audits_one"),
    path("<str:public_id>/endre/", ordering.change, name="audits_change"),
    path("<str:public_id>/tilbud/", costs.offer, name="audits_offer"),
    path("<str:public_id>/tilbud/<str:offer_id>/", costs.choose, name="audits_choose"),
    path("<str:public_id>/fordeling/", costs.share, name="audits_share"),
    path("<str:public_id>/rapport-fra-andre/", uploaded.carry_over, name="audits_carry_over"),
    path("<str:public_id>/<str:verb>/", pages.move, name="audits_move"),
]
