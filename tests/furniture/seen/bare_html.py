"""A clean page of HTML: a heading and paragraphs, a link home and a line of copyright."""

import random
from html import escape

from tests.furniture.seen._stock import OUTLETS, date


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    name = rng.choice(OUTLETS)
    out = [
        "<!doctype html>",
        f"<title>{escape(title)}</title>",
        f"<p><a href='/'>{name}</a></p>",
        f"<h1>{escape(title)}</h1>",
    ]
    out += [f"<p><b>{escape(lead)}</b></p>"] if lead else []
    out += [f"<p>{escape(part)}</p>" for part in body]
    return "\n".join([*out, f"<p><small>{name}, {date(rng)}</small></p>"])
