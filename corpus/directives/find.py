"""Find directives in an article, sentence by sentence, keeping in mind who is speaking."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.articles import Article
from corpus.directives.clock import Clock, clock_of
from corpus.directives.deadlines import find_deadline
from corpus.directives.directive import Directive
from corpus.directives.issuers import Issuer, find_issuers
from corpus.directives.orders import Order, find_order, split_order
from corpus.directives.sentence import Sentence
from corpus.directives.speech import (
    OTHER_SPEAKER,
    PASSIVE,
    PATIENCE,
    SPEAKS,
    Speech,
    according,
    going_on,
    passive,
    trailing,
)
from corpus.directives.subjects import speaker_of
from corpus.directives.units import Address, read_address, split_units
from corpus.documents import DocumentMention, find_documents
from corpus.effort import step
from corpus.vietnamese.sentences import sentences

_CUE = re.compile(
    r"[Yy]êu cầu|[Đđ]ề nghị|[Kk]iến nghị|[Cc]hỉ đạo|lưu ý|phê duyệt|chỉ rõ|nhấn mạnh|nêu rõ"
    r"|[Gg]iao (?:cho |nhiệm vụ|việc|các |[^\W\d_a-zà-ỹ])"
)
# A law speaks to everybody and sets nobody a task; its articles are counted.
_ARTICLE_OF_LAW = re.compile(
    r"^(?:Điều\s+\d+[a-z]?[.:]|Điều\s+\d+\s*$|\d+\.\s+(?:Sửa đổi|Bổ sung|Bãi bỏ))", re.MULTILINE
)
_MOST_ARTICLES = 8
_SETS_OUT = re.compile(
    r"[^.;]{0,140}?(?<![^\W_])(?:đưa ra|đặt ra|đề ra|nêu|yêu cầu|giao)(?![^\W_])"
)
_ASSIGNS = re.compile(r"(?:giao (?:việc|nhiệm vụ)|phân công|tổ chức thực hiện)", re.IGNORECASE)
_UNQUOTED = re.compile(r"[\s.;…”\"/]+$")
_THEREBY = re.compile(r"[Tt]heo đó")
_LONGEST = 4_000  # a longer sentence is a page that lost its stops
_JUST_BEFORE = 400  # how far back "theo đó" may point


def find_directives(
    article: Article, mentions: Sequence[DocumentMention] | None = None
) -> list[Directive]:
    """Return the directives of an article, in order; titles, headings and captions set none.

    `mentions` are the documents that the text mentions, found here where they are not given.
    """
    text = article.text
    if not _CUE.search(text) or len(_ARTICLE_OF_LAW.findall(text)) >= _MOST_ARTICLES:
        return []
    documents = find_documents(text) if mentions is None else list(mentions)
    return list(_Reader(article, documents).read())


class _Reader:
    """Reads one article from its first sentence to its last."""

    def __init__(self, article: Article, documents: Sequence[DocumentMention]) -> None:
        self._article = article
        self._text = article.text
        self._speakers = find_issuers(article.text)
        self._documents = documents
        self._starts = [mention.start for mention in self._speakers]
        self._cited = [document.start for document in documents]
        self._clock: list[Clock | None] = []
        self._speech: Speech | None = None

    def read(self) -> Iterator[Directive]:
        """Yield the directives in order."""
        for block in self._article.blocks:
            if block.kind == "heading":
                self._heading(self._sentence(block.start, block.end))
            elif block.kind in {"lead", "paragraph"}:
                for start, end in sentences(self._text, block.start, block.end):
                    if end - start > _LONGEST:
                        continue
                    yield from self._read(self._sentence(start, end))

    def _sentence(self, start: int, end: int) -> Sentence:
        step()
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        low, high = bisect_left(self._cited, start), bisect_left(self._cited, end)
        return Sentence(
            self._text,
            start,
            end,
            self._speakers[first:last],
            self._documents[low:high],
            self._documents[low - 1] if low else None,
        )

    def _heading(self, sentence: Sentence) -> None:
        """Let a heading say who speaks ("Kết luận của Thủ tướng", "Giao việc")."""
        # The document that an article is about is the first that it names.
        document = self._documents[0] if sentence.last_document else None
        if sentence.speakers:
            self._speech = Speech(sentence.speakers[-1].issuer)
        elif document and document.issuer and _ASSIGNS.match(str(sentence)):
            self._speech = Speech(
                Issuer(document.issuer, None), "giao", documents=(document.number,), demanding=True
            )
        elif self._speech is not None:
            self._speech.quiet += 1

    def _read(self, sentence: Sentence) -> list[Directive]:
        order = find_order(sentence)
        found = self._obey(sentence, order) if order else None
        if found is None:
            found = self._go_on(sentence)
            if not found:
                self._listen(sentence)
        return found

    def _obey(self, sentence: Sentence, order: Order) -> list[Directive] | None:
        """Return what a sentence orders outright, and remember who does; None if nobody does."""
        if order.reported:
            if order.issuer is not None and order.issuer.official:
                self._speech = Speech(order.issuer, order.kind)
            return []
        issuer, documents = self._behind(sentence, order), sentence.numbers
        if issuer is None:
            return None
        before = sentence.last_document
        if order.document is not None:
            documents = documents or (order.document.number,)
        elif not documents and before and _THEREBY.match(str(sentence)):
            documents = (before.number,) if sentence.start - before.end < _JUST_BEFORE else ()
        parts = [(part, self._address(part)) for part in split_order(self._text, order)]
        last, address = parts[-1]
        quotes = "“" in self._text[order.start : order.start + 6]
        self._speech = Speech(
            issuer,
            last.kind,
            address.units,
            documents if order.document or quotes else (),
            listing=str(sentence).endswith(":"),
            demanding=True,
        )
        # "Thủ tướng yêu cầu:" by itself says nothing that is to be done.
        return [
            self._directive(sentence, issuer, part, address, documents)
            for part, address in parts
            if self._text[address.task : part.end].strip(" .:…")
        ]

    def _behind(self, sentence: Sentence, order: Order) -> Issuer | None:
        """Return who stands behind an order: its subject, its document's issuer, who speaks."""
        if order.issuer is not None:
            return order.issuer
        document = order.document
        if document is None:
            speaking = self._speech is not None and self._speech.quiet <= 3 * PATIENCE
            return self._speech.issuer if self._speech and speaking else None
        # "Thông báo … về kết luận của Tổng Bí thư Tô Lâm … giao nhiệm vụ"
        for mention in sentence.speakers:
            if mention.is_person and document.start < mention.start < order.start:
                return mention.issuer
        return Issuer(document.issuer, None) if document.issuer else None

    def _go_on(self, sentence: Sentence) -> list[Directive]:
        """Return what a sentence demands within a speech."""
        order = trailing(sentence) or according(sentence)
        if order is not None and order.issuer is not None:
            self._speech = Speech(order.issuer, order.kind)
        speech = self._speech
        if speech is None:
            return []
        order = order or passive(sentence, speech) or going_on(sentence, speech)
        if order is None:
            return []
        documents = sentence.numbers or speech.documents
        found: list[Directive] = []
        for part in split_order(self._text, order):
            address = self._within(part, speech)
            speech.units, speech.kind = address.units, part.kind
            found.append(self._directive(sentence, speech.issuer, part, address, documents))
        speech.quiet, speech.demanding = 0, True
        return found

    def _within(self, part: Order, speech: Speech) -> Address:
        """Return whom a demand addresses: those last addressed where it names nobody."""
        address = self._address(part)
        asked = PASSIVE.search(self._text, part.start, part.end)
        if asked and not address.units:
            units = split_units(self._text[part.start : asked.start()])
            return Address(units, asked.end(), modal=False, acts=True)
        # With a thing as its subject ("Việc … phải …") it addresses nobody.
        if address.units or not (address.acts or address.modal):
            return address
        return Address(speech.units, address.task, address.modal, address.acts)

    def _listen(self, sentence: Sentence) -> None:
        """Notice who takes the word, or how long nobody has demanded anything."""
        speaker = speaker_of(sentence, SPEAKS)
        if speaker is not None and speaker.official and speaker.office is not None:
            if self._speech is None or self._speech.issuer != speaker:
                self._speech = Speech(speaker)
            else:
                self._speech.quiet += 1
            return
        cited = sentence.documents[0] if sentence.documents else None
        leads = cited is not None and cited.start - sentence.start < 20
        if cited and leads and cited.issuer and _SETS_OUT.match(str(sentence)):
            self._speech = Speech(
                Issuer(cited.issuer, None), documents=(cited.number,), demanding=True
            )
        elif self._speech is not None:
            if OTHER_SPEAKER.search(str(sentence)):
                self._speech = None
            else:
                self._speech.quiet += 1

    def _address(self, part: Order) -> Address:
        if part.kind == "phê duyệt":
            return Address((), part.start, modal=False, acts=True)
        return read_address(self._text, part.start, part.end)

    def _directive(
        self,
        sentence: Sentence,
        issuer: Issuer,
        part: Order,
        address: Address,
        documents: tuple[str, ...],
    ) -> Directive:
        tail = _UNQUOTED.search(self._text, address.task, part.end)
        time = None
        if part.kind != "phê duyệt":  # "đến năm 2030" is part of what is approved
            time = find_deadline(self._text, part.start, part.end, self._now)
        return Directive(
            start=sentence.start,
            end=sentence.end,
            issuer=issuer.name,
            issuer_office=issuer.office,
            units=address.units,
            task_start=address.task,
            task_end=tail.start() if tail and tail.start() > address.task else part.end,
            kind=part.kind,
            deadline=time.last.isoformat() if time and time.last else None,
            deadline_text=time.text if time else None,
            deadline_inferred=bool(time and time.inferred),
            documents=documents,
        )

    def _now(self) -> Clock | None:
        if not self._clock:
            self._clock.append(clock_of(self._text, self._article.published))
        return self._clock[0]
