from django.urls import path

from aktsom.web.reports import comparing, pages, reasons, writing

urlpatterns = [
    path("", pages.listed, name="reports_list"),
    path("ny/", writing.begin, name="reports_new"),
    path("plikt/<str:member_id>/", reasons.duty, name="reports_duty"),
    path("grunner/trekk/<str:reason_id>/", reasons.take_back, name="reports_reason_back"),
    path("grunner/<str:member_id>/<int:year>/", reasons.why_not, name="reports_reasons"),
    path("<str:public_id>/", pages.one, name="reports_one"),
    path("<str:public_id>/skriv/<str:key>/", writing.section, name="reports_write"),
    path("<str:public_id>/kilder/<str:key>/<int:number>/", pages.source, name="reports_source"),
    path("<str:public_id>/sammenlign/", comparing.compare, name="reports_compare"),
    path("<str:public_id>/fil/<str:form>/", pages.file, name="reports_file"),
    path("<str:public_id>/<str:verb>/", pages.move, name="reports_move"),
]
