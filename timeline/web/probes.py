"""Probes for whoever runs the site: is the process alive, can it serve."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers; asks no database."""
    return _say("ok", 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and holds every migration, else 503 with the reason."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return _say("the database does not answer", 503)
    return _say("migrations are missing", 503) if pending else _say("ok", 200)


def _say(words: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
    patch_cache_control(response, no_store=True)
    return response
