"""Public addresses."""

from django.urls import path

from timeline.web import (
    actors,
    changes,
    citations,
    documents,
    events,
    facet_lists,
    pages,
    places,
    probes,
    search,
    sitemaps,
    sources,
    timelines,
)

urlpatterns = [
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("", timelines.event_list, name="event_list"),
    path("timelines/", timelines.timeline_list, name="timeline_list"),
    path("timelines/<str:slug>/", timelines.timeline_detail, name="timeline_detail"),
    path("events/<str:public_id>/", events.event_detail),
    # Before the page of the event, whose slug this can't be.
    path("events/<str:public_id>/history/", events.event_history, name="event_history"),
    path("events/<str:public_id>/<str:slug>/", events.event_detail, name="event_detail"),
    path(
        "events/<str:public_id>/<str:slug>/cite.bib", citations.cite_bibtex, name="event_cite_bib"
    ),
    path("events/<str:public_id>/<str:slug>/cite.json", citations.cite_csl, name="event_cite_json"),
    path("actors/", actors.actor_list, name="actor_list"),
    path("actors/<str:slug>/", actors.actor_detail, name="actor_detail"),
    path("places/", places.place_list, name="place_list"),
    path("places/<str:slug>/", places.place_detail, name="place_detail"),
    path("sources/", sources.source_list, name="source_list"),
    path("sources/<str:slug>/", sources.source_detail, name="source_detail"),
    path("documents/", documents.document_list, name="document_list"),
    path("documents/<str:public_id>/", documents.document_detail),
    path(
        "documents/<str:public_id>/<str:slug>/", documents.document_detail, name="document_detail"
    ),
    path("facets/<str:word>/", facet_lists.facet_list, name="facet_list"),
    path("search/suggest", search.suggest, name="search_suggest"),
    path("changes/", changes.changes, name="changes"),
    path("method/", pages.method, name="method"),
    path("about/", pages.about, name="about"),
    path("theme/", pages.set_theme, name="set_theme"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<str:section>-<int:number>.xml", sitemaps.sitemap_file, name="sitemap_file"),
    path("robots.txt", pages.robots, name="robots"),
]
