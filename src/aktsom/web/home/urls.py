from django.urls import path

from aktsom.web.home import views

urlpatterns = [path("", views.home, name="home")]
