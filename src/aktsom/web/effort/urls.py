from django.urls import path

from aktsom.web.effort import before, mine, saved, shares, writing

urlpatterns = [
    path("", mine.mine, name="effort_mine"),
    path("timer.xlsx", mine.export, name="effort_export"),
    path("skriv/", writing.write, name="effort_write"),
    path("linje/<str:entry_id>/", writing.one, name="effort_entry"),
    path("linje/<str:entry_id>/rett/", writing.correct, name="effort_correct"),
    path("linje/<str:entry_id>/stryk/", writing.strike, name="effort_strike"),
    path("tidtaker/", writing.start, name="effort_start"),
    path("tidtaker/<str:timer_id>/<str:verb>/", writing.timer, name="effort_timer"),
    path("for/", before.shown, name="effort_before"),
    path("for/si/", before.say, name="effort_say_before"),
    path("for/timepris/", before.say_hour, name="effort_say_hour"),
    path("for/<str:public_id>/stryk/", before.strike, name="effort_strike_before"),
    path("spart/", saved.shown, name="effort_saved"),
    path("spart.xlsx", saved.export, name="effort_saved_export"),
    path("andeler/", shares.shown, name="effort_shares"),
    path("andeler.xlsx", shares.export, name="effort_shares_export"),
    path("andeler/<str:share_id>/<str:verb>/", shares.move, name="effort_share"),
    path("felles/<str:follow_up_id>/", shares.costs, name="effort_costs"),
    path("felles/<str:cost_id>/ta-tilbake/", shares.take_back, name="effort_take_back"),
]
