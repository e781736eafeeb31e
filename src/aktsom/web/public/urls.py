from django.urls import path

from aktsom.web.public import data_pages, figures, machines, map_page, pages, told

urlpatterns = [
    path("om/", pages.start, name="public_start"),
    path("om/hvem/", figures.who, name="public_who"),
    path("om/tall/", figures.figures, name="public_figures"),
    path("om/tall/<int:year>/", figures.edition, name="public_figures_year"),
    path("om/tall/<int:year>/utgave/<int:number>/", figures.edition, name="public_figures_edition"),
    path("om/si-fra/", told.say_from, name="public_say_from"),
    path("om/personvern/", told.privacy, name="public_privacy"),
    path("om/tilgjengelighet/", told.accessibility, name="public_accessibility"),
    path("resultater/", pages.listing, name="public_list"),
    path("resultater/omrader/", pages.areas, name="public_areas"),
    path("resultater/omrader/kart/", map_page.framed, name="public_map"),
    path("resultater/data/", data_pages.about_the_data, name="public_data"),
    path("resultater/data/resultater.csv", data_pages.csv_file, name="public_csv"),
    path("resultater/data/resultater.json", data_pages.json_file, name="public_json"),
    path("resultater/data/v1/datapackage.json", data_pages.package, name="public_package"),
    path("resultater/data/v1/<slug:dataset>.csv", data_pages.csv_file, name="public_set_csv"),
    path("resultater/data/v1/<slug:dataset>.json", data_pages.json_file, name="public_set_json"),
    path("resultater/<slug:page>/", pages.one, name="public_result"),
    path("resultater/<slug:page>/utgave/<int:number>/", pages.one, name="public_version"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path(".well-known/security.txt", machines.security, name="security_txt"),
]
