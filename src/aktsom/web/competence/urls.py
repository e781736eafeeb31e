from django.urls import path

from aktsom.web.competence import changing, views

urlpatterns = [
    path("", views.own, name="competence_own"),
    path("si/", changing.say, name="competence_say"),
    path("kurs/", changing.note_course, name="competence_note_course"),
    path("fulgte/", changing.note_followed, name="competence_note_followed"),
    path("ta-bort/", changing.remove, name="competence_remove"),
    path("stemmer/", changing.confirm_followed, name="competence_confirm_followed"),
    path("bekreft/<str:public_id>/", changing.confirm, name="competence_confirm"),
    path("gruppene/", views.teams, name="competence_teams"),
    path("gruppe/<str:public_id>/", views.team, name="competence_team"),
]
