"""Addresses of the editors' door."""

from django.urls import path

from timeline.desk import (
    awaiting,
    documents,
    duplicates,
    event_histories,
    events,
    kept_drafts,
    merging,
    proposals,
    review,
    typed_fields,
    workbench,
)

app_name = "desk"
urlpatterns = [
    path("", awaiting.desk_home, name="home"),
    path("documents/", documents.inbox, name="inbox"),
    path("documents/paste/", documents.paste, name="paste"),
    path("documents/<public_id>/", workbench.workbench, name="workbench"),
    path("documents/<public_id>/publish/", workbench.publish, name="publish"),
    path("events/new/", events.event_new, name="event_new"),
    path("events/<str:public_id>/", events.event_edit, name="event_edit"),
    path("events/<str:public_id>/history/", event_histories.event_history, name="event_history"),
    path("events/<str:public_id>/merge/", merging.merge, name="event_merge"),
    path("events/<str:public_id>/split/", merging.split, name="event_split"),
    path("claims/<str:public_id>/", events.claim, name="claim"),
    path("kept/", kept_drafts.keep, name="keep"),
    path("kept/<str:form>/drop/", kept_drafts.drop, name="drop_new"),
    path("kept/<str:form>/<str:row>/drop/", kept_drafts.drop, name="drop"),
    path("review/", review.review_queue, name="review"),
    path("review/events/<public_id>/", review.review_event, name="review_event"),
    path("review/accept/", review.accept_many, name="accept_many"),
    path("review/quotes/", awaiting.failed_quotes, name="failed_quotes"),
    path("review/copies/", awaiting.uncopied, name="uncopied"),
    path("review/duplicates/", duplicates.duplicates, name="duplicates"),
    path("review/duplicates/<first>/<second>/", duplicates.keep_apart, name="keep_apart"),
    path("review/proposals/", proposals.proposals, name="proposals"),
    path("proposals/<public_id>/", proposals.proposal, name="proposal"),
    path("names/", typed_fields.names, name="names"),
]
