"""Public addresses."""

from django.urls import URLPattern, path

from . import events, probes

urlpatterns: list[URLPattern] = [
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("events/<str:public_id>/<str:slug>/", events.event_detail, name="event_detail"),
]
