"""A wire's page: the lead is an ordinary paragraph after a place and date, notes stand round the text."""

import random

from tests.furniture.seen._stock import OUTLETS, ago, date, heads, person, pick, story


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    name = rng.choice(OUTLETS)
    out = [
        f"{name.upper()} | BẢN TIN NHANH",
        "Bản này thay cho bản phát lúc rạng sáng, có sửa chức danh ở đoạn hai.",
        title,
    ]
    out += [f"{pick('GENEVA|BĂNG CỐC|HÀ NỘI|CẦN GIỜ', rng)}, {date(rng)}"]
    out += [f"({name}) - {lead}"] if lead else []
    out += body
    out += [
        f"{name}/{person(rng)}",
        "(Tin tiếp tục được cập nhật)",
        "Nội dung do hãng cung cấp theo hợp đồng; nghiêm cấm sao chép, phát lại dưới mọi hình thức nếu chưa được chấp thuận.",
    ]
    out += ["DÒNG SỰ KIỆN"]
    for other in heads(rng, 3, 7, title):
        out += [f"{ago(rng)}: {other}"]
    return "\n".join([*out, *heads(rng, 1, 2, title), story(rng, title), story(rng)])
