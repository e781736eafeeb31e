from django.urls import path

from aktsom.web.search import views

urlpatterns = [path("", views.results, name="search")]
