"""Names as the database folds them, to be compared with what `folding.fold` makes of a text."""

from django.db.models import F, Func, TextField

# Marks, apostrophes and half rings: what `fold` drops, as far as one expression can say it.
_DROPPED = "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640'’‘`ʼʻʿʾ]"
#: Letters that are written for one another; the last, which has no other, is dropped.
_LETTERS, _OTHERS = "ٱىیکةøłđıء", "اييكهoldi"


class Folded(Func):
    """A name in lower case without diacritics and apostrophes, letter variants as one."""

    template = (
        "translate(replace(lower(regexp_replace("
        "normalize(%(expressions)s, NFKD), %(dropped)s, '', 'g')), 'ß', 'ss'), "
        f"'{_LETTERS}', '{_OTHERS}')"
    )
    output_field = TextField()

    def __init__(self, name: str) -> None:
        super().__init__(F(name), dropped="'" + _DROPPED.replace("'", "''") + "'")
