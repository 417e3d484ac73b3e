"""Documents that a question calls by type and number alone: "Nghị quyết 193" is 193/2025/QH15.

Which numbers there are is what the articles mention. Several may begin alike, and are told apart by
the issuer or the year where the question says one.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.articles import Bearer
from corpus.documents.names import TYPES
from corpus.vietnamese.normal import fold

Bearers = Callable[[str], Sequence[Bearer]]

MOST = 3  # documents that a short name may mean, else it says nothing
_TYPES = "|".join(sorted({fold(name) for name in TYPES.values()} | {"luat"}, key=len, reverse=True))
_NAMED = re.compile(
    rf"\b(?P<type>{_TYPES})(?: so)? (?P<number>[0-9]{{1,4}})(?![\w%]|[.,/][0-9]|\s?[/‐‑–—-]\s?\w)"
    r"(?! (?:thang|ngay|dieu|khoan|nhom|nhiem vu|nguoi|ty|trieu|trang)\b)"
    r"(?:[ /](?:nam )?(?P<year>(?:19|20)[0-9]{2})\b)?"
    r"(?: (?:do|cua)(?: nuoc)? (?P<issuer>[a-z]+(?: [a-z]+){0,3}))?"
)
# Types that are known by the number of the decision that approved them.
_APPROVED = {"de an": "quyet dinh", "chuong trinh": "quyet dinh", "ke hoach": "quyet dinh"}


def in_full(text: str, bearers: Bearers) -> Iterator[tuple[str, str]]:
    """Yield the short names of a question with the numbers of the documents they mean.

    `bearers` gives the documents whose number begins with a figure, the most mentioned first.
    """
    for named in _NAMED.finditer(fold(text)):
        written = text[named.start() : named.end("number")]
        known = [b for b in bearers(named["number"].lstrip("0")) if _bears(b, named["type"])]
        for tells in (named["year"], named["issuer"]):
            known = [b for b in known if tells and _says(b, tells)] or known
        if len(known) <= MOST:
            yield from ((written, bearer.number) for bearer in known)


def _bears(bearer: Bearer, type_: str) -> bool:
    """Tell whether a document is of the type, or the decision that approved one of it."""
    own = fold(bearer.type or "")
    return own == type_ or own == _APPROVED.get(type_)


def _says(bearer: Bearer, tells: str) -> bool:
    """Tell whether a year stands in the number, or the issuer is who is named."""
    if tells.isdigit():
        return tells in bearer.number
    issuer = fold(bearer.issuer or "")
    return bool(issuer) and (issuer.startswith(tells) or tells.startswith(issuer))
