from django.urls import path

from aktsom.web.calendar import feed, own

urlpatterns = [
    path("konto/kalender/", own.calendar, name="account_calendar"),
    path("konto/kalender/lag/", own.make, name="account_calendar_make"),
    path("konto/kalender/forny/", own.renew, name="account_calendar_renew"),
    path("konto/kalender/slett/", own.revoke, name="account_calendar_revoke"),
    path("kalender/<str:secret>.ics", feed.feed, name="calendar_feed"),
]
