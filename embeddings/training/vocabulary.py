"""The tokenizer: whole syllables and words by frequency, pieces for the rest."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from embeddings.training.text import fold, other_placement

UNKNOWN = "[UNK]"
_WORD = re.compile(r"[^\W_]+")
_PIECE_SHARE = 0.15
_FOLDED_SHARE = 0.1  # share of questions that come without diacritics, for counting alone
_ALPHABET = 160  # letters and signs that a piece may start from; Vietnamese has 93


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count the words of `texts`: runs of letters and digits in lower case, NFC."""
    chunks: Counter[str] = Counter()
    for text in texts:
        chunks.update(text.split())
    words: Counter[str] = Counter()
    for chunk, count in chunks.items():
        for word in _WORD.findall(unicodedata.normalize("NFC", chunk).lower()):
            words[word] += count
    return words


def train_tokenizer(
    vietnamese: Mapping[str, int], english: Mapping[str, int], size: int
) -> Tokenizer:
    """Make a WordPiece tokenizer of at most `size` tokens from counted words.

    Vietnamese words count with and without diacritics. English text is scarce, so its words
    count as if there were as much of it as a hundredth of the Vietnamese.
    """
    words: Counter[str] = Counter()
    for word, count in vietnamese.items():
        words[word] += count
        words[fold(word)] += int(count * _FOLDED_SHARE)
    boost = max(1, sum(vietnamese.values()) // (100 * max(1, sum(english.values()))))
    for word, count in english.items():
        words[word] += boost * count
    pieces = int(size * _PIECE_SHARE)
    ranked = [word for word, _ in words.most_common()]
    rare = ranked[size - 2 * pieces :]
    vocabulary = {UNKNOWN: 0}
    for token in chain(_pieces({word: words[word] for word in rare}, pieces), ranked):
        if len(vocabulary) >= size:
            break
        vocabulary.setdefault(token, len(vocabulary))
        if (twin := other_placement(token)) and len(vocabulary) < size:
            vocabulary.setdefault(twin, len(vocabulary))
    return _tokenizer(vocabulary)


def spelling_twins(vocabulary: Mapping[str, int]) -> dict[int, int]:
    """Map the id of each token to its twin's where the tone mark may stand in two places.

    Of two twins, the one with the mark on the later letter maps to the other.
    """
    twins = {}
    for token, number in vocabulary.items():
        twin = other_placement(token)
        if twin is not None and twin in vocabulary and _late(token):
            twins[number] = vocabulary[twin]
    return twins


def _late(token: str) -> bool:
    return bool(unicodedata.combining(unicodedata.normalize("NFD", token)[-1]))


def _pieces(words: Mapping[str, int], size: int) -> list[str]:
    """Return the `size` most useful word pieces of rare words, `##` before inner ones."""
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, limit_alphabet=_ALPHABET, show_progress=False, special_tokens=[UNKNOWN]
    )
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNKNOWN))
    weighted = (word for word, count in words.items() for _ in range(min(count, 50)))
    tokenizer.train_from_iterator(weighted, trainer)
    by_id = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    return [token for token, _ in by_id if token != UNKNOWN]


def _tokenizer(vocabulary: dict[str, int]) -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation("removed")]
    )
    return tokenizer
