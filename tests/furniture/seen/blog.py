"""A blog engine with an English interface."""

import random

from tests.furniture.seen._words import COMMENTS, NAMES, headline, headlines


def page(title: str, lead: str, body: list[str], rng: random.Random) -> str:
    author = rng.choice(NAMES)
    out = [
        "Skip to content",
        "Home",
        "News",
        "About us",
        "Contact",
        f"{title} - Góc Nhìn Blog",
        "",
        title,
        f"By {author}",
        f"May {rng.randint(1, 28)}, 2019",
        "No Comments",
        "Share on Facebook",
        "Tweet",
        lead,
        *body,
    ]
    out += [
        "Tags: tin tức, xã hội",
        "Previous Post",
        headline(rng),
        "Next Post",
        headline(rng),
        "Related Posts",
        *headlines(rng, 2, 4),
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Comment *",
        "Name *",
        "Email *",
        "Post Comment",
    ]
    out += [
        "Recent Comments",
        f"{author} on {headline(rng)}",
        rng.choice(COMMENTS),
        "Archives",
        "Categories",
        "Copyright © 2019 Góc Nhìn. All rights reserved. Powered by WordPress.",
    ]
    return "\n".join(out)
