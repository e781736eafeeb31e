from django.urls import path

from aktsom.web.cases import follow_up, listing, planning, year

urlpatterns = [
    path("", listing.cases, name="cases_list"),
    path("plan/<str:team_id>/", year.year, name="cases_year"),
    path("plan/<str:team_id>/<str:supplier_id>/", planning.by_team, name="cases_plan"),
    path("egen/<str:group_id>/<str:supplier_id>/", planning.by_member, name="cases_plan_own"),
    path("<str:public_id>/", follow_up.follow_up, name="cases_follow_up"),
    path("<str:public_id>/endre/", planning.change, name="cases_change"),
    path("<str:public_id>/varsle/", follow_up.announce, name="cases_announce"),
    path("<str:public_id>/ta-med/", follow_up.cover, name="cases_cover"),
    path("<str:public_id>/dropp/", follow_up.drop, name="cases_drop"),
]
