from django.urls import path

from aktsom.web.effects import ambitions, dashboard, figure, heat, ledger, pictures

urlpatterns = [
    path("", dashboard.home, name="effect_home"),
    path("dekning/", heat.shown, name="effect_heat"),
    path("dekning/excel/", heat.export, name="effect_heat_excel"),
    path("dekning/bilde/", heat.picture, name="effect_heat_picture"),
    path("<str:kind>/<str:key>/", dashboard.shown, name="effect_of"),
    path("<str:kind>/<str:key>/excel/", dashboard.export, name="effect_excel"),
    path("<str:kind>/<str:key>/pa-nytt/", dashboard.anew, name="effect_anew"),
    path("<str:kind>/<str:key>/spart/", dashboard.saved, name="effect_saved"),
    path("<str:kind>/<str:key>/bilde/<str:chart>/", pictures.picture, name="effect_picture"),
    path("<str:kind>/<str:key>/tall/<str:indicator>/", figure.shown, name="effect_figure"),
    path("<str:kind>/<str:key>/tall/<str:indicator>/excel/", figure.export, name="effect_figure_excel"),
    path("<str:kind>/<str:key>/tall/<str:indicator>/mal/", ambitions.aim, name="effect_aim"),
    path("<str:kind>/<str:key>/regnskap/<str:ledger>/<str:column>/", ledger.shown, name="effect_ledger"),
]
