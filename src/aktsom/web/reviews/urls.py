from django.urls import path

from aktsom.web.reviews import giving, judging, listing, pages

urlpatterns = [
    path("ny/<str:follow_up_id>/", listing.new, name="reviews_new"),
    path("<str:public_id>/", pages.one, name="reviews_one"),
    path("<str:public_id>/endre/", listing.change, name="reviews_change"),
    path("<str:public_id>/rad/<str:row_id>/", giving.give, name="reviews_give"),
    path("<str:public_id>/rad/<str:row_id>/mangler/", giving.absent, name="reviews_absent"),
    path("<str:public_id>/rad/<str:row_id>/vurder/", judging.judge, name="reviews_judge"),
    path("<str:public_id>/<str:verb>/", pages.move, name="reviews_move"),
]
