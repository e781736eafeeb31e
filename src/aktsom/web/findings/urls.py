from django.urls import path

from aktsom.web.findings import board, measures, noting, pages, plans, remedies

urlpatterns = [
    path("funn/", board.shown, name="findings_board"),
    path("funn/i/<str:follow_up_id>/", pages.of_follow_up, name="findings_list"),
    path("funn/ny/<str:follow_up_id>/", noting.new, name="findings_new"),
    path("funn/<str:public_id>/", pages.one, name="findings_one"),
    path("funn/<str:public_id>/endre/", noting.change, name="findings_change"),
    path("funn/<str:public_id>/avgjor/", noting.decide, name="findings_decide"),
    path("funn/<str:public_id>/oppreisning/", remedies.one, name="findings_remedy"),
    path("funn/<str:public_id>/oppreisning/<str:verb>/", remedies.say, name="findings_remedy_say"),
    path("funn/<str:public_id>/<str:verb>/", pages.move, name="findings_move"),
    path("tiltaksplaner/be/<str:follow_up_id>/", plans.ask, name="plans_ask"),
    path("tiltaksplaner/<str:public_id>/", plans.one, name="plans_one"),
    path("tiltaksplaner/<str:public_id>/tiltak/", measures.new, name="plans_measure_new"),
    path("tiltaksplaner/<str:public_id>/tiltak/<str:measure_id>/", measures.change, name="plans_measure"),
    path("tiltaksplaner/<str:public_id>/tiltak/<str:measure_id>/ta-bort/", measures.remove, name="plans_remove"),
    path("tiltaksplaner/<str:public_id>/tiltak/<str:measure_id>/vis/", measures.prove, name="plans_prove"),
    path("tiltaksplaner/<str:public_id>/tiltak/<str:measure_id>/gjenoppta/", measures.unblock, name="plans_unblock"),
    path("tiltaksplaner/<str:public_id>/tiltak/<str:measure_id>/<str:verb>/", measures.act, name="plans_act"),
    path("tiltaksplaner/<str:public_id>/<str:verb>/", plans.move, name="plans_move"),
]
