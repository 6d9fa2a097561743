"""Folding: one spelling for all the ways in which a name is written.

Used on both sides of a search, so that Jalawla finds Jalawlā’ and جلولا finds جلولاء.
Never shown, never stored as a name.
"""

import re
import unicodedata

# Arabic letters that readers type for one another, and signs that carry no letter.
_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ک": "ك",
        "ة": "ه",
        "ء": None,
        "ـ": None,
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        # Apostrophes stand for letters that English drops: Ba'quba, Jalawlā’, Sinjār.
        "'": None,
        "’": None,
        "‘": None,
        "ʼ": None,
        "ʻ": None,
        "ʿ": None,
        "ʾ": None,
        "`": None,
    }
)
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case, without diacritics, apostrophes and Arabic letter variants."""
    return _SPACE.sub(" ", fold_letters(text)).strip()


def fold_letters(text: str) -> str:
    """As `fold`, white space as it stands.

    Works letter by letter: the folded letters of a text, joined, are the folded text. So
    that a place in the folded text can be traced to the letters it came from.
    """
    # Twice to lower case: compatibility forms (ℌ) show their capitals only when decomposed.
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS).casefold()).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.translate(_LETTERS)
