"""Official documents: their numbers, and where a text mentions them."""

from corpus.documents.mentions import DocumentMention, find_documents
from corpus.documents.numbers import DocumentNumber, parse_number

__all__ = ["DocumentMention", "DocumentNumber", "find_documents", "parse_number"]
