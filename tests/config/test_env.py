"""The typed readers: a value of the promised type, or an error that names the variable."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from timeline.config.env import Environment

NAME = "TIMELINE_TRIED"


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch):
    """Give the variable a value; the environment that reads it."""

    def set_to(value: str | None) -> Environment:
        monkeypatch.delenv(NAME, raising=False)
        if value is not None:
            monkeypatch.setenv(NAME, value)
        return Environment()

    return set_to


@pytest.mark.parametrize("value", ["1", "true", "YES", "on", " 1 "])
def test_flag_reads_yes(set_to, value: str) -> None:
    assert set_to(value).flag(NAME, default=False) is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off"])
def test_flag_reads_no(set_to, value: str) -> None:
    assert set_to(value).flag(NAME, default=True) is False


@pytest.mark.parametrize("value", [None, "", "  "])
def test_absent_value_is_the_default(set_to, value: str | None) -> None:
    env = set_to(value)

    assert env.flag(NAME, default=True) is True
    assert env.whole_number(NAME, default=7) == 7
    assert env.choice(NAME, ("two", "one"), default="two") == "two"
    assert env.words(NAME, default=("a", "b")) == ["a", "b"]
    assert env.folder(NAME, default=None) is None
    assert env.text(NAME, default="x") == "x"
    assert env.database(NAME) is None
    assert env.mail_server(NAME) is None


@pytest.mark.parametrize("value", ["maybe", "2", "١", "tru"])
def test_odd_flag_is_refused_by_name(set_to, value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        set_to(value).flag(NAME, default=False)

    assert str(caught.value) == (
        f"TIMELINE_TRIED is {value!r}, but must be 1 or 0. See .env.example."
    )


@pytest.mark.parametrize("value", ["٣", "-1", "+1", "1.0", "1e3", "9999999999", "0x1"])
def test_odd_number_is_refused_by_name(set_to, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"TIMELINE_TRIED is .* a whole number such"):
        set_to(value).whole_number(NAME, default=0)


def test_number_is_read(set_to) -> None:
    assert set_to("03000").whole_number(NAME, default=0) == 3000


def test_word_outside_the_choice_is_refused_by_name(set_to) -> None:
    with pytest.raises(ImproperlyConfigured, match="TIMELINE_TRIED is 'three', but must be two or"):
        set_to("three").choice(NAME, ("two", "one"), default="two")


def test_list_drops_empty_words(set_to) -> None:
    assert set_to("a, b ,,c,").words(NAME) == ["a", "b", "c"]


def test_list_of_choices_refuses_a_strange_word(set_to) -> None:
    env = set_to("en,xx")

    with pytest.raises(ImproperlyConfigured, match="TIMELINE_TRIED is 'xx', but must be en or ar"):
        env.choices(NAME, ("en", "ar"), default=("en",))


def test_folder_must_be_absolute(set_to, tmp_path: Path) -> None:
    assert set_to(str(tmp_path)).folder(NAME, default=None) == tmp_path
    assert set_to("~/x").folder(NAME, default=None) == Path.home() / "x"
    for value in ("here/there", "~no-such-account/x"):
        with pytest.raises(ImproperlyConfigured, match="must be an absolute path"):
            set_to(value).folder(NAME, default=None)


def test_database_address_is_taken_apart(set_to) -> None:
    config = set_to("postgresql://ann:p%40ss@db.example:5433/events").database(NAME)

    assert config is not None
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    assert [config[name] for name in names] == ["events", "ann", "p@ss", "db.example", 5433]


@pytest.mark.parametrize(
    "value",
    [
        "mysql://a:secret@b/c",
        "sqlite:///file",
        "events",
        "postgresql://",
        "postgresql://a:secret@b",
        "postgresql://a:secret@b:port/c",
    ],
)
def test_odd_database_address_is_refused_without_its_password(set_to, value: str) -> None:
    with pytest.raises(
        ImproperlyConfigured, match=r"TIMELINE_TRIED is .*an address such as"
    ) as caught:
        set_to(value).database(NAME)

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://mail.example", 587, True, False),
        ("smtp+ssl://mail.example/", 465, False, True),
        ("smtp+tls://mail.example:2525", 2525, True, False),
    ],
)
def test_mail_server_is_taken_apart(set_to, value: str, port: int, tls: bool, ssl: bool) -> None:
    options = set_to(value).mail_server(NAME)["OPTIONS"]

    assert (options["host"], options["port"]) == ("mail.example", port)
    assert (options["use_tls"], options["use_ssl"]) == (tls, ssl)


def test_mail_server_has_an_account(set_to) -> None:
    options = set_to("smtp+tls://ann%40paper:p%2Fw@mail.example").mail_server(NAME)["OPTIONS"]

    assert (options["username"], options["password"]) == ("ann@paper", "p/w")


@pytest.mark.parametrize(
    "value",
    [
        *("mail.example", "imap://mail.example", "smtp://", "smtp://u:hidden@:25"),
        *("smtp://u:hidden@mail.example:x", "smtp://u:hidden@mail.example/path", "smtp://[::1"),
        "smtp://u:hidden@mail.example?ssl=1",
    ],
)
def test_odd_mail_server_is_refused_without_its_password(set_to, value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        set_to(value).mail_server(NAME)

    assert str(caught.value).startswith("TIMELINE_TRIED is ")
    assert "smtp+tls://user:password@host:587" in str(caught.value)
    assert "hidden" not in str(caught.value)


def test_secret_prefers_the_variable(set_to, tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    file.write_text("from the file\n")

    assert set_to("from the variable").secret(NAME, file=file) == "from the variable"
    assert set_to(None).secret(NAME, file=file) == "from the file"
    assert set_to(None).secret(NAME, file=tmp_path / "absent") == ""


def test_secret_file_that_is_no_text_is_refused(set_to, tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    file.write_bytes(b"\xff\xfe")

    with pytest.raises(ImproperlyConfigured, match="TIMELINE_TRIED is not set and secret_key"):
        set_to(None).secret(NAME, file=file)


def test_env_file_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text("TIMELINE_TRIED=file\nTIMELINE_OTHER=file\n# a remark\n")
    monkeypatch.setenv(NAME, "environment")
    monkeypatch.setenv("TIMELINE_OTHER", "to be put back")
    monkeypatch.delenv("TIMELINE_OTHER")

    env = Environment(file)

    assert (env.text(NAME), env.text("TIMELINE_OTHER")) == ("environment", "file")


def test_env_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"TIMELINE_TRIED=\xff\n")

    with pytest.raises(ImproperlyConfigured, match=r"\.env is not UTF-8 text"):
        Environment(file)


@given(value=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_is_read_or_refused_by_name(value: str) -> None:
    refusals = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(NAME, value)
        env = Environment()
        for read in (
            lambda: env.flag(NAME, default=True),
            lambda: env.whole_number(NAME, default=1),
            lambda: env.choice(NAME, ("two", "one"), default="two"),
            lambda: env.words(NAME),
            lambda: env.folder(NAME, default=None),
            lambda: env.database(NAME),
            lambda: env.mail_server(NAME),
        ):
            try:
                read()
            except ImproperlyConfigured as error:
                refusals.append(str(error))
    assert [text for text in refusals if not text.startswith(f"{NAME} is ")] == []
