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
_CONTACT = re.compile(
    r"(?:so )?(?:dien thoai|duong day nong|hotline|email|dia chi)(?: lien he)?"
    r"(?: la (?:gi|bao nhieu))?"
)
_GREETING = re.compile(
    r"(?:(?:xin|kinh|da|em|minh|toi|cac|ban|anh|chi|ad|moi nguoi) )*"
    r"(?:chao|hello|hi|alo|cam on|thanks?|ok|test|tam biet)(?: (?:ban|anh|chi|em|ad|ca nha"
    r"|moi nguoi|nhe|nha|a|nhieu|buoi sang|buoi chieu))*"
    r"|(?:ban|may|bot|ad) (?:la ai|ten (?:la )?gi|lam duoc gi|co khoe khong)"
)
# Nothing but a question word, a request or a number.
_BARE = re.compile(
    r"(?:(?:la |nhu )?(?:gi|ai|nao|bao nhieu|may|khi nao|o dau|tai sao|vi sao|the nao|bao gio)"
    r"|tom tat|tong hop|tra loi|cho hoi|\d{1,6})"
)
_TODAY = re.compile(
    r"\b(?:hom nay|hom qua|ngay mai|bay gio)(?: (?:co|la|ngay|su kien|tin|gi|thu|may|nao"
    r"|bao nhieu))*$|^(?:hom nay|hom qua|ngay mai|bay gio) (?:co|la|thu|ngay)\b"
)
# A capital after the first word names a page of somebody's, which articles do write about.
_NAMES = re.compile(r"(?<=\s)[^\W\d_a-zà-ỹđ]")


def asks_nothing(question: str) -> bool:
    """Tell whether nothing is asked that an article could answer: a greeting, a bare number, today.

    Without a name "hôm nay" is the day of whoever asks, not that of an article.
    """
    form = " ".join(re.sub(r"[^\w/-]+", " ", fold(question)).split())
    if _GREETING.fullmatch(form) or _BARE.fullmatch(form) or not re.search(r"[^\W_]", form):
        return True
    return _TODAY.search(form) is not None and not _NAMES.search(question)


def asks_of_page(question: str) -> bool:
    """Tell whether a question is about the page it is asked from rather than its article."""
    form = fold(question).strip(" ?.!")
    if _CONTACT.fullmatch(form):
        return True
    page = _PAGE.search(form)
    if page is None or _NAMES.search(question):
        return False
    rest = f"{form[: page.start()]} {form[page.end() :]}"
    return _ITS.search(rest) is not None
