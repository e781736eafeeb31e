from django.urls import path

from aktsom.web.meetings import minutes, pages, planning

urlpatterns = [
    path("ny/<str:follow_up_id>/", planning.new, name="meetings_new"),
    path("<str:public_id>/", pages.one, name="meetings_one"),
    path("<str:public_id>/endre/", planning.change, name="meetings_change"),
    path("<str:public_id>/kalender.ics", pages.calendar, name="meetings_calendar"),
    path("<str:public_id>/referat/", minutes.write, name="meetings_minutes"),
    path("<str:public_id>/oppgave/", minutes.agree, name="meetings_agree"),
    path("<str:public_id>/oppgave/<str:task_id>/<str:verb>/", minutes.task, name="meetings_task"),
    path("<str:public_id>/<str:verb>/", pages.move, name="meetings_move"),
]
