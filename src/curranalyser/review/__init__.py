"""Review: what people decide about labels, kept in a file of their own and laid over every audit."""

from curranalyser.review.apply import apply_reviews, waiting_reviews
from curranalyser.review.decisions import (
    Review,
    merge_reviews,
    parse_reviews,
    read_reviews,
    render_reviews,
    reviews_digest,
    write_reviews,
)

__all__ = [
    "Review",
    "apply_reviews",
    "merge_reviews",
    "parse_reviews",
    "read_reviews",
    "render_reviews",
    "reviews_digest",
    "waiting_reviews",
    "write_reviews",
]
