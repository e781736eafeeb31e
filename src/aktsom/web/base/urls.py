from django.urls import path

from aktsom.web.base import files, preferences

urlpatterns = [
    path("sprak/", preferences.set_language, name="set_language"),
    path("utseende/", preferences.set_theme, name="set_theme"),
    path("favicon.ico", files.favicon, name="favicon"),
]
