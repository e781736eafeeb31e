from django.urls import path

from aktsom.web.sanctions import case, deciding, recommending

urlpatterns = [
    path("stigen/<str:follow_up_id>/", case.case, name="sanctions_case"),
    path("stigen/<str:follow_up_id>/anbefal/", recommending.recommend, name="sanctions_recommend"),
    path("stigen/<str:follow_up_id>/begynn/<str:contract_id>/", case.begin, name="sanctions_begin"),
    path("anbefalinger/<str:public_id>/trekk/", case.withdraw, name="sanctions_withdraw"),
    path("avgjorelser/<str:public_id>/", deciding.one, name="sanctions_decision"),
    path("avgjorelser/<str:public_id>/<str:verb>/", deciding.move, name="sanctions_decision_move"),
]
