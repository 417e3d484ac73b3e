"""What every store must do: filters and directives."""

import pytest

from corpus.articles import Bearer, Filters
from corpus.errors import BadFilter
from corpus.store import DirectiveFilters, Directives, Store
from tests.store_entries import ASKS, LEAD, TITLE, entry


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

    def test_documents_whose_number_begins_with_a_figure(self, store: Store) -> None:
        store.put(entry("Theo Nghị quyết số 57-NQ/TW và Nghị định số 57/2010/NĐ-CP.", "/a"))
        store.put(entry("Theo Nghị quyết số 57-NQ/TW của Bộ Chính trị và số 570/QĐ-TTg.", "/b"))
        gone = store.put(entry("Theo Nghị quyết số 57/NQ-HĐND.", "/c"))
        store.remove(gone.article_id)
        assert store.numbered("57") == [
            Bearer("57-NQ/TW", "Nghị quyết", "Bộ Chính trị"),
            Bearer("57/2010/NĐ-CP", "Nghị định", "Chính phủ"),
        ]
        assert store.numbered("5") == []


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

    def test_those_of_one_article_come_in_text_order(self, store: Store) -> None:
        put = store.put(entry(ASKS))
        store.put(entry("Thủ tướng Phạm Minh Chính yêu cầu Bộ Y tế báo cáo ngay.", "/b"))
        revision = store.get(put.article_id).revision
        tasks = store.tasks(put.article_id, revision)
        assert set(tasks) == {
            d for d in store.directives().directives if d.article_id == put.article_id
        }
        assert [task.start for task in tasks] == sorted(task.start for task in tasks)
        assert store.tasks(put.article_id, "0" * len(revision)) == ()

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
