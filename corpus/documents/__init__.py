"""Official documents: their numbers, and where a text mentions them."""

from corpus.documents.mentions import DocumentMention, find_documents
from corpus.documents.numbers import DocumentNumber, parse_number
from corpus.documents.spacing import closed_up

__all__ = ["DocumentMention", "DocumentNumber", "closed_up", "find_documents", "parse_number"]
