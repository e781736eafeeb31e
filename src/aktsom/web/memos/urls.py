from django.urls import path

from aktsom.web.memos import buyers, reading, sharing, writing

urlpatterns = [
    path("", reading.listed, name="memos_list"),
    path("nytt/", writing.new, name="memos_new"),
    path("<str:public_id>/", reading.one, name="memos_memo"),
    path("<str:public_id>/utskrift/", reading.printed, name="memos_print"),
    path("<str:public_id>/endre/", writing.edit, name="memos_edit"),
    path("<str:public_id>/avsnitt/", writing.add, name="memos_passage_new"),
    path("<str:public_id>/avsnitt/<str:passage_id>/", writing.change, name="memos_passage"),
    path("<str:public_id>/avsnitt/<str:passage_id>/gjennomgang/", writing.review, name="memos_review"),
    path("<str:public_id>/kjopere/", buyers.buyers, name="memos_buyers"),
    path("<str:public_id>/leverandor/", sharing.show, name="memos_show"),
    path("<str:public_id>/del/", sharing.release, name="memos_release"),
    path("<str:public_id>/trekk/<str:release_id>/", sharing.withdraw, name="memos_withdraw"),
]
