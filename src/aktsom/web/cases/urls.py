from django.urls import path

from aktsom.web.cases import (
    conclusions,
    examples,
    follow_up,
    listing,
    planning,
    points,
    proof,
    reading,
    reading_answer,
    relying,
    year,
)

urlpatterns = [
    path("", listing.cases, name="cases_list"),
    path("plan/<str:team_id>/", year.year, name="cases_year"),
    path("plan/<str:team_id>/<str:supplier_id>/", planning.by_team, name="cases_plan"),
    path("egen/<str:group_id>/<str:supplier_id>/", planning.by_member, name="cases_plan_own"),
    path("eksempler/", examples.examples, name="cases_examples"),
    path("lesing/<str:report_id>/", reading.read, name="cases_read"),
    path("lesing/<str:report_id>/gjor/<str:verb>/", reading.act, name="cases_read_act"),
    path("lesing/<str:report_id>/<str:code>/", reading_answer.answer, name="cases_read_answer"),
    path("rutine/<str:contract_id>/", proof.proof, name="cases_proof"),
    path("<str:public_id>/", follow_up.follow_up, name="cases_follow_up"),
    path("<str:public_id>/endre/", planning.change, name="cases_change"),
    path("<str:public_id>/varsle/", follow_up.announce, name="cases_announce"),
    path("<str:public_id>/ta-med/", follow_up.cover, name="cases_cover"),
    path("<str:public_id>/dropp/", follow_up.drop, name="cases_drop"),
    path("<str:public_id>/konklusjoner/", conclusions.conclusions, name="cases_conclusions"),
    path("<str:public_id>/konklusjoner/resten/", conclusions.leave_rest, name="cases_leave_rest"),
    path("<str:public_id>/konklusjoner/avslutt/", conclusions.conclude, name="cases_conclude"),
    path("<str:public_id>/konklusjoner/<str:number>/", points.point, name="cases_point"),
    path("<str:public_id>/bygg-pa/<str:contract_id>/", relying.rely, name="cases_rely"),
]
