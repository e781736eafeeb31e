from django.urls import path

from aktsom.web.knowledge import asking, reading, sharing, writing

urlpatterns = [
    path("", reading.home, name="knowledge_home"),
    path("spor/", asking.ask, name="knowledge_ask"),
    path("ny/<str:slug>/", writing.new, name="knowledge_new"),
    path("<str:public_id>/", reading.one, name="knowledge_article"),
    path("<str:public_id>/endre/", writing.edit, name="knowledge_edit"),
    path("<str:public_id>/utgaver/", reading.versions, name="knowledge_versions"),
    path("<str:public_id>/svar/", asking.answer, name="knowledge_answer"),
    path("<str:public_id>/godta/<str:answer_id>/", asking.accept, name="knowledge_accept"),
    path("<str:public_id>/del/", sharing.share, name="knowledge_share"),
    path("<str:public_id>/trekk/", sharing.withdraw, name="knowledge_withdraw"),
    path("<str:public_id>/sett-over/", sharing.check, name="knowledge_check"),
]
