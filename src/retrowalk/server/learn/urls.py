"""The addresses of the learn pages."""

from django.urls import path

from retrowalk.server.learn import (
    claim_views,
    library_views,
    own_views,
    pooled_views,
    source_views,
    words_views,
)

urlpatterns = [
    path("", claim_views.claims, name="claims"),
    path("claims/<slug:key>/", claim_views.claim, name="claim"),
    path("claims/<slug:key>/trial.toml", claim_views.trial, name="claim_trial"),
    path("questions/", words_views.questions, name="questions"),
    path("words/", words_views.words, name="words"),
    path("sources/", source_views.every_source, name="sources"),
    path("sources/<slug:key>/", source_views.one_source, name="source"),
    path("pooled/", pooled_views.pooled, name="pooled"),
    path("pooled/<slug:slug>/", pooled_views.outcome, name="outcome"),
    path("library/", library_views.library, name="library"),
    path("library/changes/", library_views.changes, name="library_changes"),
    path("library/retrowalk-library.json", library_views.as_json, name="library_json"),
    path("library/retrowalk-library.zip", library_views.as_zip, name="library_zip"),
    path("library/<slug:table>.csv", library_views.as_csv, name="library_csv"),
    path("own/", own_views.studies, name="own_studies"),
    path("own/add/", own_views.add_one, name="own_add"),
    path("own/upload/", own_views.upload, name="own_upload"),
    path("own/example.csv", own_views.example, name="own_example"),
    path("own/<int:study_id>/", own_views.study, name="own_study"),
    path("own/<int:study_id>/result/", own_views.add_result, name="own_result"),
    path("own/<int:study_id>/remove/", own_views.remove_one, name="own_remove"),
]
