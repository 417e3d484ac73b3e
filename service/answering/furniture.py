"""Questions about the page that an article came on: its counters, its contacts, its buttons.

Cleaning cuts all that, so that nothing can answer; what shares words with such a question speaks
of other pages.
"""

import re

from corpus.vietnamese.normal import fold

# Of the question without diacritics.
_PAGE = re.compile(
    r"\b(?:website|trang web|trang (?:nay|bao|chu)|(?:tren|cua) trang|bai viet|bai bao|bai nay"
    r"|ban tin nay|toa soan|tai lieu nay)\b"
)
_ITS = re.compile(
    r"\bluot (?:xem|truy cap|doc|thich|chia se|binh luan|tai)\b|\b(?:online|truc tuyen)\b"
    r"|\bdang (?:truy cap|xem|doc)\b|\b(?:so dien thoai|duong day nong|hotline|email|fax)\b"
    r"|\bbao nhieu (?:binh luan|diem|trang)\b|\btong (?:so )?(?:diem|bien tap)\b"
)
# A capital after the first word names a page of somebody's, which articles do write about.
_NAMES = re.compile(r"(?<=\s)[^\W\d_a-zà-ỹđ]")


def asks_of_page(question: str) -> bool:
    """Tell whether a question is about the page it is asked from rather than its article."""
    form = fold(question).strip(" ?.!")
    page = _PAGE.search(form)
    if page is None or _NAMES.search(question):
        return False
    rest = f"{form[: page.start()]} {form[page.end() :]}"
    return _ITS.search(rest) is not None
