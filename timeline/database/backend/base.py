"""Django's PostgreSQL backend, which starts the embedded server and checks any server once."""

from typing import Any

from django.db.backends.postgresql import base

from timeline.database.cluster import Cluster
from timeline.database.promises import refuse_weak_server


class DatabaseWrapper(base.DatabaseWrapper):
    """CLUSTER_DIR in DATABASES makes it embedded; without it, any server by its address."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        folder = settings_dict.get("CLUSTER_DIR")
        self._cluster = Cluster(folder, settings_dict.get("PG_BIN")) if folder else None
        self._is_trusted = False
        if self._cluster:
            # Before any start, because dbshell reads it here.
            settings_dict["HOST"] = str(self._cluster.socket_dir)

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters, and the time limits that settings name."""
        params = super().get_connection_params()
        limits = [
            f"-c {name}={self.settings_dict[key]}"
            for name, key in (
                ("lock_timeout", "LOCK_TIMEOUT_MS"),
                ("statement_timeout", "STATEMENT_TIMEOUT_MS"),
            )
            if self.settings_dict.get(key)
        ]
        params["options"] = " ".join([params.get("options", ""), *limits]).strip()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; the embedded server is started first where it does not run."""
        if self._cluster:
            self._cluster.ensure_running()
        connection = super().get_new_connection(conn_params)
        if not self._is_trusted:
            try:
                refuse_weak_server(connection)
                connection.rollback()
            except BaseException:
                connection.close()
                raise
            self._is_trusted = True
        return connection
