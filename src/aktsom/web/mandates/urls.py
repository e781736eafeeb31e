from django.urls import path

from aktsom.web.mandates import answer, ask, ours, steps, team

urlpatterns = [
    path("", ours.ours, name="mandates_ours"),
    path("gjort/", ours.done, name="mandates_done"),
    path("gruppe/<str:public_id>/", team.matrix, name="mandates_team"),
    path("gruppe/<str:public_id>/excel/", team.export, name="mandates_team_export"),
    path("gruppe/<str:public_id>/be/", ask.ask, name="mandates_ask"),
    path("gruppe/<str:public_id>/steg/", steps.record, name="mandates_step"),
    path("sporsmal/<str:public_id>/", answer.answer, name="mandates_answer"),
    path("sporsmal/<str:public_id>/trekk/", team.take_back, name="mandates_take_back"),
    path("<str:public_id>/", ours.mandate, name="mandates_mandate"),
    path("<str:public_id>/begrens/", ours.limit, name="mandates_limit"),
    path("<str:public_id>/trekk/", ours.withdraw, name="mandates_withdraw"),
]
