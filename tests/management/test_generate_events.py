"""What the command says of bad input and of what it made."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.factories import make_place


def run(*words):
    out, err = io.StringIO(), io.StringIO()
    call_command("generate_events", *words, stdout=out, stderr=err)
    return out.getvalue()


@pytest.mark.parametrize("count", ["0", "-1", "x", "١٠", "20000001", "1\0"])
def test_bad_count_is_named(count):
    with pytest.raises(CommandError, match=r"argument --count: not"):
        run(f"--count={count}", "--seed=1")


@pytest.mark.django_db
def test_same_count_and_seed_print_the_same_digest():
    told = []
    for _ in range(2):
        with transaction.atomic():
            told.append(run("--count=20", "--seed=7").splitlines())
            transaction.set_rollback(True)

    assert told[0][0].startswith("20 events, ")
    assert told[0][1].startswith("digest ")
    assert told[0][1] == told[1][1]


@pytest.mark.django_db
def test_refusal_is_one_line_and_exit_code_2():
    make_place()
    err = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("generate_events", "--count=1", "--seed=1", stderr=err)

    assert ended.value.code == 2
    assert len(err.getvalue().splitlines()) == 1
