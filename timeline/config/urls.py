"""Which door answers which address. The doors list their own addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from timeline.admin import site
from timeline.api import api
from timeline.web.api_guide import api_guide

urlpatterns = [
    # Before the API, which has nothing to say at its root.
    path("api/v1/", api_guide, name="api_guide"),
    path("api/v1/", api.urls),
    path("admin/", site.urls),
    path("desk/", include("timeline.desk.urls")),
    # English has no prefix; another interface language lives under its own, such as /ar/.
    *i18n_patterns(
        path("accounts/", include("timeline.accounts.urls")),
        path("", include("timeline.web.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "timeline.web.errors.bad_request"
handler403 = "timeline.web.errors.permission_denied"
handler404 = "timeline.web.errors.page_not_found"
handler500 = "timeline.web.errors.server_error"
