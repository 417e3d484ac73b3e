"""What every store must do, whatever database it runs on.

A test module makes a class of these tests its own and gives the fixture `store`: an empty one.
"""

import threading
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from corpus.articles import Article, Block, Copy, Filters, PassageSpan, digest
from corpus.directives.find import find_directives
from corpus.documents import find_documents
from corpus.duplicates import bands
from corpus.errors import BadFilter, Refused, StoreError, UnknownArticle
from corpus.store import DirectiveFilters, Directives, Entry, ReferenceFilters, Store, Visit
from corpus.vietnamese.definitions import Definition

TITLE = "Phiên họp về chuyển đổi số"
LEAD = "Chiều 17/5, Chính phủ họp tại Hà Nội."


def entry(
    body: str,
    key: str = "/data/a.txt",
    *,
    title: str = TITLE,
    source: str | None = None,
    place: str | None = None,
    published: str | None = None,
    url: str | None = None,
    definitions: Sequence[tuple[str, str]] = (),
    fingerprint: str | None = None,
) -> Entry:
    """Return an article of title, lead and the lines of `body`, each line a passage."""
    lines = [title, LEAD, *body.split("\n")]
    ends = [sum(len(line) + 1 for line in lines[: i + 1]) - 1 for i in range(len(lines))]
    spans = [(end - len(line), end) for line, end in zip(lines, ends, strict=True)]
    text = "\n".join(lines)
    kinds = ["title", "lead", *["paragraph"] * (len(lines) - 2)]
    article = Article(
        text=text,
        blocks=tuple(Block(kind, *span) for kind, span in zip(kinds, spans, strict=True)),
        name=key.rsplit("/", 1)[-1].removesuffix(".txt"),
        title=title,
        source=source,
        place=place,
        published=published,
        url=url,
    )
    return Entry(
        key=key,
        article=article,
        passages=tuple(PassageSpan(i, *span) for i, span in enumerate(spans)),
        mentions=tuple(find_documents(text)),
        definitions=tuple(
            Definition(short, long, text.index(long), text.index(long) + len(long))
            for short, long in definitions
        ),
        directives=tuple(find_directives(article)),
        fingerprint=fingerprint,
        bands=bands(article),
    )


def live_texts(store: Store) -> list[str]:
    """Return the bodies of the live articles, read through their passages."""
    keys = [key for key, _ in store.live_passages()]
    return [p.text for p in store.passages(keys) if p.text not in {TITLE, LEAD}]


def live_keys(store: Store) -> set[int]:
    return {key for key, _ in store.live_passages()}


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


STORY = "\n".join(
    f"Đoạn thứ {word} kể về buổi lễ khánh thành cây cầu mới qua sông, nơi đông đảo người dân "
    f"đã có mặt từ sớm để chứng kiến và bày tỏ niềm vui với phóng viên của báo {word} hôm ấy."
    for word in ("đầu", "giữa", "cuối")
)


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
        store.recluster()
        assert linked() == ["bc", "ac", "ab"]

    def test_without_bands_no_copies_are_looked_for(self, store: Store) -> None:
        for key in "ab":
            store.put(replace(entry(f"{STORY}\nẢnh: {key}", f"/{key}"), bands=()))
        assert store.clusters([key for key, _ in store.live_passages()]) == {}


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

    def test_more_keys_than_one_statement_takes(self, store: Store) -> None:
        store.put(entry("Một câu."))
        assert set(store.hit_records(range(40_000))) == live_keys(store)

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


class FilterContract:
    @pytest.fixture
    def filled(self, store: Store) -> Store:
        for number, (source, place, published, body) in enumerate(
            [
                ("Báo Hà Tĩnh", "Hà Tĩnh", "2025-05-17", "Nghị quyết số 57-NQ/TW."),
                ("Nhân Dân", "Hà Nội", "2025-05-17T23:30:00+07:00", "Nghị định 72/2024/NĐ-CP."),
                ("Báo Hà Tĩnh", None, "2025-05-18T00:30:00+07:00", "Nghị quyết 03/NQ-CP."),
                (None, None, None, "Không có ngày. Nghị quyết số 57-NQ/TW."),
            ]
        ):
            store.put(
                entry(
                    f"{body} {number}",
                    f"/data/{number}.txt",
                    source=source,
                    place=place,
                    published=published,
                )
            )
        return store

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            (Filters(), "0123"),
            (Filters(source=("Báo Hà Tĩnh",)), "02"),
            (Filters(source=("bao ha tinh",)), "02"),
            (Filters(source=("  BÁO   HÀ TĨNH ", "Nhân dân")), "012"),
            (Filters(source=("Báo",)), ""),
            (Filters(place=("ha noi",)), "1"),
            (Filters(source=("Báo Hà Tĩnh",), place=("Hà Tĩnh",)), "0"),
            (Filters(document=("57-NQ/TW",)), "03"),
            (Filters(document=("57/NQ-TW",)), "03"),
            (Filters(document=("3/nq-cp", "72/2024/ND-CP")), "12"),
            (Filters(document=("58-NQ/TW",)), ""),
            (Filters(document=("không phải số hiệu",)), ""),
            (Filters(from_=("2025-05-17",)), "012"),
            (Filters(from_=("2025-05-18",)), "2"),
            (Filters(to=("2025-05-17",)), "01"),
            (Filters(to=("2025-05-16",)), ""),
            (Filters(from_=("2025-05-17",), to=("2025-05-17",)), "01"),
            (Filters(from_=("2025-05-17T23:30:00+07:00",)), "012"),
            (Filters(from_=("2025-05-17T23:30:01",)), "02"),
            (Filters(to=("2025-05-17T16:29:59Z",)), "0"),
            (Filters(from_=("2030-01-01", "2025-05-18")), "2"),
            (Filters(to=("2025-05-16", "2025-05-17")), "01"),
            (Filters(from_=("0001-01-01",), to=("9999-12-31",)), "012"),
            (Filters(from_=("2026-01-01",), to=("2025-01-01",)), ""),
        ],
    )
    def test_every_filter(self, filled: Store, filters: Filters, expected: str) -> None:
        found = {p.text[-1] for p in filled.passages(filled.allowed_passages(filters))
                 if p.text not in {TITLE, LEAD}}  # fmt: skip
        assert "".join(sorted(found)) == expected
        listed = filled.list_articles(filters=filters)
        assert "".join(sorted(a.name for a in listed.articles)) == expected
        assert listed.total == len(expected)

    def test_articles_by_id(self, filled: Store) -> None:
        ids = [a.article_id for a in filled.list_articles().articles]
        assert filled.list_articles(filters=Filters(article=(ids[0], ids[2]))).total == 2
        assert filled.list_articles(filters=Filters(article=("khác",))).total == 0

    @pytest.mark.parametrize(
        "value", ["17/05/2025", "", "hôm qua", "2025-13-01", "2025-05-17T25:00", "\ud800"]
    )
    def test_a_date_that_is_none_is_named(self, filled: Store, value: str) -> None:
        with pytest.raises(BadFilter, match=r"^from=.* is not a date; expected ISO 8601"):
            filled.allowed_passages(Filters(from_=(value,)))
        with pytest.raises(BadFilter, match=r"^to=.* is not a date"):
            filled.list_articles(filters=Filters(to=("2025-05-17", value)))

    @pytest.mark.parametrize(
        ("place", "found"),
        [
            ("Đà Nẵng", "01234"),
            ("TP. Da Nang", "01234"),
            ("Quảng Nam", "124"),
            ("tỉnh Quảng Nam (cũ)", "14"),
            ("Đà Nẵng (cũ)", "0"),
            ("Huế", ""),
        ],
    )
    def test_a_place_by_its_names_before_and_since_the_merger(
        self, store: Store, place: str, found: str
    ) -> None:
        for number, (where, published) in enumerate(
            (
                ("TP Đà Nẵng", "2025-06-30"),
                ("Quảng Nam", "2025-05-17"),
                ("Đà Nẵng", "2025-07-01"),
                ("Đà Nẵng", None),
                ("Quảng Nam", None),
            )
        ):
            put = entry(str(number), f"/{number}", title=str(number), place=where,
                        published=published)  # fmt: skip
            store.put(put)
        page = store.list_articles(filters=Filters(place=(place,)))
        assert "".join(sorted(one.title or "" for one in page.articles)) == found

    @pytest.mark.parametrize("field", ["source", "place", "document", "article"])
    def test_a_value_that_no_text_can_hold_matches_nothing(self, filled: Store, field: str) -> None:
        for value in ("nửa \ud800", "\0", "x" * 100_000):
            assert filled.allowed_passages(Filters(**{field: (value,)})) == set()

    def test_passages_that_mention_a_document(self, store: Store) -> None:
        store.put(entry("Không nhắc gì.\nTheo Nghị quyết số 57-NQ/TW, ngày 22/12/2024.\nHết."))
        [key] = store.passages_mentioning("57-NQ/TW")
        [passage] = store.passages([key])
        assert passage.text.startswith("Theo Nghị quyết")
        assert store.passages_mentioning("57/NQ-TW") == [key]
        assert store.passages_mentioning("58-NQ/TW") == []


ASKS = (
    "Thủ tướng Phạm Minh Chính yêu cầu Bộ Y tế báo cáo trước ngày 25/6/2025.\n"
    "Bộ trưởng Bộ Nội vụ đề nghị các bộ, ngành rà soát Nghị quyết số 57-NQ/TW.\n"
    "Bí thư Tỉnh ủy Trịnh Việt Hùng giao UBND tỉnh và Sở Y tế hoàn thành trong tháng 6."
)


class DirectiveContract:
    def test_they_come_back_as_they_were_found_by_deadline(self, store: Store) -> None:
        put = store.put(entry(ASKS, published="2025-05-17"))
        listed = store.directives()
        assert listed.total == 3
        assert [d.deadline for d in listed.directives] == ["2025-06-24", "2025-06-30", None]
        first, second, last = listed.directives
        assert (first.issuer, first.issuer_office) == ("Phạm Minh Chính", "Thủ tướng")
        assert (first.units, first.kind) == (("Bộ Y tế",), "yêu cầu")
        assert first.task == "báo cáo trước ngày 25/6/2025"
        assert second.units == ("UBND tỉnh", "Sở Y tế")
        assert second.deadline_text == "trong tháng 6"
        assert last.documents == ("57-NQ/TW",)
        for found in listed.directives:
            text = store.get(found.article_id, found.revision).article.text
            assert text[found.start : found.end] == found.quote
            assert (found.article_id, found.published) == (put.article_id, "2025-05-17")
            assert found.directive_id.startswith(found.revision)

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            (DirectiveFilters(issuer=("pham minh chinh",)), {"Bộ Y tế"}),
            (DirectiveFilters(issuer=("Thủ tướng",)), {"Bộ Y tế"}),
            (DirectiveFilters(issuer=("Minh", "Tỉnh ủy")), {"Bộ Y tế", "UBND tỉnh"}),
            (DirectiveFilters(issuer=("Chí",)), set()),
            (DirectiveFilters(unit=("so y te",)), {"UBND tỉnh"}),
            (DirectiveFilters(unit=("BYT",)), {"Bộ Y tế"}),
            (DirectiveFilters(unit=("ủy ban nhân dân",)), {"UBND tỉnh"}),
            (DirectiveFilters(concerns=("BYT",)), {"Bộ Y tế", "các bộ, ngành"}),
            (DirectiveFilters(concerns=("Bộ Xây dựng",)), {"các bộ, ngành"}),
            (DirectiveFilters(concerns=("Lai Châu",)), set()),
            (DirectiveFilters(before="2025-06-24"), {"Bộ Y tế"}),
            (DirectiveFilters(after="2025-06-25"), {"UBND tỉnh"}),
            (DirectiveFilters(overdue="2025-06-24"), set()),
            (DirectiveFilters(overdue="2025-06-25"), {"Bộ Y tế"}),
            (DirectiveFilters(query="RA SOAT nghi quyet"), {"các bộ, ngành"}),
            (DirectiveFilters(query="báo cáo rà soát"), set()),
            (DirectiveFilters(query="100% _"), set()),
            (DirectiveFilters(articles=Filters(document=("57-nq/tw",))), {"các bộ, ngành"}),
            (DirectiveFilters(articles=Filters(document=("58-NQ/TW",))), set()),
            (DirectiveFilters(articles=Filters(from_=("2025-05-18",))), set()),
            (DirectiveFilters(unit=("...",)), set()),
        ],
    )
    def test_every_filter_of_directives(
        self, store: Store, filters: DirectiveFilters, expected: set[str]
    ) -> None:
        store.put(entry(ASKS, published="2025-05-17"))
        assert {d.units[0] for d in store.directives(filters).directives} == expected

    def test_only_current_revisions_of_live_articles_count(self, store: Store) -> None:
        put = store.put(entry(ASKS))
        store.put(entry("Thủ tướng Phạm Minh Chính yêu cầu Bộ Y tế báo cáo ngay."))
        (found,) = store.directives().directives
        assert (found.article_id, found.deadline_text) == (put.article_id, "ngay")
        store.remove(put.article_id)
        assert store.directives() == Directives((), 0)

    def test_a_page_of_them_says_how_many_there_are(self, store: Store) -> None:
        store.put(entry(ASKS))
        page = store.directives(limit=1, offset=1)
        assert (len(page.directives), page.total) == (1, 3)
        with pytest.raises(BadFilter, match="limit=0"):
            store.directives(limit=0)

    @pytest.mark.parametrize(
        ("unit", "found"),
        [
            ("Bộ Xây dựng", {"1", "2", "3"}),
            ("Bộ Giao thông vận tải", {"1", "3"}),
            ("BGTVT", {"1", "3"}),
            ("Bộ Xây dựng (cũ)", {"2"}),
        ],
    )
    def test_a_merged_ministry_by_its_names_before_and_since(
        self, store: Store, unit: str, found: set[str]
    ) -> None:
        for key, asked, published in (
            ("1", "Bộ Giao thông vận tải", "2025-01-17"),
            ("2", "Bộ Xây dựng", "2025-01-17"),
            ("3", "Bộ Xây dựng", "2025-05-17"),
        ):
            task = f"Thủ tướng Phạm Minh Chính yêu cầu {asked} báo cáo việc {key}."
            store.put(entry(task, f"/{key}", published=published))
        listed = store.directives(DirectiveFilters(unit=(unit,))).directives
        assert {one.task.rstrip(".")[-1] for one in listed} == found


class VisitContract:
    def test_the_last_visit_of_an_address_counts(self, store: Store) -> None:
        first = Visit(
            "https://vi.example/a", "https://vi.example/b", "key", '"1"', "Mon", "s", "r", 2
        )
        other = Visit("https://vi.example/c", "https://vi.example/c")
        store.note_visits([other, first])
        store.note_visits([])
        asked = [first.address, other.address, "https://vi.example/unknown"]
        assert store.visits(asked) == {first.address: first, other.address: other}
        store.note_visits([Visit(first.address, first.url, stamp="x"), replace(first, etag=None)])
        assert store.visits([first.address]) == {first.address: replace(first, etag=None)}

    def test_the_state_of_what_a_key_belongs_to(self, store: Store) -> None:
        put = store.put(entry("Một câu.", key="/data/a.txt"))
        store.put(entry("Một câu.", key="/data/copy.txt"))
        keys = ["/data/a.txt", "/data/copy.txt", "/data/none.txt"]
        assert store.states(keys) == {"/data/a.txt": "live", "/data/copy.txt": "live"}
        store.remove(put.article_id)
        assert set(store.states(keys).values()) == {"removed"}


class AccessContract:
    def test_api_keys_are_found_by_hash_until_revoked(self, store: Store) -> None:
        admin = store.add_key("quản trị", "h1", "admin")
        reader = store.add_key("đọc", "h2", "read")
        assert store.find_key("h1") == admin
        assert store.find_key("h3") is None
        store.revoke_key(admin.key_id)
        assert store.find_key("h1") is None
        assert store.find_key("h2") == reader
        assert [(key.name, key.revoked_at is None) for key in store.list_keys()] == [
            ("quản trị", False),
            ("đọc", True),
        ]
        with pytest.raises(StoreError, match="no valid key"):
            store.revoke_key(admin.key_id)

    def test_a_secret_is_kept_once_and_never_shown(self, store: Store) -> None:
        key = store.add_key("một", "bí mật", "read")
        assert "bí mật" not in repr(key)
        with pytest.raises(StoreError, match="known already"):
            store.add_key("hai", "bí mật", "admin")

    def test_feedback_is_kept(self, store: Store) -> None:
        store.add_feedback(question="Hỏi?", answer="Đáp.", citations=[{"a": 1}], thumb="up")
        store.add_feedback(question="Hỏi?", answer="", citations=[], thumb="down", comment="Sai")
        assert store.counts().feedback == 2


class SharingContract:
    def test_threads_read_one_state_while_another_writes(self, store: Store) -> None:
        store.put(entry("Bản 0."))
        done = threading.Event()
        wrong: list[object] = []

        def look() -> None:
            versions = []
            while not done.is_set():
                versions.append(store.version())
                keys = [key for key, _ in store.live_passages()]
                if len(keys) != 3:
                    wrong.append(keys)
            wrong.extend(pair for pair in pairwise(versions) if pair[0] > pair[1])

        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(1, 20):
            store.put(entry(f"Bản {number}."))
        done.set()
        for thread in threads:
            thread.join()
        assert not wrong

    def test_writers_in_threads_lose_nothing(self, store: Store) -> None:
        def write(number: int) -> None:
            for round_ in range(5):
                store.put(entry(f"Luồng {number}, {round_}.", f"/data/{number}-{round_}.txt"))

        threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.counts().live == 20
        assert store.check() == []


class StoreContract(
    PutContract,
    RemovalContract,
    CopiesContract,
    ReadingContract,
    FilterContract,
    DirectiveContract,
    VisitContract,
    AccessContract,
    SharingContract,
):
    """All of it."""
