from django.urls import path

from aktsom.web.followed import one

urlpatterns = [path("<str:public_id>/", one.one, name="followed_one")]
