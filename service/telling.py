"""Results as plain text, for models and people that read no JSON: what, then where it stands."""

from collections.abc import Iterable

from service import wire


def tell_answer(answer: wire.AnswerOut) -> str:
    """Tell an answer with its quotes, or an abstention with the closest passages."""
    lines = [answer.answer, *(f"({expansion})" for expansion in answer.query.expansions)]
    for one in answer.citations:
        lines += ["", f"[{one.marker}] {_about(one)}", f"“{one.quote}”", _place(one)]
    for hit in answer.closest:
        lines += ["", f"closest: {_about(hit)}", hit.text, _place(hit)]
    return "\n".join(lines)


def tell_search(found: wire.SearchOut) -> str:
    """Tell passages, best first."""
    lines = [f"{len(found.hits)} of {found.total} passages"]
    for rank, hit in enumerate(found.hits, 1):
        lines += ["", f"{rank}. {_about(hit)}", hit.text, _place(hit)]
    return "\n".join(lines)


def tell_article(article: wire.FullArticleOut) -> str:
    """Tell an article's metadata and text."""
    about = _joined((article.source, article.author, article.published, article.place, article.url))
    state = f"{article.article_id} revision {article.revision}, {article.state}"
    return f"{about or 'no source named'}\n{state}\n\n{article.text}"


def tell_directives(found: wire.DirectivesOut) -> str:
    """Tell tasks: deadline, who asks whom, what."""
    lines = [f"{len(found.directives)} of {found.total} directives"]
    for one in found.directives:
        due = one.deadline or one.deadline_text or "no deadline"
        whom = f" → {', '.join(one.units)}" if one.units else ""
        inferred = " (inferred)" if one.deadline_inferred else ""
        who = _joined(dict.fromkeys((one.issuer_office, one.issuer)))
        lines += ["", f"{due}{inferred}: {who}{whom} [{one.kind}] {one.task}"]
        lines += [f"“{one.quote}”", _place(one)]
    return "\n".join(lines)


def tell_references(found: wire.ReferencesOut) -> str:
    """Tell documents with where they are mentioned and how they relate to others."""
    lines = [f"{len(found.references)} of {found.total} documents"]
    for document in found.references:
        about = _joined((document.type, document.issuer, document.date, document.title))
        lines += ["", f"{document.number}{f' ({about})' if about else ''}"]
        lines += [f"mentioned: “{one.quote}” {_place(one)}" for one in document.mentions]
        lines += [
            f"{one.kind} {one.number}: “{one.quote}” {_place(one)}" for one in document.relations
        ]
    return "\n".join(lines)


def _about(one: wire.CitationOut | wire.HitOut) -> str:
    return _joined((one.title, one.source, one.published, one.url)) or "untitled"


def _place(one: wire.CitationOut | wire.HitOut | wire.MentionOut | wire.DirectiveOut) -> str:
    return f"article {one.article_id} [{one.start}:{one.end}]"


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part for part in parts if part)
