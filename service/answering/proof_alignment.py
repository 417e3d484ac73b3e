"""A claim's words beside a sentence's, and what their difference does to the meaning."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from service.answering.proof_words import (
    CLAIMS_NOTHING,
    CONNECTIVES,
    EMPTY,
    MODIFIERS,
    NEGATIONS,
    OFFICES,
    PREPOSITIONS,
    SCALES,
    TENSES,
    TITLES,
    WISHES,
)

DATE = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2}/\d{4}")
_JOINS = frozenset({"và", "còn"})
_COUNTED = frozenset({"tháng", "năm", "quý", "điều", "khoản", "hạng", "lộ", "lớp", "thứ"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word in matching form, with what stands around it.

    `broken`: a comma or the like stands before it. `capital`: it is written so. A figure carries
    its percent sign.
    """

    text: str
    broken: bool
    capital: bool

    @property
    def figure(self) -> bool:
        """Return whether it is a number, a date or a document number."""
        return any(character.isdigit() for character in self.text)

    @property
    def content(self) -> bool:
        """Return whether it claims something of its own."""
        return self.text not in EMPTY


def texts_of(some: Sequence[Word]) -> frozenset[str]:
    """Return the words and their pairs, as the lists of words hold both."""
    texts = [word.text for word in some]
    return frozenset(texts) | {f"{a} {b}" for a, b in pairwise(texts)}


class Alignment:
    """A claim's words beside those of a part of a sentence."""

    def __init__(self, said: list[Word], held: list[Word]) -> None:
        self.said, self.held = said, held
        matcher = SequenceMatcher(
            None, [w.text for w in said], [w.text for w in held], autojunk=False
        )
        self.place: dict[int, int] = {}  # word of the claim → word of the sentence, in order
        for block in matcher.get_matching_blocks():
            for k in range(block.size):
                self.place[block.a + k] = block.b + k
        self.moved: dict[int, int] = {}
        self._find_moved()

    def holds(self, *, later: bool) -> bool:
        """Return whether nothing in the claim says other than the sentence."""
        where = self.place | self.moved
        return (
            len(where) > 0
            and all(self._may_be_added(i) for i in range(len(self.said)) if i not in where)
            and not (WISHES & self._dropped_texts(where))
            and all(self._may_be_dropped(j, where) for j in self._dropped(where))
            and all(self._keeps_unit(i, j, where) for i, j in where.items() if self.said[i].figure)
            and all(self._names_whole(i, where) for i in where)
            and all(self._gap_is_harmless(a, b) for a, b in self._gaps())
            and not (later and self.held[0].content and 0 not in where.values())
        )

    def _find_moved(self) -> None:
        """Find runs of the claim that stand elsewhere in the sentence and may."""
        taken = set(self.place.values())
        i = 0
        while i < len(self.said):
            if i in self.place or not self.said[i].content:
                i += 1
                continue
            end = i
            while end < len(self.said) and end not in self.place:
                end += 1
            start, size = self._elsewhere(i, end, taken)
            if size and self._may_move(i, i + size, start):
                for k in range(size):
                    self.moved[i + k] = start + k
                    taken.add(start + k)
            i += max(1, size)

    def _elsewhere(self, i: int, end: int, taken: set[int]) -> tuple[int, int]:
        """Return where the longest run from `i` stands among words not taken, and its length."""
        best = (0, 0)
        for j in range(len(self.held)):
            size = 0
            while (
                i + size < end
                and j + size < len(self.held)
                and j + size not in taken
                and self.said[i + size].text == self.held[j + size].text
            ):
                size += 1
            best = max(best, (j, size), key=lambda found: found[1])
        return best

    def _may_move(self, i: int, end: int, start: int) -> bool:
        """Return whether a run of the claim may stand elsewhere in the sentence.

        It must be joined by a comma or a joining word, and no other figure, name or office of its
        kind may stand in the sentence.
        """
        around = self.said[max(0, i - 1) : i] + self.said[end : end + 1]
        joined = any(w.text in CONNECTIVES for w in around)
        joined = joined or (i > 0 and self.said[i].broken)
        joined = joined or (end < len(self.said) and self.said[end].broken)
        joined = joined or self.said[i].text in PREPOSITIONS
        own = range(start, start + end - i)
        rivals = [j for j in range(len(self.held)) if j not in own]
        return joined and not any(self._alike(j, k) for j in own for k in rivals)

    def _kinds(self, j: int) -> frozenset[str]:
        """Return what a word of the sentence can be mistaken for: a figure's unit, name, office."""
        word = self.held[j]
        kinds: set[str] = set()
        if word.figure:
            before = self.held[j - 1].text if j and not word.broken else ""
            after = self.held[j + 1] if j + 1 < len(self.held) else None
            if before in _COUNTED:
                kinds.add(before)
            if after and not after.broken and after.content and not after.figure:
                kinds.add(f"{after.text} counted")
            if DATE.fullmatch(word.text):
                kinds.add("date")
            if "%" in word.text:
                kinds.add("%")
            if any(character.isalpha() for character in word.text):
                kinds.add("document")
        elif self._pair(j) in OFFICES:
            kinds.add("office")
        elif word.capital and (j or self.held[j : j + 2][-1].capital):
            kinds.add("name")
        return frozenset(kinds)

    def _pair(self, j: int) -> str:
        return " ".join(word.text for word in self.held[j : j + 2])

    def _alike(self, j: int, k: int) -> bool:
        return bool(self._kinds(j) & self._kinds(k)) and self.held[j].text != self.held[k].text

    def _may_be_added(self, i: int) -> bool:
        word = self.said[i]
        if word.figure or word.text in NEGATIONS or word.text in MODIFIERS:
            return False
        if word.text in TENSES:
            return not TENSES & texts_of(self.held)
        again = any(self.said[k].text == word.text for k in (*self.place, *self.moved))
        claims_nothing = word.text in CLAIMS_NOTHING or (again and not word.capital)
        return not word.content or claims_nothing

    def _dropped(self, where: dict[int, int]) -> list[int]:
        return sorted(set(range(len(self.held))) - set(where.values()))

    def _dropped_texts(self, where: dict[int, int]) -> frozenset[str]:
        """Return the dropped words, and pairs, before the last word that the claim takes."""
        last = max(where.values())
        dropped = set(self._dropped(where))
        one = {self.held[j].text for j in dropped if j < last}
        return frozenset(one | {self._pair(j) for j in dropped if j < last and j + 1 in dropped})

    def _may_be_dropped(self, j: int, where: dict[int, int]) -> bool:
        """Return whether no word that the claim keeps hangs on a word that it drops."""
        kept = set(where.values())
        text = self.held[j].text
        reach = 4 if text in NEGATIONS else 2
        if text in NEGATIONS or text in MODIFIERS or self._pair(j) in MODIFIERS:
            for k in range(j + 1, min(j + 1 + reach, len(self.held))):
                if self.held[k].broken:
                    break
                if k in kept:
                    return False
        return True

    def _keeps_unit(self, i: int, j: int, where: dict[int, int]) -> bool:
        """Return whether the word after a figure is the one after it in the sentence.

        A unit that makes the figure larger may not be left out either.
        """
        said = self.said[i + 1] if i + 1 < len(self.said) else None
        held = self.held[j + 1] if j + 1 < len(self.held) else None
        follows = held is not None and said is not None and said.text == held.text
        if held is not None and not held.broken and held.text in SCALES and not follows:
            return False
        counted = said is not None and not said.broken and said.content and not said.figure
        return not counted or follows or bool(DATE.fullmatch(self.said[i].text)) or i + 1 in where

    def _names_whole(self, i: int, where: dict[int, int]) -> bool:
        """Return whether neighbours in a name of the claim are neighbours in the sentence."""
        following = self.said[i + 1] if i + 1 < len(self.said) else None
        if following is None or following.broken or not following.capital or following.figure:
            return True
        if not self.said[i].capital or self.said[i].figure or i + 1 not in where:
            return True
        return where[i + 1] == where[i] + 1 or (i == 0 and self.held[where[i + 1] - 1].broken)

    def _gaps(self) -> Iterator[tuple[int, int]]:
        """Yield (last word before, first word after) of what is left out between kept words."""
        places = sorted(self.place.values())
        for before, after in pairwise(places):
            if after > before + 1:
                yield before, after

    def _gap_is_harmless(self, before: int, after: int) -> bool:
        """Return whether leaving words out joins nothing that the sentence keeps apart."""
        gap = range(before + 1, after)
        taken = set(self.moved.values())
        borders = [j for j in (*gap, after) if self.held[j].broken or self.held[j].text in _JOINS]
        tail = [j for j in gap if (not borders or j >= borders[-1]) and j not in taken]
        inner = [j for j in borders if j in gap]
        if inner and self._opens_with_actor(range(inner[-1], after)):
            return False
        if borders and any(self.held[j].content and self._subject(j) for j in tail):
            return False
        if not borders and self._brings_actor(tail):
            return False
        return not self._has_rival(gap, before, after)

    def _subject(self, j: int) -> bool:
        return self.held[j].text not in CONNECTIVES

    def _opens_with_actor(self, part: range) -> bool:
        """Return whether a part left out begins with whom the next kept words speak of."""
        for j in part:
            if self._kinds(j) & {"name", "office"}:
                return True
            if self.held[j].content and self.held[j].text not in TITLES:
                return False
        return False

    def _brings_actor(self, tail: Sequence[int]) -> bool:
        """Return whether words left out without a border are a verb and whom it makes act."""
        if not tail or self.held[tail[0]].text in PREPOSITIONS:
            return False
        acting = False
        for j in tail:
            word = self.held[j]
            if acting and ("name" in self._kinds(j) or "office" in self._kinds(j)):
                return True
            # What a preposition leads to does not act.
            acting = acting and word.text not in PREPOSITIONS
            acting = acting or (word.content and not word.capital and word.text not in TITLES)
        return False

    def _has_rival(self, gap: range, before: int, after: int) -> bool:
        """Return whether the gap holds a figure or name that what is kept was said of.

        That is one of the kind of the next kept one, with a word of another thing after it; or of
        the kind of the last kept one, with such a word before it.
        """
        kept = sorted(self.place.values())
        following = next((j for j in kept if j >= after and self._kinds(j)), None)
        preceding = next((j for j in reversed(kept) if j <= before and self._kinds(j)), None)
        for j in gap:
            kinds = self._kinds(j)
            if following is not None and kinds & self._kinds(following):
                rest = range(j + 1, after)
                if any(self.held[k].content and not self._kinds_part(k, j) for k in rest):
                    return True
            if preceding is not None and kinds & self._kinds(preceding) - {"name"}:
                first = range(before + 1, j)
                if any(self.held[k].content and not self._kinds_part(k, j) for k in first):
                    return True
        return False

    def _kinds_part(self, k: int, j: int) -> bool:
        """Return whether a word only belongs to the figure or name at `j`."""
        if self.held[j].figure:
            return k == j + 1 or self.held[k].text in _COUNTED
        return self.held[k].capital or self.held[k].text in TITLES
