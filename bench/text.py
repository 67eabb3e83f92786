"""Full text two ways: Mirada's scan over stems, and Lance's inverted index.

    python bench/text.py [--documents 100000] [--words 8] [--runs 7]

Documents are drawn by Zipf's law from the words of the background texts and words made from them;
a few say known things in Spanish and English. Printed are, for both: seconds of processor time to
build, to add 1,000 documents, to erase one so that no file holds its words any more; megabytes on
disk; milliseconds a query without a filter and with one that keeps a tenth; whether questions in
other forms of the words (plural, gender, accents, tense) find the known documents; and the median
milliseconds of what E-values need, the scores of all background queries.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from common import show
from mirada.models.background import background_texts
from mirada.store.texts import Texts, score, score_many
from mirada.store.words import packed, query_words, words_of
from mirada.verbs.fusion import chance_of

KNOWN = (
    ("Salida de EMERGENCIA", ("salidas de emergencia", "emergencias", "emergency exit salida")),
    ("POLICÍA LOCAL", ("policias locales", "policia", "la policía")),
    ("No parking, tow-away zone", ("parked tow zones", "tow away")),
    ("Canción de los niños", ("canciones niño", "cancion de niñas")),
    ("Two buses were running late", ("bus runs late", "late run")),
    ("Matrícula 4821KLM", ("4821 KLM", "4821-klm")),
)
SECRET = "zarzamoraquebradiza"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=8)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    documents = made(options.documents, options.words)
    with tempfile.TemporaryDirectory() as folder:
        show(
            "text",
            {
                "documents": len(documents),
                "scan": scan(Path(folder), documents, options.runs),
                "lance": lance_index(Path(folder), documents, options.runs),
            },
        )


def made(count: int, length: int) -> list[str]:
    """``count`` documents of ``length`` words, and the known ones among them."""
    random = np.random.default_rng(0)
    base = sorted({w for text in background_texts() for w in re.findall(r"\w+", text.lower())})
    words = np.array(base + [a + b for a in base[:400] for b in base[400:450]])
    chance = 1 / np.arange(2, len(words) + 2)
    drawn = random.choice(len(words), (count, length), p=chance / chance.sum())
    documents = [" ".join(words[row]) for row in drawn]
    for place, (text, _) in enumerate(KNOWN):
        documents[(place + 1) * count // 10] = text
    documents[count // 2 + 1] = f"{SECRET} {documents[0]}"
    return documents


def cpu(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return round(time.process_time() - began, 3)


def milliseconds(work: Callable[[], Any], runs: int) -> float:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return round(1000 * statistics.median(times), 2)


def megabytes(folder: Path) -> float:
    return round(sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6, 1)


def holds(folder: Path, word: str) -> bool:
    return any(word.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def found_share(ask: Callable[[str], Sequence[int]], count: int) -> float:
    """The share of the known questions whose document is among the first ten."""
    asked = [
        (question, (place + 1) * count // 10)
        for place, (_, questions) in enumerate(KNOWN)
        for question in questions
    ]
    right = sum(number in ask(question)[:10] for question, number in asked)
    return round(right / len(asked), 3)


def table_of(documents: Sequence[str], first: int = 0) -> pa.Table:
    numbers = np.arange(first, first + len(documents))
    terms = [packed(words_of(text)) for text in documents]
    return pa.table({"number": numbers, "terms": pa.array(terms, pa.binary()), "text": documents})


def loaded(dataset: Any) -> Texts:
    """As ``store.texts.read_texts`` reads them."""
    column = dataset.to_table(columns=["terms"]).column("terms").combine_chunks()
    parts = [value.as_py() for value in column]
    length = np.array([len(part) // 8 for part in parts], np.int64)
    stems = np.frombuffer(b"".join(parts), "<u4").reshape(-1, 2)
    n = len(parts)
    document = np.repeat(np.arange(n), length)
    return Texts(0, np.arange(n), np.zeros(n, np.int64), length, stems[:, 0], stems[:, 1], document)


def scan(folder: Path, documents: Sequence[str], runs: int) -> dict[str, Any]:
    import lance

    path = folder / "scan.lance"
    figures: dict[str, Any] = {
        "build_cpu_s": cpu(lambda: lance.write_dataset(table_of(documents), str(path)))
    }
    figures["mb"] = megabytes(path)
    texts = loaded(lance.dataset(str(path)))

    def ask(question: str) -> list[int]:
        values, _ = score(texts, query_words(question))
        best = np.argsort(-values, kind="stable")[:50]
        return [int(n) for n in best if values[n] > 0]

    keep = np.arange(len(documents)) < len(documents) // 10
    figures["query_ms"] = milliseconds(lambda: ask("emergencias policia"), runs)
    figures["query_filtered_ms"] = milliseconds(
        lambda: (score(texts, query_words("emergencias policia"))[0] > 0) & keep, runs
    )
    figures["known_found"] = found_share(ask, len(documents))
    queries = [words for text in background_texts() if (words := query_words(text))]
    figures["background_ms"] = milliseconds(lambda: list(score_many(texts, queries)), 3)
    figures["chance_ms"] = milliseconds(
        lambda: chance_of(texts, query_words("emergencias"), background_texts()), 3
    )
    dataset = lance.dataset(str(path))
    more = table_of(documents[:1000], len(documents))
    figures["add_1000_cpu_s"] = cpu(lambda: lance.write_dataset(more, dataset, mode="append"))
    figures["erase_cpu_s"] = cpu(lambda: erase(str(path), len(documents) // 2 + 1))
    figures["erased"] = not holds(path, SECRET)
    return figures


def erase(path: str, number: int) -> None:
    import lance

    dataset = lance.dataset(path)
    dataset.delete(f"number = {number}")
    dataset.optimize.compact_files(materialize_deletions=True, materialize_deletions_threshold=0.0)
    dataset.cleanup_old_versions(older_than=timedelta(0), delete_unverified=True)


def lance_index(folder: Path, documents: Sequence[str], runs: int) -> dict[str, Any]:
    import lance
    from lance.query import MultiMatchQuery

    path = folder / "index.lance"
    columns = {"es": "Spanish", "en": "English"}
    table = pa.table(
        {"number": np.arange(len(documents)), "es": list(documents), "en": list(documents)}
    )

    def index() -> None:
        dataset = lance.dataset(str(path))
        for column, language in columns.items():
            dataset.create_scalar_index(
                column, "INVERTED", base_tokenizer="simple", language=language, stem=True,
                ascii_folding=True, remove_stop_words=True, lower_case=True, with_position=False,
            )  # fmt: skip

    def build() -> None:
        lance.write_dataset(table, str(path))
        index()

    figures: dict[str, Any] = {"build_cpu_s": cpu(build), "mb": megabytes(path)}

    def ask(question: str, where: str | None = None) -> list[int]:
        found = lance.dataset(str(path)).to_table(
            columns=["number", "_score"], limit=50, filter=where, prefilter=where is not None,
            full_text_query=MultiMatchQuery(question, list(columns)),
        )  # fmt: skip
        numbers: list[int] = found.column("number").to_pylist()
        return numbers

    where = f"number < {len(documents) // 10}"
    figures["query_ms"] = milliseconds(lambda: ask("emergencias policia"), runs)
    figures["query_filtered_ms"] = milliseconds(lambda: ask("emergencias policia", where), runs)
    figures["known_found"] = found_share(ask, len(documents))
    some = background_texts()[:100]
    each = milliseconds(lambda: [ask(text) for text in some], 1) / len(some)
    figures["background_ms"] = round(each * len(background_texts()), 1)
    more = table.slice(0, 1000)

    def add() -> None:
        dataset = lance.write_dataset(more, str(path), mode="append")
        dataset.optimize.optimize_indices()

    figures["add_1000_cpu_s"] = cpu(add)
    figures["erase_cpu_s"] = cpu(lambda: erase(str(path), len(documents) // 2 + 1))
    figures["erased"] = not holds(path, SECRET)

    def again() -> None:
        index()
        lance.dataset(str(path)).cleanup_old_versions(
            older_than=timedelta(0), delete_unverified=True
        )

    figures["erase_with_new_index_cpu_s"] = cpu(again)
    figures["erased_with_new_index"] = not holds(path, SECRET)
    return figures


if __name__ == "__main__":
    main()
