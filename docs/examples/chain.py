"""A chain of LangChain's own parts: passages from Tra cứu, read by a chat model of your choice."""

import sys
from typing import Any

from langchain_core.documents import Document
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable, RunnablePassthrough

from service.langchain import TracuuRetriever

PROMPT = ChatPromptTemplate.from_template(
    "Chỉ trả lời từ các đoạn sau và ghi số đoạn sau mỗi câu, như [1].\n\n"
    "{passages}\n\nCâu hỏi: {question}"
)


def numbered(documents: list[Document]) -> str:
    """Return the passages as the prompt shows them."""
    return "\n\n".join(
        f"[{number}] {document.metadata['title']}\n{document.page_content}"
        for number, document in enumerate(documents, 1)
    )


def chain_of(searcher: Any, model: Any) -> Runnable[str, str]:
    """Return the chain: a question in, the model's answer out."""
    retriever = TracuuRetriever(searcher=searcher, top=4)
    return (
        {"passages": retriever | numbered, "question": RunnablePassthrough()}
        | PROMPT
        | model
        | StrOutputParser()
    )


if __name__ == "__main__":
    from langchain.chat_models import init_chat_model

    from service.compose import Service
    from service.settings import load_settings

    with Service(load_settings()) as service:
        answering = chain_of(service, init_chat_model("ollama:qwen3"))
        for piece in answering.stream("Nghị quyết 57-NQ/TW được ban hành ngày nào?"):
            sys.stdout.write(piece)
