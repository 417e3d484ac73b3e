"""What every store must do: put, remove, find copies."""

import threading
from dataclasses import replace

import pytest

from corpus.articles import Article, Copy, Filters, PassageSpan, digest
from corpus.errors import Refused, StoreError, UnknownArticle
from corpus.store import Entry, ReferenceFilters, Store
from tests.store_entries import STORY, TITLE, entry, live_keys, live_texts


class PutContract:
    def test_a_new_text_is_added_and_read_back_as_it_was(self, store: Store) -> None:
        given = entry("Một câu.", source="Báo Mẫu", published="2025-05-17", place="Hà Nội",
                      url="https://vi.example/a")  # fmt: skip
        put = store.put(given)
        assert put.outcome == "added"
        assert put.article_id == put.revision == digest(given.article.text)
        stored = store.get(put.article_id)
        assert stored.article == given.article
        assert (stored.article_id, stored.revision, stored.state) == (
            put.article_id,
            put.revision,
            "live",
        )

    def test_the_same_again_is_unchanged_and_leaves_the_version_alone(self, store: Store) -> None:
        store.put(entry("Một câu."))
        before = (store.version(), store.live_passages(), store.counts())
        assert store.put(entry("Một câu.")).outcome == "unchanged"
        assert (store.version(), store.live_passages(), store.counts()) == before

    def test_another_text_under_the_key_is_a_new_revision_of_the_article(
        self, store: Store
    ) -> None:
        first = store.put(entry("Bản đầu."))
        second = store.put(entry("Bản sau."))
        assert second.outcome == "updated"
        assert second.article_id == first.article_id
        assert second.revision != first.revision
        assert live_texts(store) == ["Bản sau."]
        assert store.get(first.article_id).revision == second.revision
        assert store.get(first.article_id, first.revision).article.text.endswith("Bản đầu.")

    def test_a_text_that_comes_back_under_its_key_takes_its_old_passages(
        self, store: Store
    ) -> None:
        first = store.put(entry("Bản đầu."))
        old = store.live_passages()
        store.put(entry("Bản sau."))
        assert live_keys(store).isdisjoint(key for key, _ in old)
        back = store.put(entry("Bản đầu."))
        assert (back.outcome, back.revision) == ("updated", first.revision)
        assert store.live_passages() == old

    def test_a_text_under_another_key_is_a_duplicate(self, store: Store) -> None:
        first = store.put(entry("Một câu.", "/data/a.txt", source="Báo Mẫu"))
        version = store.version()
        second = store.put(entry("Một câu.", "/data/b.txt", source="Báo Khác"))
        assert (second.outcome, second.article_id) == ("duplicate", first.article_id)
        assert store.keys_of([first.article_id]) == {
            first.article_id: ("/data/a.txt", "/data/b.txt")
        }
        assert store.get(first.article_id).article.source == "Báo Mẫu"
        assert store.version() == version
        assert store.put(entry("Một câu.", "/data/b.txt", source="Báo Khác")).outcome == "unchanged"

    def test_an_old_text_elsewhere_does_not_turn_the_article_back(self, store: Store) -> None:
        first = store.put(entry("Bản đầu.", "/data/a.txt"))
        store.put(entry("Bản sau.", "/data/a.txt"))
        copy = store.put(entry("Bản đầu.", "/data/copy.txt"))
        assert (copy.outcome, copy.article_id) == ("duplicate", first.article_id)
        assert live_texts(store) == ["Bản sau."]
        assert store.put(entry("Bản đầu.", "/data/copy.txt")).outcome == "unchanged"
        assert live_texts(store) == ["Bản sau."]

    def test_a_key_that_now_holds_another_articles_text_leaves_its_own_article_live(
        self, store: Store
    ) -> None:
        a = store.put(entry("Bài a.", "/data/a.txt"))
        b = store.put(entry("Bài b.", "/data/b.txt"))
        moved = store.put(entry("Bài b.", "/data/a.txt"))
        assert (moved.outcome, moved.article_id) == ("duplicate", b.article_id)
        assert store.keys_of([a.article_id, b.article_id]) == {
            b.article_id: ("/data/a.txt", "/data/b.txt")
        }
        assert sorted(live_texts(store)) == ["Bài a.", "Bài b."]

    def test_what_is_read_anew_out_of_the_same_text_takes_effect(self, store: Store) -> None:
        first = store.put(entry("Một câu."))
        better = store.put(entry("Một câu.", source="Báo Mẫu"))
        assert (better.outcome, better.revision) == ("updated", first.revision)
        assert store.get(first.article_id).article.source == "Báo Mẫu"
        assert store.get(first.article_id, first.revision).article.source == "Báo Mẫu"
        assert [r.source for r in store.hit_records(list(live_keys(store))).values()] == [
            "Báo Mẫu"
        ] * 3
        assert store.counts().passages == 3

    def test_a_batch_treats_its_entries_in_order(self, store: Store) -> None:
        outcomes = store.put_many(
            [
                entry("Một.", "/data/a.txt"),
                entry("Một.", "/data/b.txt"),
                entry("Hai.", "/data/a.txt"),
                entry("Hai.", "/data/a.txt"),
                entry("Ba.", "/data/c.txt"),
            ]
        )
        assert [put.outcome for put in outcomes] == [
            "added", "duplicate", "updated", "unchanged", "added",
        ]  # fmt: skip
        assert sorted(live_texts(store)) == ["Ba.", "Hai."]
        assert store.counts().revisions == 3

    def test_an_empty_batch_and_an_empty_text_are_fine(self, store: Store) -> None:
        assert store.put_many([]) == []
        put = store.put(Entry("k", Article("", (), "k"), ()))
        assert store.get(put.article_id).article.text == ""
        assert store.check() == []

    def test_a_failing_batch_leaves_no_trace(self, store: Store) -> None:
        broken = entry("Hai.", "/data/b.txt")
        object.__setattr__(broken, "passages", (PassageSpan(0, 0, 1), PassageSpan(0, 1, 2)))
        before = (store.version(), store.counts())
        with pytest.raises(StoreError):
            store.put_many([entry("Một.", "/data/a.txt"), broken])
        assert (store.version(), store.counts()) == before
        assert store.put(entry("Một.", "/data/a.txt")).outcome == "added"
        assert store.check() == []

    @pytest.mark.parametrize("text", ["nửa \ud800 cặp", "có \0 ở giữa"])
    def test_a_text_that_cannot_be_given_back_is_refused(self, text: str) -> None:
        with pytest.raises(Refused, match="UTF-8"):
            Entry("k", Article(text, (), "k"), ())

    def test_offsets_and_dates_that_are_none_are_refused(self) -> None:
        with pytest.raises(Refused, match="lies outside the text of 3 characters"):
            Entry("k", Article("một", (), "k"), (PassageSpan(0, 0, 4),))
        with pytest.raises(Refused, match="'17/05/2025', expected an ISO date"):
            Entry("k", Article("một", (), "k", published="17/05/2025"), ())

    def test_every_character_is_kept(self, store: Store) -> None:
        body = "Chữ Hán 𡨸喃, biểu tượng 😀, dấu tổ hợp ệ và ⁣ ẩn: \u200b\ufeff\x7f."
        put = store.put(entry(body))
        stored = store.get(put.article_id).article
        assert stored.text.endswith(body)
        [last] = [p for p in store.passages(live_keys(store)) if "Hán" in p.text]
        assert last.text == body == stored.text[last.start : last.end]


class RemovalContract:
    def test_a_removed_article_is_out_of_every_answer_and_kept(self, store: Store) -> None:
        gone = store.put(entry("Theo Nghị định 72/2024/NĐ-CP.", "/data/a.txt", source="Báo"))
        store.put(entry("Bài khác.", "/data/b.txt"))
        keys, version = live_keys(store), store.version()
        store.remove(gone.article_id)
        assert store.version() > version
        assert live_texts(store) == ["Bài khác."]
        assert len(store.hit_records(list(keys))) == 3
        assert store.passages_mentioning("72/2024/NĐ-CP") == []
        assert store.allowed_passages(Filters(source=("Báo",))) == set()
        assert store.counts().live == 1
        assert store.counts().removed == 1
        assert store.get(gone.article_id).state == "removed"
        assert [a.article_id for a in store.list_articles(state="removed").articles] == [
            gone.article_id
        ]
        assert store.list_articles(state=None).total == 2

    def test_the_same_text_brings_it_back_with_its_passages(self, store: Store) -> None:
        put = store.put(entry("Một câu."))
        before = store.live_passages()
        store.remove(put.article_id)
        assert store.fingerprints(["/data/a.txt"]) == {}
        again = store.put(entry("Một câu.", "/data/elsewhere.txt"))
        assert (again.outcome, again.article_id) == ("added", put.article_id)
        assert store.live_passages() == before

    def test_a_new_text_under_its_key_brings_it_back_too(self, store: Store) -> None:
        put = store.put(entry("Một câu."))
        store.remove(put.article_id)
        again = store.put(entry("Câu khác."))
        assert (again.outcome, again.article_id) == ("added", put.article_id)
        assert live_texts(store) == ["Câu khác."]

    def test_within_one_state_a_removal_by_another_is_not_seen(self, store: Store) -> None:
        article = store.put(entry("Câu hai.")).article_id
        with store.one_state():
            before = store.live_passages()
            other = threading.Thread(target=store.remove, args=(article,))
            other.start()
            other.join(10)
            assert not other.is_alive()
            assert store.live_passages() == before != []
            with store.one_state():
                assert store.live_passages() == before
        assert store.live_passages() == []

    def test_only_a_live_article_can_be_removed(self, store: Store) -> None:
        put = store.put(entry("Một câu."))
        store.remove(put.article_id)
        for unknown in (put.article_id, "0" * 16, "", "'; DROP TABLE articles"):
            with pytest.raises(UnknownArticle, match="no live article"):
                store.remove(unknown)

    def test_a_removal_is_undone_as_if_it_had_not_been(self, store: Store) -> None:
        put = store.put(entry("Theo Nghị định 72/2024/NĐ-CP."))
        before = (
            store.live_passages(),
            store.get(put.article_id),
            store.list_references(ReferenceFilters()),
        )
        version = store.version()
        store.remove(put.article_id)
        store.restore(put.article_id)
        assert (
            store.live_passages(),
            store.get(put.article_id),
            store.list_references(ReferenceFilters()),
        ) == before
        assert store.version() > version
        assert store.put(entry("Theo Nghị định 72/2024/NĐ-CP.")).outcome == "unchanged"
        for unknown in (put.article_id, "0" * 16, "", "x" * 16):
            with pytest.raises(UnknownArticle, match="no removed article"):
                store.restore(unknown)


class CopiesContract:
    def test_articles_with_the_same_body_are_one_cluster(self, store: Store) -> None:
        a = store.put(entry(STORY, "/a", source="Báo A", url="https://a.example/1"))
        b = store.put(entry(f"{STORY}\nTheo TTXVN", "/b", title="Cầu mới", source="Báo B"))
        c = store.put(entry(STORY.replace("cây cầu", "con đường"), "/c"))
        d = store.put(entry("Bài khác.", "/d"))
        assert {put.outcome for put in (a, b, c, d)} == {"added"}
        assert store.counts().live == 4
        found = store.same([a.article_id, b.article_id, c.article_id, d.article_id, "x"])
        assert found == {
            a.article_id: (Copy(b.article_id, "Cầu mới", "Báo B", None, None),),
            b.article_id: (Copy(a.article_id, TITLE, "Báo A", "https://a.example/1", None),),
        }
        clusters = store.clusters([key for key, _ in store.live_passages()])
        assert len(clusters) == 11
        assert len(set(clusters.values())) == 2
        assert len({cluster for cluster, _ in clusters.values()}) == 1
        assert store.check() == []

    def test_copies_of_one_batch_are_found_too(self, store: Store) -> None:
        puts = store.put_many([entry(f"{STORY}\nẢnh: {key}", f"/{key}") for key in "abc"])
        ids = [put.article_id for put in puts]
        assert {of: {copy.article_id for copy in some} for of, some in store.same(ids).items()} == {
            one: set(ids) - {one} for one in ids
        }

    def test_clusters_follow_removals_restorations_and_revisions(self, store: Store) -> None:
        ids = [store.put(entry(f"{STORY}\nẢnh: {key}", f"/{key}")).article_id for key in "abc"]

        def linked() -> list[str]:
            found = store.same(ids)
            assert store.check() == []
            return [
                "".join(sorted("abc"[ids.index(copy.article_id)] for copy in found.get(one, ())))
                for one in ids
            ]

        assert linked() == ["bc", "ac", "ab"]
        store.remove(ids[0])  # the others were compared with this one
        assert linked() == ["", "c", "b"]
        store.remove(ids[2])
        assert linked() == ["", "", ""]
        assert store.clusters([key for key, _ in store.live_passages()]) == {}
        store.restore(ids[0])
        assert linked() == ["b", "a", ""]
        store.put(entry("Nay là một bài khác.", "/b"))
        assert linked() == ["", "", ""]
        store.put(entry(f"{STORY}\nẢnh: b", "/b"))
        store.restore(ids[2])
        assert linked() == ["bc", "ac", "ab"]
        version = store.version()
        store.recluster()
        assert linked() == ["bc", "ac", "ab"]
        assert store.version() > version  # what searches remember is forgotten

    def test_without_bands_no_copies_are_looked_for(self, store: Store) -> None:
        for key in "ab":
            store.put(replace(entry(f"{STORY}\nẢnh: {key}", f"/{key}"), bands=()))
        assert store.clusters([key for key, _ in store.live_passages()]) == {}
