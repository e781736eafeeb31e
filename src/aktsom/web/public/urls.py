from django.urls import path

from aktsom.web.public import pages

urlpatterns = [
    path("om/", pages.start, name="public_start"),
    path("resultater/", pages.listing, name="public_list"),
    path("resultater/omrader/", pages.areas, name="public_areas"),
    path("resultater/data/", pages.about_the_data, name="public_data"),
    path("resultater/data/resultater.csv", pages.csv_file, name="public_csv"),
    path("resultater/data/resultater.json", pages.json_file, name="public_json"),
    path("resultater/<slug:page>/", pages.one, name="public_result"),
    path("resultater/<slug:page>/utgave/<int:number>/", pages.one, name="public_version"),
]
