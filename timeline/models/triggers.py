"""Database triggers for what must be true whatever program writes."""

from typing import Any

import pgtrigger
from django.db import models


def no_cycle(name: str, *fields: str) -> pgtrigger.Trigger:
    """A row may not be its own ancestor along any of these self-references.

    Writers take turns (an advisory lock), because two transactions could otherwise
    each add one half of a cycle.
    """
    up = " UNION ALL ".join(
        f"SELECT NEW.{field}::bigint AS id WHERE NEW.{field} IS NOT NULL" for field in fields
    )
    step = ", ".join(f"(t.{field})" for field in fields)
    given = " OR ".join(f"NEW.{field} IS NOT NULL" for field in fields)
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*fields),
        func=pgtrigger.Func(
            # Names of our own columns only; a trigger's body takes no parameters.
            f"""
            IF {given} THEN
                PERFORM pg_advisory_xact_lock(hashtext('{name}'));
                IF EXISTS (
                    WITH RECURSIVE above AS (
                        {up}
                        UNION
                        SELECT next.id FROM above
                        JOIN {{meta.db_table}} t ON t.id = above.id
                        CROSS JOIN LATERAL (VALUES {step}) AS next(id)
                        WHERE next.id IS NOT NULL
                    )
                    SELECT 1 FROM above WHERE id = NEW.id
                ) THEN
                    RAISE EXCEPTION 'cycle: % {name}', NEW.id USING ERRCODE = '23514';
                END IF;
            END IF;
            RETURN NULL;
            """  # noqa: S608
        ),
    )


def standing_without_cycle(name: str, operation: Any, claim: str) -> pgtrigger.Trigger:
    """No claim's standing may hang on itself through relays and lapses together.

    `claim` is the column of the new row that names the claim to start from.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        func=pgtrigger.Func(
            # As above: `claim` is one of our own columns.
            f"""
            PERFORM pg_advisory_xact_lock(hashtext('claim_standing_no_cycle'));
            IF EXISTS (
                WITH RECURSIVE leans_on AS (
                    SELECT next.id FROM (
                        SELECT relays_id AS id FROM timeline_claim WHERE id = NEW.{claim}
                        UNION SELECT by_id FROM timeline_lapse WHERE claim_id = NEW.{claim}
                    ) next WHERE next.id IS NOT NULL
                    UNION
                    SELECT next.id FROM leans_on
                    CROSS JOIN LATERAL (
                        SELECT relays_id AS id FROM timeline_claim WHERE id = leans_on.id
                        UNION SELECT by_id FROM timeline_lapse WHERE claim_id = leans_on.id
                    ) next WHERE next.id IS NOT NULL
                )
                SELECT 1 FROM leans_on WHERE id = NEW.{claim}
            ) THEN
                RAISE EXCEPTION 'cycle: claim % stands on itself', NEW.{claim}
                    USING ERRCODE = '23514';
            END IF;
            RETURN NULL;
            """  # noqa: S608
        ),
    )


def never(name: str, operation: Any) -> pgtrigger.Protect:
    """This table refuses the operation."""
    return pgtrigger.Protect(name=name, operation=operation)


#: Hard deletes of rows with history are refused; rows are withdrawn or lapse instead.
NO_DELETE = never("no_delete", pgtrigger.Delete)


class WordsCheck(models.CheckConstraint):
    """The column holds one of the vocabulary's words.

    For the database only: before a save the field's choices say the same, in words and
    without a query.
    """

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: `clean_fields` has looked at the choices."""


def words_check(name: str, field: str, words: type[Any]) -> WordsCheck:
    return WordsCheck(condition=models.Q(**{f"{field}__in": sorted(words.values)}), name=name)
