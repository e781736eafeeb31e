from django.urls import path

from aktsom.web.concerns import pages, talking

urlpatterns = [
    path("", pages.choose, name="concerns_languages"),
    path("<str:language>/", pages.start, name="concerns_start"),
    path("<str:language>/skriv/", pages.write, name="concerns_write"),
    path("<str:language>/kode/", talking.code, name="concerns_code"),
]
