"""Our admin site."""

from django.contrib.admin import AdminSite

site = AdminSite()
