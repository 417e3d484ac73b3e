import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.tokens import Tokens
from embeddings.words import SPACES, Memo, Words
from tests.test_embeddings_static import WORDS, make_tokenizer

TEXTS = st.lists(st.text(st.sampled_from("aă🜚1,\0" + SPACES), max_size=20), max_size=6)


def _strings(words: Words) -> list[str]:
    spans = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    return [words.joined[start:end] for start, end in spans]


def test_spaces_are_those_that_strings_are_split_at() -> None:
    assert set(SPACES) == {chr(n) for n in range(sys.maxunicode + 1) if chr(n).isspace()}


@given(TEXTS)
def test_words_are_those_of_split_and_equal_words_have_equal_hashes(texts: list[str]) -> None:
    words = Words.of(texts)
    strings = _strings(words)
    assert strings == [word for text in texts for word in text.split()]
    found = [strings[start:end] for start, end in zip(words.bounds, words.bounds[1:], strict=False)]
    assert found == [text.split() for text in texts]
    pairs = set(zip(strings, words.hashes.tolist(), strict=True))
    assert len(pairs) == len({word for word, _ in pairs}) == len({key for _, key in pairs})


def test_a_word_has_one_hash_wherever_it_stands() -> None:
    filler = "xin chào " * 20_000
    words = Words.of(["nghị quyết", filler + "quyết nghị"])
    first, second, *_, fourth, third = words.hashes.tolist()
    assert (first, second) == (third, fourth)


def test_hashes_of_like_words_lie_apart() -> None:
    letters = "aáàảãạăâbcdđeéêghiíklmnoóôơpqrstuúưvxy"
    words = Words.of([" ".join(a + b + c for a in letters for b in letters for c in letters)])
    places = words.hashes >> np.uint64(64 - 18)
    # As many places as throwing so many words at random into 2^18 places would take up.
    expected = (1 << 18) * (1 - np.exp(-len(places) / (1 << 18)))
    assert len(np.unique(words.hashes)) == len(letters) ** 3
    assert len(np.unique(places)) > 0.9 * expected


def test_memo_gives_back_what_it_learned_though_places_are_shared() -> None:
    memo = Memo(words=8, ids=20)
    # The highest bits say where a word belongs: these four all belong at the last place.
    hashes = np.uint64(2**64 - 1) - np.arange(4, dtype=np.uint64)
    rows = [np.arange(n) + 10 * n for n in range(4)]
    assert memo.find(hashes)[1].all()
    assert memo.learn(hashes[:3], rows[:3])
    assert memo.learn(hashes[2:], rows[2:])
    places, new = memo.find(hashes[[3, 0, 2, 1, 3]])
    assert not new.any()
    ids, ends = memo.ids(places)
    assert ids.tolist() == [30, 31, 32, 20, 21, 10, 30, 31, 32]
    assert ends.tolist() == [3, 3, 5, 6, 9]


@pytest.mark.parametrize(("words", "ids"), [(2, 100), (100, 4)])
def test_a_full_memo_learns_nothing(words: int, ids: int) -> None:
    memo = Memo(words, ids)
    hashes = np.array([5, 6, 7], np.uint64)
    assert not memo.learn(hashes, [np.arange(2)] * 3)
    assert memo.find(hashes)[1].all()


@pytest.mark.parametrize(("words", "ids"), [(3, 1 << 20), (1 << 18, 4)])
def test_a_full_memo_is_begun_anew(monkeypatch: pytest.MonkeyPatch, words: int, ids: int) -> None:
    monkeypatch.setattr("embeddings.tokens._MEMO_WORDS", words)
    monkeypatch.setattr("embeddings.tokens._MEMO_IDS", ids)
    monkeypatch.setattr("embeddings.tokens._BLOCK_CHARACTERS", 10)
    tokens = Tokens(make_tokenizer())
    for _ in range(2):
        found = tokens.ids(["nghị quyết một số", "digital chuyen 57", "57 " * 9])
        assert [row.tolist() for row in found] == [[1, 2, 9, 6], [8, 10, 3], [3] * 9]


def test_threads_learn_together() -> None:
    tokens, expected = Tokens(make_tokenizer()), list(range(1, 7))
    wrong: list[list[int]] = []

    def read(seed: int) -> None:
        order = np.random.default_rng(seed).permutation(expected)
        for number in order:
            (found,) = tokens.ids([f"{WORDS[number]} {WORDS[number]}-{seed}"])
            if found.tolist() != [number, number]:
                wrong.append(found.tolist())

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(100, 108)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
