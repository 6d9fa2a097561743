"""Addresses of the editors' door."""

from django.urls import path

from . import documents, home, names, workbench

app_name = "desk"
urlpatterns = [
    path("", home.desk_home, name="home"),
    path("documents/", documents.inbox, name="inbox"),
    path("documents/paste/", documents.paste, name="paste"),
    path("documents/<public_id>/", workbench.workbench, name="workbench"),
    path("names/", names.names, name="names"),
]
