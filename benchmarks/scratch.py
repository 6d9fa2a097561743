"""A data folder and server of their own for one run: nothing of the site is touched."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch_site(folder: Path | None) -> Iterator[Path]:
    """Point Django at a new data folder (or at `folder`, which is kept), set up and migrated.

    Its server is ended after the run, whatever happens. Call it before any model is imported.
    """
    home = folder or Path(tempfile.mkdtemp(prefix="timeline-bench-"))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "timeline.config.settings",
        "TIMELINE_DATA_DIR": str(home),
        "TIMELINE_DIAGNOSTICS": "1",
        "TIMELINE_DEBUG": "0",
        "TIMELINE_HTTPS": "0",
        "TIMELINE_ALLOW_EMBEDDED_DATABASE": "1",
        "DATABASE_URL": "",
    }
    import django  # noqa: PLC0415  # It reads the settings, which read the lines above.

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from timeline.database.cluster import Cluster  # noqa: PLC0415

    try:
        call_command("prepare", no_seeds=True, stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123
        yield home
    finally:
        connection.close()
        Cluster(home).stop()
        if folder is None:
            shutil.rmtree(home, ignore_errors=True)
