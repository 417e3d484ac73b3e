"""What is right: asked of one process, in which nothing fails, after every change."""

import json
import random
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpus.ingest import ingest
from corpus.readers import walk
from index.errors import IndexAway
from index.milvus.link import PAUSE_SECONDS
from service.adding import add_file
from service.compose import Service
from service.settings import load_settings
from service.wire import answer_out, search_out
from tests.lite_server import LiteProcess

T = TypeVar("T")
_ATTEMPTS = 10
KINDS = ("ask", "search")
NEWS = (
    (
        "Thư viện xã Vân Sơn mở cửa",
        "Thư viện xã Vân Sơn mở cửa ngày 12/3/2024 tại nhà văn hóa cũ. Nơi đây có 4.200 cuốn sách "
        "do bạn đọc trong tỉnh gửi tặng. Trẻ em được mượn sách về nhà trong hai tuần. "
        "Người lớn đọc báo tại chỗ, từ bảy giờ sáng đến năm giờ chiều, trừ thứ Sáu.",
        "Thư viện xã Vân Sơn mở cửa ngày nào?",
    ),
    (
        "Cầu phao Hòa Lạch thông xe",
        "Cầu phao Hòa Lạch dài 310 mét đã thông xe sáng thứ Hai. Mỗi lượt xe máy trả 5.000 đồng. "
        "Đội lái đò cũ được nhận vào trông cầu. "
        "Khi nước lên quá hai mét, nhịp giữa được kéo vào bờ và khách đi đò như trước.",
        "Cầu phao Hòa Lạch dài bao nhiêu mét?",
    ),
    (
        "Trạm đo mưa ở bản Tà Lùng",
        "Trạm đo mưa ở bản Tà Lùng do ông Lò Văn Pâng trông coi từ năm 2019. Số đo được gửi về "
        "huyện mỗi sáu giờ qua tin nhắn. Mùa lũ vừa rồi trạm báo sớm ba lần. "
        "Ông cụ vẫn ghi thêm một cuốn sổ tay, phòng khi mất sóng điện thoại giữa mùa dông bão.",
        "Ai trông coi trạm đo mưa ở bản Tà Lùng?",
    ),
    (
        "Hội gốm làng Đình Vẽ",
        "Hội gốm làng Đình Vẽ năm nay có 57 lò đỏ lửa. Nghệ nhân dạy khách nặn bình trong một "
        "buổi chiều. Men tro trấu là nghề riêng của làng. "
        "Xe ngựa chở khách từ bến đò vào tận sân đình, mỗi chuyến ngồi được sáu người lớn.",
        "Hội gốm làng Đình Vẽ năm nay có bao nhiêu lò đỏ lửa?",
    ),
    (
        "Vườn ươm cây sú ở cửa Trà Nhông",
        "Vườn ươm cây sú ở cửa Trà Nhông giao 18.000 cây giống trong tháng Tám. Học sinh trường "
        "xã trồng cây dọc bờ đê. Rừng ngập mặn đã rộng thêm chín héc-ta. "
        "Cua giống về nhiều hơn, dân chài nói lưới nhẹ phao mà vẫn đủ ăn qua mùa biển động.",
        "Vườn ươm cây sú ở cửa Trà Nhông giao bao nhiêu cây giống?",
    ),
    (
        "Chợ nổi Cái Sâu họp lại",
        "Chợ nổi Cái Sâu họp lại từ ngày 2/9/2024 sau hai năm vắng. Ghe bán trái cây neo ở bến "
        "phía đông. Ban quản lý chợ đặt thêm bốn bến rửa. "
        "Khách phương xa nên ra bến trước năm giờ sáng, vì đến tám giờ là ghe đã tản hết.",
        "Chợ nổi Cái Sâu họp lại từ ngày nào?",
    ),
)
"""Titles, texts and questions of the articles that come; the matters are made up."""


@dataclass(frozen=True, slots=True)
class Change:
    """An article that comes from `file`, or goes where there is none."""

    article_id: str
    question: str
    file: Path | None


def told(kind: str, body: Mapping[str, Any]) -> object:
    """Return what an answer says: the same sentences, the same places; not how long it took."""
    if kind == "search":
        return tuple(hit["passage_id"] for hit in body["hits"])
    cited = ("marker", "article_id", "revision", "passage_id", "quote", "start", "end")
    return (
        body["abstained"],
        body["answer"],
        body["short_answer"],
        tuple(tuple(citation[name] for name in cited) for citation in body["citations"]),
    )


def send(client: Any, kind: str, question: str) -> Any:
    """Send a question of a kind; return the response."""
    if kind == "search":
        return client.get("/v1/search", params={"q": question})
    return client.post("/v1/ask", json={"question": question})


# What `told` makes of an answer, by kind and question.
Told = Mapping[tuple[str, str], Any]


@dataclass(frozen=True, slots=True)
class Truth:
    """What is told by kind and question, with the store after one change and the index after one.

    The index may be a change behind the store, never more: the next one waits for it.
    """

    questions: tuple[str, ...]
    changes: tuple[Change, ...]
    told: Mapping[tuple[int, int], Told]

    def right(
        self, kind: str, question: str, found: object, stores: Iterable[int], indexed: int
    ) -> bool:
        """Say whether this is right after one of `stores` changes, `indexed` of them published."""
        return any(
            self.told[store, index][kind, question] == found
            for store in stores
            for index in (store - 1, store)
            if index >= min(indexed, store) and (store, index) in self.told
        )

    def leaving(self, begun: int, indexed: int) -> bool:
        """Say whether rows of a removed article are being taken out of the index.

        Their articles are in no answer, but the order of what is found far below is neither quite
        as before nor as after.
        """
        return any(change.file is None for change in self.changes[indexed:begun])

    @property
    def abstained(self) -> int:
        """How many questions have no answer at first."""
        return sum(self.told[0, 0]["ask", one][0] for one in self.questions)


def write_news(folder: Path) -> list[Path]:
    """Write the articles that come as files."""
    folder.mkdir(parents=True)
    files = []
    for number, (title, text, _) in enumerate(NEWS):
        files.append(folder / f"tin-{number}.txt")
        files[-1].write_text(f"{title}\n\n{text}\n", "utf-8")
    return files


def learn(
    base: Sequence[Path],
    questions: Sequence[str],
    folder: Path,
    changes: int,
    chance: random.Random,
) -> Truth:
    """Make all changes in a store of its own and ask everything after each; every third removes.

    The index is in Milvus too, as mean lengths are kept there in another way than in files, and
    begun the same way: so the same passages come in the same order.
    """
    news = list(zip(write_news(folder / "news"), (one[2] for one in NEWS), strict=True))
    found: dict[tuple[int, int], Told] = {}
    made: list[Change] = []
    with _quiet(folder / "quiet") as service:
        ingest(list(walk(base)), service.store)
        service.publish()
        asked = [*questions, *(question for _, question in news[: changes - changes // 3])]
        found[0, 0] = _ask_all(service, asked)
        for number in range(1, changes + 1):
            before = found[number - 1, number - 1]
            if number % 3:
                file, question = news.pop(0)
                put = add_file(service.store, file.name, file.read_bytes())
                made.append(Change(put.article_id, question, file))
                found[number, number - 1] = before  # what is not in the index is not found
            else:
                made.append(_cited(before, chance, questions))
                service.store.remove(made[-1].article_id)
                found[number, number - 1] = _ask_all(service, asked)
            service.publish()
            found[number, number] = _ask_all(service, asked)
    return Truth(tuple(asked), tuple(made), found)


@contextmanager
def _quiet(folder: Path) -> Iterator[Service]:
    """Run a service in this process, and a server for its index."""
    folder.mkdir()
    milvus = LiteProcess(folder)
    milvus.start()
    try:
        settings = load_settings(data=folder / "data", store="", index=milvus.address)
        with Service(settings, create=True) as service:
            yield service
    finally:
        milvus.stop(signal.SIGKILL)


def _cited(found: Told, chance: random.Random, questions: Sequence[str]) -> Change:
    """Return the removal of an article that an answer rests on; there has to be an answer."""
    question = chance.choice([one for one in questions if found["ask", one][3]])
    return Change(found["ask", question][3][0][1], question, None)


def _ask_all(service: Service, questions: Sequence[str]) -> Told:
    found: dict[tuple[str, str], Any] = {}
    for question in questions:
        answer = answer_out(_patiently(service.answer, question))
        found["ask", question] = told("ask", answer.model_dump(mode="json"))
        hits = search_out(_patiently(service.search, question))
        found["search", question] = told("search", hits.model_dump(mode="json"))
    return found


def _patiently(ask: Callable[[str], T], question: str) -> T:
    """Ask again where a machine that is busy with other work let the server be late."""
    for _ in range(_ATTEMPTS):
        with suppress(IndexAway):
            return ask(question)
        time.sleep(PAUSE_SECONDS)
    return ask(question)


def choose(rows: Path, base: Sequence[Path], count: int, chance: random.Random) -> list[str]:
    """Return some questions of a set on these articles, among them a fifth that has no answer."""
    files = (file for path in base for file in (path.iterdir() if path.is_dir() else (path,)))
    held = {file.stem for file in files}
    lines = [json.loads(line) for line in rows.read_text("utf-8").splitlines()]
    lines = [row for row in lines if "conversation" not in row]
    lines = [row for row in lines if not row["articles"] or held.intersection(row["articles"])]
    without = [row["question"] for row in lines if not row["answers"]]
    others = [row["question"] for row in lines if row["answers"]]
    few = min(len(without), count // 5)
    return chance.sample(without, few) + chance.sample(others, count - few)
