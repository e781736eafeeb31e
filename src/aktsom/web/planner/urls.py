from django.urls import path

from aktsom.web.planner import adopting, changing, overview, plan, wishes

urlpatterns = [
    path("", overview.overview, name="planner_overview"),
    path("ny/", overview.make, name="planner_make"),
    path("onsker/", wishes.choose, name="planner_wishes"),
    path("onsker/<slug:public_id>/", wishes.sheet, name="planner_wishes_of"),
    path("<slug:public_id>/", plan.one, name="planner_plan"),
    path("<slug:public_id>/fremdrift/", plan.progress, name="planner_progress"),
    path("<slug:public_id>/uten/", plan.leaving, name="planner_leaving"),
    path("<slug:public_id>/gruppe/<slug:group>/", changing.team, name="planner_team"),
    path("<slug:public_id>/gruppe/<slug:group>/leder/", changing.lead, name="planner_lead"),
    path("<slug:public_id>/vedta/", adopting.adopt, name="planner_adopt"),
    path("<slug:public_id>/forkast/", adopting.drop, name="planner_drop"),
]
