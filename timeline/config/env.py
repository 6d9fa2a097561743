"""Typed readers of the environment.

Every reader either returns a value of the type it promises or raises ImproperlyConfigured with a
sentence that names the variable, what was found, what is accepted, and `.env.example`. An empty
variable counts as absent, so that `NAME=` in a `.env` file means "the default".
"""

import re
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_YES = ("1", "true", "yes", "on")
_NO = ("0", "false", "no", "off")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_DATABASE_SCHEMES = ("postgres", "postgresql")
#: Plain, STARTTLS and TLS from the start, each with its usual port.
_MAIL_SCHEMES = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


class Environment:
    """Reads variables from the process environment and from an optional `.env` file.

    The process environment wins over the file.
    """

    def __init__(self, env_file: Path | None = None) -> None:
        """Read `env_file` when it exists; a file that is not UTF-8 text is refused."""
        self._env = environ.Env()
        if env_file is not None and env_file.is_file():
            try:
                self._env.read_env(str(env_file))
            except UnicodeDecodeError as error:
                raise ImproperlyConfigured(
                    f"{env_file.name} is not UTF-8 text. See .env.example."
                ) from error

    def text(self, name: str, default: str = "") -> str:
        """The variable as written, without spaces around it."""
        value = self._env.str(name, default="").strip()
        return value or default

    def flag(self, name: str, default: bool) -> bool:
        """1, true, yes, on or 0, false, no, off; anything else is refused."""
        value = self.text(name).lower()
        if not value:
            return default
        if value in _YES:
            return True
        if value not in _NO:
            _refuse(name, value, "1 or 0")
        return False

    def whole_number(self, name: str, default: int) -> int:
        """A number of ASCII digits; signs, spaces and other digits are refused."""
        value = self.text(name)
        if not value:
            return default
        if not _WHOLE_NUMBER.fullmatch(value):
            _refuse(name, value, "a whole number such as 3000")
        return int(value)

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """One of `choices`, exactly as spelled there."""
        value = self.text(name) or default
        if value not in choices:
            _refuse(name, value, " or ".join(choices))
        return value

    def words(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """A list separated by commas, without empty words."""
        value = self.text(name)
        if not value:
            return list(default)
        return [word.strip() for word in value.split(",") if word.strip()]

    def choices(self, name: str, choices: tuple[str, ...], default: tuple[str, ...]) -> list[str]:
        """A list separated by commas of words that are all among `choices`."""
        found = self.words(name, default)
        for word in found:
            if word not in choices:
                _refuse(name, word, " or ".join(choices))
        return found

    def folder[Default](self, name: str, default: Default) -> Path | Default:
        """An absolute folder; it need not exist yet. `~` is the home folder."""
        value = self.text(name)
        if not value:
            return default
        try:
            path = Path(value).expanduser()
        except RuntimeError:  # the home folder of an account that is not there
            _refuse(name, value, "an absolute path")
        if not path.is_absolute():
            _refuse(name, value, "an absolute path")
        return path

    def secret(self, name: str, *, file: Path) -> str:
        """The variable, else the first line of `file` (`make run` writes one), else ""."""
        value = self.text(name)
        if value or not file.is_file():
            return value
        try:
            return file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(
                f"{name} is not set and {file.name} in the data folder can't be read. "
                "See .env.example."
            ) from error

    def database(self, name: str) -> dict[str, Any] | None:
        """The Django settings of a PostgreSQL address, or None when the variable is absent.

        The password is never repeated in an error.
        """
        value = self.text(name)
        if not value:
            return None
        accepted = "an address such as postgresql://user:password@host:5432/name"
        scheme = value.partition("://")[0]
        if scheme not in _DATABASE_SCHEMES:
            _refuse(name, scheme[:20], accepted)
        try:
            config: dict[str, Any] = environ.Env.db_url_config(value)
        except ValueError:
            config = {}
        if not config.get("NAME"):
            _refuse(name, f"{scheme}://…", accepted)
        return config

    def mail_server(self, name: str) -> dict[str, Any] | None:
        """The Django mailer of an SMTP address, or None when the variable is absent.

        The password is never repeated in an error.
        """
        value = self.text(name)
        if not value:
            return None
        accepted = "an address such as smtp+tls://user:password@host:587"
        scheme = value.partition("://")[0]
        if scheme not in _MAIL_SCHEMES:
            _refuse(name, scheme[:20], accepted)
        try:
            url = urlsplit(value)
            port = url.port or _MAIL_SCHEMES[scheme]
        except ValueError:
            _refuse(name, f"{scheme}://…", accepted)
        if not url.hostname or url.path.strip("/") or url.query:
            _refuse(name, f"{scheme}://…", accepted)
        options = {
            "host": url.hostname,
            "port": port,
            "username": unquote(url.username or ""),
            "password": unquote(url.password or ""),
            "use_tls": scheme == "smtp+tls",
            "use_ssl": scheme == "smtp+ssl",
            "timeout": 10,
        }
        return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def _refuse(name: str, found: str, accepted: str) -> NoReturn:
    shown = found if len(found) <= 60 else found[:60] + "…"
    raise ImproperlyConfigured(f"{name} is {shown!r}, but must be {accepted}. See .env.example.")
