"""Whatever is put and removed in whatever order, the store holds what a few lines of Python say."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.articles import digest
from corpus.store import Store
from tests.conftest import Stores
from tests.store_entries import entry, live_texts

KEYS = st.sampled_from(["/a", "/b", "/c"])
BODIES = ["Một.", "Hai.", "Ba.", "Bốn."]
TEXTS = st.sampled_from(BODIES)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.lists(st.tuples(KEYS, TEXTS), min_size=1, max_size=4)),
        st.tuples(st.just("remove"), TEXTS),
    ),
    max_size=12,
)


@dataclass
class Model:
    """Each text belongs to the article that first had it; a key follows its text."""

    home: dict[str, str] = field(default_factory=dict)  # text → the article's first text
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)  # key → article, last text
    current: dict[str, str] = field(default_factory=dict)
    live: set[str] = field(default_factory=set)

    def put(self, key: str, text: str) -> str:
        own, last = self.keys.get(key, (None, None))
        if text not in self.home:
            article = own or text
            outcome = "updated" if article in self.live else "added"
        else:
            article = self.home[text]
            if article not in self.live:
                outcome = "added"
            elif own != article:
                outcome = "duplicate"
            elif text in (last, self.current[article]):
                outcome = "unchanged"
            else:
                outcome = "updated"
        self.home[text] = article
        self.keys[key] = (article, text)
        if outcome in {"added", "updated"}:
            self.current[article] = text
            self.live.add(article)
        return outcome


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_any_order_of_changes(stores: Stores, steps: list[tuple[str, object]]) -> None:
    model = Model()
    with stores() as location, Store.open(location) as store:
        ids = {text: digest(entry(text, "/").article.text) for text in BODIES}
        seen: dict[int, str] = {}
        for kind, what in steps:
            before = (store.version(), store.live_passages())
            if kind == "put":
                puts = store.put_many([entry(text, key) for key, text in what])
                expected = [model.put(key, text) for key, text in what]
                assert [put.outcome for put in puts] == expected
                assert [put.article_id for put in puts] == [ids[model.home[t]] for _, t in what]
            elif what in model.live:
                store.remove(ids[what])
                model.live.discard(what)
            if store.live_passages() != before[1]:
                assert store.version() > before[0]
            assert sorted(live_texts(store)) == sorted(model.current[a] for a in model.live)
            for key, found in store.live_passages():
                assert seen.setdefault(key, found) == found  # a key always means the same passage
        assert store.counts().live == len(model.live)
        assert store.check() == []
        for text, article in model.home.items():
            kept = store.get(ids[article], ids[text])
            assert kept.article.text.endswith(text)
        owned = {article for article, _ in model.keys.values()}
        assert store.keys_of([ids[a] for a in owned]) == {
            ids[a]: tuple(sorted(k for k, (home, _) in model.keys.items() if home == a))
            for a in owned
        }
