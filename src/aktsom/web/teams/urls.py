from django.urls import path

from aktsom.web.teams import forming, handing_over, listing, seats, standing, tasks, team

urlpatterns = [
    path("", listing.teams, name="teams_list"),
    path("ny/", forming.form, name="teams_form"),
    path("oppgaver/<str:task_id>/ferdig/", tasks.finish, name="teams_finish"),
    path("overlevering/<str:handover_id>/", handing_over.handover, name="teams_handover"),
    path("overlevering/<str:handover_id>/<str:verb>/", handing_over.answer, name="teams_answer"),
    path("<str:public_id>/", team.team, name="teams_team"),
    path("<str:public_id>/oppgaver/", tasks.add, name="teams_add_task"),
    path("<str:public_id>/plasser/", seats.seats, name="teams_seats"),
    path("<str:public_id>/plasser/<str:person_id>/rolle/", seats.part, name="teams_part"),
    path("<str:public_id>/plasser/<str:person_id>/ut/", seats.leave, name="teams_leave"),
    path("<str:public_id>/rammer/", forming.frame, name="teams_frame"),
    path("<str:public_id>/lever-over/", handing_over.offer, name="teams_hand_over"),
    path("<str:public_id>/tilstand/", standing.standing, name="teams_standing"),
    path("<str:public_id>/tilstand/<str:verb>/", standing.move, name="teams_move"),
]
