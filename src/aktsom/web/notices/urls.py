from django.urls import path

from aktsom.web.notices import views

urlpatterns = [
    path("", views.came, name="notices_list"),
    path("lest/", views.read_all, name="notices_read_all"),
    path("valg/", views.choices, name="notices_choices"),
    path("<str:public_id>/", views.open_one, name="notices_open"),
]
