"""Addresses of the editors' door."""

from django.urls import path

from . import home

app_name = "desk"
urlpatterns = [
    path("", home.desk_home, name="home"),
]
