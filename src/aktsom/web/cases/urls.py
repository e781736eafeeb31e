from django.urls import path

from aktsom.web.cases import dispatch, follow_up, listing, planning, rounds, year

urlpatterns = [
    path("", listing.cases, name="cases_list"),
    path("plan/<str:team_id>/", year.year, name="cases_year"),
    path("plan/<str:team_id>/send/", rounds.choose, name="cases_dispatch_many"),
    path("plan/<str:team_id>/<str:supplier_id>/", planning.by_team, name="cases_plan"),
    path("egen/<str:group_id>/<str:supplier_id>/", planning.by_member, name="cases_plan_own"),
    path("utsending/<str:public_id>/", rounds.progress, name="cases_round"),
    path("utsending/<str:public_id>/stans/", rounds.stop, name="cases_round_stop"),
    path("utsending/<str:public_id>/videre/", rounds.go_on, name="cases_round_go_on"),
    path("egenrapport/<str:public_id>/trekk/", dispatch.withdraw, name="cases_withdraw_report"),
    path("egenrapport/<str:public_id>/inviter/", dispatch.invite, name="cases_invite_another"),
    path("egenrapport/<str:public_id>/lenke/", dispatch.send_link, name="cases_send_link"),
    path("<str:public_id>/", follow_up.follow_up, name="cases_follow_up"),
    path("<str:public_id>/endre/", planning.change, name="cases_change"),
    path("<str:public_id>/varsle/", follow_up.announce, name="cases_announce"),
    path("<str:public_id>/egenrapport/", dispatch.dispatch, name="cases_dispatch"),
    path("<str:public_id>/ta-med/", follow_up.cover, name="cases_cover"),
    path("<str:public_id>/dropp/", follow_up.drop, name="cases_drop"),
]
