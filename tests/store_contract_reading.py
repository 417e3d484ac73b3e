"""What every store must do: read back, list, gather documents."""

import pytest

from corpus.articles import Filters
from corpus.errors import BadFilter, UnknownArticle
from corpus.store import Entry, ReferenceFilters, Store
from tests.store_entries import LEAD, STORY, TITLE, entry, live_keys


class ReadingContract:
    def test_passages_carry_what_is_embedded(self, store: Store) -> None:
        put = store.put(entry("Câu một.\nCâu hai."))
        found = list(store.passages(live_keys(store)))
        assert [p.text for p in found] == [TITLE, LEAD, "Câu một.", "Câu hai."]
        assert {(p.title, p.lead, p.article_id, p.revision) for p in found} == {
            (TITLE, LEAD, put.article_id, put.revision)
        }
        assert len({p.passage_id for p in found}) == 4
        text = store.get(put.article_id).article.text
        assert all(text[p.start : p.end] == p.text for p in found)
        assert [(p.key, p.digest) for p in found] == store.live_passages()

    def test_the_digest_covers_title_lead_and_text(self, store: Store) -> None:
        def digests(*entries: Entry) -> list[set[str]]:
            found = []
            for one in entries:
                known = live_keys(store)
                store.put(one)
                found.append({d for key, d in store.live_passages() if key not in known})
            return found

        a, b = digests(entry("Câu một.\nCâu hai.", "/a"), entry("Câu một.\nCâu ba.", "/b"))
        assert len(a & b) == 3
        (c,) = digests(entry("Câu một.\nCâu hai.", "/c", title="Tiêu đề khác"))
        assert not (a | b) & c

    def test_keys_that_are_not_live_are_left_out(self, store: Store) -> None:
        store.put(entry("Bản đầu."))
        old = live_keys(store)
        store.put(entry("Bản sau."))
        new = live_keys(store)
        assert set(store.hit_records([*old, *new, 0, -1, 10**9])) == new
        assert store.hit_records([]) == {}
        assert list(store.passages([])) == []

    def test_what_one_search_found_another_finds_unless_it_changed(self, store: Store) -> None:
        first = store.put(entry(STORY, "/a"))
        keys = sorted(live_keys(store))
        with store.one_state():
            found = store.hit_records(keys)
            assert store.hit_records([*keys, 10**9]) == found
            assert store.hit_records(keys[1:]) == {key: found[key] for key in keys[1:]}
        with store.one_state():
            assert store.hit_records(keys) == found
            assert store.clusters(keys) == {}
        store.put(entry(f"{STORY}\nẢnh: b", "/b"))
        both = sorted(live_keys(store))
        with store.one_state():
            assert set(store.hit_records(both)) == set(both)
            assert store.clusters(both) == store.clusters(both) != {}
        store.remove(first.article_id)
        with store.one_state():
            assert set(store.hit_records(both)) == set(both) - set(keys)
            assert store.clusters(both) == {}

    def test_more_keys_than_one_statement_takes(self, store: Store) -> None:
        store.put(entry("Một câu."))
        assert set(store.hit_records(range(40_000))) == live_keys(store)

    def test_order_is_that_of_code_points(self, store: Store) -> None:
        names = ["Z", "a", "á", "b", "Đ", "d", "đ", "e", "-", "_", "A b", "Ab", "a-c", "ab"]
        for name in names:
            store.put(entry("Một câu.", f"/{name}"))
            store.put(entry(f"Câu của {name}.", name, definitions=[(name, "của"), ("x", name)]))
        first = store.put(entry("Một câu.", "/Z")).article_id
        assert store.keys_of([first]) == {first: tuple(sorted(f"/{name}" for name in names))}
        defined = [(one.short, one.long) for one in store.definitions()]
        assert defined == sorted(defined)
        assert len(defined) == 2 * len(names)

    def test_keys_are_never_given_twice(self, store: Store) -> None:
        seen: set[int] = set()
        for number in range(5):
            store.put(entry(f"Bản {number}."))
            new = live_keys(store)
            assert not seen & new
            seen |= new

    def test_what_does_not_exist_is_named(self, store: Store) -> None:
        put = store.put(entry("Một câu."))
        with pytest.raises(UnknownArticle, match="no article '0000000000000000'"):
            store.get("0" * 16)
        with pytest.raises(UnknownArticle, match=f"'{put.article_id}' with revision 'ffff'"):
            store.get(put.article_id, "ffff")

    def test_pages_follow_each_other_while_articles_come_and_go(self, store: Store) -> None:
        ids = [store.put(entry(f"Bài {i}.", f"/data/{i}.txt")).article_id for i in range(7)]
        seen = []
        page = store.list_articles(limit=3)
        assert page.total == 7
        while True:
            seen += [a.article_id for a in page.articles]
            if page.next is None:
                break
            store.put(entry(f"Thêm {len(seen)}.", f"/data/more{len(seen)}.txt"))
            page = store.list_articles(limit=3, cursor=page.next)
        assert seen == ids[::-1]

    def test_a_listing_says_what_there_is_of_an_article(self, store: Store) -> None:
        given = entry("Một câu.", source="Báo", published="2025-05-17", url="https://vi.example")
        put = store.put(given)
        [one] = store.list_articles().articles
        assert one.characters == len(given.article.text)
        assert (one.article_id, one.revision, one.name, one.title, one.source) == (
            put.article_id, put.revision, "a", TITLE, "Báo",
        )  # fmt: skip
        assert (one.author, one.url, one.published, one.place, one.state) == (
            None, "https://vi.example", "2025-05-17", None, "live",
        )  # fmt: skip

    @pytest.mark.parametrize(
        "cursor", ["x", "", "MTI=", "LTE", "MA", "không", "9" * 50, "OTk5OTk5OTk5OTk5OTk5OTk5OTk"]
    )
    def test_a_cursor_that_no_page_gave_is_named(self, store: Store, cursor: str) -> None:
        with pytest.raises(BadFilter, match="cursor="):
            store.list_articles(cursor=cursor)

    @pytest.mark.parametrize("limit", [0, -1])
    def test_a_page_holds_at_least_one(self, store: Store, limit: int) -> None:
        with pytest.raises(BadFilter, match="limit="):
            store.list_articles(limit=limit)

    def test_fingerprints_are_those_of_the_last_put(self, store: Store) -> None:
        store.put(entry("Một câu.", fingerprint="f1"))
        assert store.fingerprints(["/data/a.txt", "/data/b.txt"]) == {"/data/a.txt": "f1"}
        assert store.put(entry("Một câu.", fingerprint="f2")).outcome == "unchanged"
        assert store.fingerprints(["/data/a.txt"]) == {"/data/a.txt": "f2"}

    def test_abbreviations_are_counted_by_article(self, store: Store) -> None:
        one, two = ("KHCN", "khoa học và công nghệ"), ("KHCN", "khoa học công nghệ")
        for number in range(2):
            store.put(entry(f"{number} {one[1]}", f"/{number}", definitions=[one]))
        last = store.put(entry(two[1], "/2", definitions=[two]))
        assert [(d.short, d.long, d.articles) for d in store.definitions("khcn")] == [
            (*one, 2),
            (*two, 1),
        ]
        assert store.definitions("ABC") == ()
        store.remove(last.article_id)
        assert len(store.definitions()) == 1

    def test_references_are_those_of_live_articles(self, store: Store) -> None:
        resolution = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"
        first = store.put(entry(f"Thực hiện {resolution}.", "/a"))
        store.put(entry(f"Theo {resolution} và Nghị định 72/2024/NĐ-CP.", "/b"))
        assert [
            (r.number, len(r.mentions))
            for r in store.list_references(ReferenceFilters()).references
        ] == [
            ("57-NQ/TW", 2),
            ("72/2024/NĐ-CP", 1),
        ]
        [found] = store.references("57/NQ-TW")
        assert (found.number, found.date, found.issuer) == (
            "57-NQ/TW",
            "2024-12-22",
            "Bộ Chính trị",
        )
        for mention in found.mentions:
            text = store.get(mention.article_id, mention.revision).article.text
            assert text[mention.start : mention.end] == mention.quote
        store.remove(first.article_id)
        assert [len(r.mentions) for r in store.references("57-NQ/TW")] == [1]
        assert store.references("58-NQ/TW") == []
        assert store.references("không phải số hiệu \ud800") == []

    def test_a_document_says_what_carries_it_out_and_where_it_stands_by_date(
        self, store: Store
    ) -> None:
        said = "Kế hoạch số 337-KH/TU thực hiện Nghị quyết số 57-NQ/TW."
        store.put(entry("Nghị quyết số 57-NQ/TW.", "/undated"))
        store.put(entry(said, "/later", published="2025-05-18", title="B"))
        store.put(entry("Nghị quyết số 57-NQ/TW nữa.", "/early", published="2024-12-22", title="C"))
        (resolution,) = store.references("57-NQ/TW")
        dates = [mention.published for mention in resolution.mentions]
        assert dates == ["2024-12-22", "2025-05-18", None]
        (carried_out,) = resolution.inverse_relations
        assert (carried_out.kind, carried_out.number) == ("implements", "337-KH/TU")
        assert carried_out.quote == said
        (plan,) = store.references("337-KH/TU")
        assert [(r.kind, r.number) for r in plan.relations] == [("implements", "57-NQ/TW")]

    def test_counts(self, store: Store) -> None:
        store.put(
            entry("Theo Nghị định 72/2024/NĐ-CP.", "/a", definitions=[("CĐS", "chuyển đổi số")])
        )
        store.put(entry("Câu một.\nCâu hai.", "/a"))
        gone = store.put(entry("Bài khác, theo 03/NQ-CP.", "/b"))
        store.remove(gone.article_id)
        counts = store.counts()
        assert (counts.live, counts.removed, counts.revisions) == (1, 1, 3)
        assert (counts.passages, counts.mentions, counts.definitions) == (4, 0, 0)
        assert counts.feedback == 0

    def test_documents_come_in_pages_that_make_up_the_whole(self, store: Store) -> None:
        for number, text in enumerate(
            (
                "Theo Nghị định 72/2024/NĐ-CP. Theo 18-NQ/TW ngày 25/10/2017. Theo 57-NQ/TW.",
                "Theo 18-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương. Theo 57-NQ/TW.",
                "Kế hoạch 25/KH-UBND của UBND tỉnh Thái Nguyên. Theo 57-NQ/TW, 57-NQ/TW.",
                "Kế hoạch 25/KH-UBND của UBND tỉnh Hà Tĩnh. Theo 57-NQ/TW.",
            )
        ):
            published = f"2025-05-{17 + number}"
            store.put(entry(f"{text}\n{number}", f"/{number}", published=published))
        whole = store.list_references(ReferenceFilters())
        assert whole.next is None
        assert whole.total == len(whole.references) == 6
        assert whole.references[0].number == "57-NQ/TW"
        assert sum(one.number == "18-NQ/TW" for one in whole.references) == 2
        for limit in range(1, 8):
            found, cursor, pages = [], None, 0
            while pages == 0 or cursor:
                page = store.list_references(ReferenceFilters(), limit=limit, cursor=cursor)
                assert page.total == 6
                assert len(page.references) <= limit
                found += page.references
                cursor, pages = page.next, pages + 1
            assert tuple(found) == whole.references
            assert pages == -(-6 // limit)

    def test_documents_of_the_articles_that_pass_and_by_words(self, store: Store) -> None:
        store.put(entry("Theo Nghị định 72/2024/NĐ-CP.", "/1", published="2025-05-17"))
        text = "Theo Kế hoạch 25/KH-UBND của UBND tỉnh Thái Nguyên."
        store.put(entry(text, "/2", title="b", published="2025-06-17"))

        def numbers(query: str | None = None, **given: tuple[str, ...]) -> list[str]:
            filters = ReferenceFilters(query, Filters(**given))
            return [one.number for one in store.list_references(filters).references]

        assert numbers(from_=("2025-06-01",)) == ["25/KH-UBND"]
        assert numbers("KE HOACH nguyên") == ["25/KH-UBND"]
        assert numbers("72/2024") == ["72/2024/NĐ-CP"]
        assert numbers("nghị định", from_=("2025-06-01",)) == []
        with pytest.raises(BadFilter, match="limit=0"):
            store.list_references(ReferenceFilters(), limit=0)
        for cursor in ("x", "bnVsbA", "W10", "WzEsIDIsIDNd"):
            with pytest.raises(BadFilter, match="cursor"):
                store.list_references(ReferenceFilters(), cursor=cursor)
