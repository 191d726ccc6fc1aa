"""Reading the law: statutes and articles, search, matters and which version of one applies."""

from xuncheng.domains.law.models import Article, Benchmark, Matter, MatterVersion, Statute, StatuteVersion
from xuncheng.domains.law.queries.benchmarks import benchmark_in_force
from xuncheng.domains.law.queries.cited import articles_cited
from xuncheng.domains.law.queries.matters import (
    ChosenVersion,
    choose_matter_version,
    matter_by_code,
    matter_with_code,
    matters_in_force,
    matters_with_codes,
    matters_with_keys,
    search_matters,
)
from xuncheng.domains.law.queries.readable import matters_readable_by, versions_readable_by
from xuncheng.domains.law.queries.search import Found, Hit, search_articles
from xuncheng.domains.law.queries.statutes import FullText, full_text, list_statutes
from xuncheng.domains.law.words import asked_for, every_word, quote, words_in

__all__ = [
    "Article",
    "Benchmark",
    "ChosenVersion",
    "Found",
    "FullText",
    "Hit",
    "Matter",
    "MatterVersion",
    "Statute",
    "StatuteVersion",
    "articles_cited",
    "asked_for",
    "benchmark_in_force",
    "choose_matter_version",
    "every_word",
    "full_text",
    "list_statutes",
    "matter_by_code",
    "matter_with_code",
    "matters_in_force",
    "matters_readable_by",
    "matters_with_codes",
    "matters_with_keys",
    "quote",
    "search_articles",
    "search_matters",
    "versions_readable_by",
    "words_in",
]
