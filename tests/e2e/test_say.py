"""Describe, ask, verify, ground and export as installed, from a drawn film to pages and clips."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import av
import pytest
from world import Mirada

from footage import Actor, Play, Setting, Step
from media import write_film
from paint import COLOURS, picture

WALKS = (
    Actor((Step(2.0, -0.1, 0.9), Step(5.0, 0.5, 0.9), Step(9.0, 0.5, 0.9), Step(12.0, 1.1, 0.9)),
          upper="red", lower="blue", height=0.5),
    Actor((Step(18.0, 1.1, 0.85), Step(23.0, -0.1, 0.85)), upper="green", lower="black",
          height=0.5, seed=3),
)  # fmt: skip
SECONDS = 28.0


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a film in which one walks through and stops, and another comes back."""
    folder = tmp_path_factory.mktemp("footage")
    play = Play(Setting(SECONDS, size=(320, 180), noise=1.0, shadow=0.0), WALKS)
    write_film(
        folder / "gate.mp4", play.frames(),
        metadata={"creation_time": "2026-03-01T22:00:00.000000Z"},
    )  # fmt: skip
    picture(folder / "still.jpg", COLOURS["blue"])
    return folder


@pytest.fixture(scope="module")
def indexed(footage: Path, tmp_path_factory: pytest.TempPathFactory) -> Mirada:
    found = Mirada(tmp_path_factory.mktemp("indexed") / "a.mirada")
    found.run("index", footage)
    return found


def test_the_film_is_told_from_the_archive(indexed: Mirada, footage: Path) -> None:
    told = {
        lang: indexed.json("describe", footage / "gate.mp4", "--lang", lang)
        for lang in ("es", "en")
    }
    for found in told.values():
        (section,) = found["sections"]
        assert section["stored"]
        tracks = {
            fact["subject"]
            for claim in section["claims"]
            for fact in claim["facts"]
            if fact["subject"].startswith("track:")
        }
        assert tracks == {"track:1", "track:2"}
        for claim in section["claims"]:
            assert claim["verdict"] == "supported"
            assert claim["facts"]
    facts = [[claim["facts"] for claim in told[lang]["sections"][0]["claims"]] for lang in told]
    assert facts[0] == facts[1]


def test_without_the_originals_the_archive_still_tells(
    footage: Path, tmp_path: Path, indexed: Mirada
) -> None:
    shutil.copytree(indexed.archive, tmp_path / "b.mirada")
    moved = Mirada(tmp_path / "b.mirada")
    film = footage / "gate.mp4"
    before = indexed.json("describe", film, "--level", "timeline")["sections"]
    film.rename(tmp_path / "away.mp4")
    try:
        assert moved.json("describe", film, "--level", "timeline")["sections"] == before
        page = tmp_path / "page.html"
        moved.run("describe", film, "--out", page)
        assert page.read_text().count("data:image/jpeg;base64,") >= 2
        moved.run("export", film, "--clip", tmp_path / "x.mp4", status=2)
    finally:
        (tmp_path / "away.mp4").rename(film)


def test_questions_are_answered_with_where_from(indexed: Mirada, footage: Path) -> None:
    film = footage / "gate.mp4"
    left = indexed.json("ask", film, "Who or what comes in from the right?")
    assert left["verdict"] == "answered"
    ((fact, *_),) = [one["claim"]["facts"] for one in left["citations"]]
    assert fact["subject"] == "track:2"
    assert 17 <= fact["evidence"]["start"] <= 19
    both = [
        indexed.json("ask", film, question)
        for question in ("¿Cuánto dura el vídeo?", "How long is the video?")
    ]
    assert ["28 segundos" in both[0]["text"], "28 seconds" in both[1]["text"]] == [True, True]
    nothing = indexed.json("ask", film, "What is her name?")
    assert nothing["verdict"] == "cannot-tell"
    assert nothing["reason"]
    whole = indexed.json("ask", "How long is the video?")
    assert whole["citations"][0]["path"] == str(film)


def test_statements_are_verified(indexed: Mirada, footage: Path) -> None:
    film = footage / "gate.mp4"
    for statement, verdict in (
        ("The video lasts 28 seconds.", "supported"),
        ("El vídeo dura 50 segundos.", "contradicted"),
        ("The first one wears a hat.", "unsupported"),
    ):
        assert indexed.json("verify", film, statement)["verdict"] == verdict


@pytest.mark.parametrize("ending", ["srt", "vtt"])
def test_captions_are_read_by_a_player(
    indexed: Mirada, footage: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"gate.{ending}"
    indexed.run("describe", footage / "gate.mp4", "--level", "timeline", "--out", out)
    with av.open(str(out)) as container:
        times = [
            float(packet.pts * packet.time_base)
            for packet in container.demux(container.streams[0])
            if packet.size
        ]
    assert len(times) >= 4
    assert times == sorted(times)
    assert all(0 <= time < SECONDS for time in times)


def test_pages_hold_all_they_show(indexed: Mirada, footage: Path, tmp_path: Path) -> None:
    film = footage / "gate.mp4"
    calls = {
        "describe.html": ("describe", film),
        "ask.html": ("ask", film, "How long is the video?"),
        "verify.html": ("verify", film, "The video lasts 28 seconds."),
    }
    for name, call in calls.items():
        indexed.run(*call, "--out", tmp_path / name)
        page = (tmp_path / name).read_text()
        assert not re.search(r'(?:src|href)="(?!data:|file:)', page), "nothing from elsewhere"
        assert "<script" not in page
        assert "#t=" in page
        assert page.count("data:image/jpeg;base64,") >= 1


def test_sentences_of_one_frame_stand_on_one_card(
    indexed: Mirada, footage: Path, tmp_path: Path
) -> None:
    """A picture is shown once, however much is told of all of it, and its facts unfold."""
    page = tmp_path / "still.html"
    indexed.run("describe", footage / "still.jpg", "--out", page)
    text = page.read_text()
    (section,) = indexed.json("describe", footage / "still.jpg")["sections"]
    assert len(section["claims"]) >= 3
    whole = {"x": 0.0, "y": 0.0, "width": 1.0, "height": 1.0}
    boxed = [c for c in section["claims"]
             if all(f["evidence"]["region"] != whole for f in c["facts"])]  # fmt: skip
    assert text.count("<article") <= 1 + len(boxed) < len(section["claims"])
    facts = sum(len(claim["facts"]) for claim in section["claims"])
    assert text.count("<li>") == facts
    assert "Is 128 × 96 pixels" in text


def test_an_answer_says_itself_once(indexed: Mirada, footage: Path, tmp_path: Path) -> None:
    page = tmp_path / "answer.html"
    question = "How many people come in?"
    text = indexed.json("ask", footage / "gate.mp4", question)["text"]
    indexed.run("ask", footage / "gate.mp4", question, "--out", page)
    assert page.read_text().count(f">{text}<") == 1


def test_a_clip_hides_what_moves_and_proves_itself(
    indexed: Mirada, footage: Path, tmp_path: Path
) -> None:
    clip = tmp_path / "clip.mp4"
    written = indexed.json(
        "export", f"{footage / 'gate.mp4'}@1-13", "--clip", clip, "--blur", "all", "--stills"
    )
    assert written["hidden"] == [1]
    proof = json.loads(clip.with_suffix(".json").read_text())
    assert (
        proof["original"]["asset"]
        == hashlib.sha256((footage / "gate.mp4").read_bytes()).hexdigest()
    )
    assert proof["clip"]["sha256"] == hashlib.sha256(clip.read_bytes()).hexdigest()
    assert len(proof["frames"]) == written["frames"] == 120
    with av.open(str(clip)) as container:
        assert container.streams.video[0].codec_context.name == "h264"
        assert sum(1 for _ in container.decode(video=0)) == 120
    assert all(Path(still).is_file() for still in written["stills"])
    indexed.run("export", f"{footage / 'gate.mp4'}@1-13", "--clip", clip, status=2)


def test_a_killed_export_leaves_nothing(indexed: Mirada, footage: Path, tmp_path: Path) -> None:
    """What it leaves under a hidden name is no clip; the name that was asked for stays free."""
    target = tmp_path / "clip.mp4"
    with indexed.start("export", footage / "gate.mp4", "--clip", target) as process:
        while not list(tmp_path.glob(".mirada-*")) and process.poll() is None:
            pass
        process.terminate()
        process.wait(20)
        process.communicate()
    assert not target.exists() or process.returncode == 0


def test_files_outside_any_archive(footage: Path, tmp_path: Path) -> None:
    nowhere = Mirada(tmp_path / "none.mirada")
    (section,) = nowhere.json("describe", footage / "still.jpg")["sections"]
    assert not section["stored"]
    assert section["claims"]
    found = nowhere.json("ground", footage / "still.jpg", "blue", "--out", tmp_path / "where.png")
    assert found["boxes"]
    assert (tmp_path / "where.png").read_bytes().startswith(b"\x89PNG")
    assert nowhere.json("ground", footage / "still.jpg", "an elephant")["boxes"] == []
    assert not nowhere.archive.exists()
    assert sorted(one.name for one in footage.iterdir()) == ["gate.mp4", "still.jpg"]


def test_a_server_that_is_down_leaves_the_facts(indexed: Mirada, footage: Path) -> None:
    env = {"MIRADA_OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "MIRADA_OPENAI_API_KEY": "k",
           "MIRADA_GENERATOR_ATTEMPTS": "1"}  # fmt: skip
    found = Mirada(indexed.archive, env).json(
        "describe", footage / "gate.mp4", "--model", "openai:m", "--lang", "es"
    )
    assert found["source"] == "facts"
    assert found["sections"][0]["claims"]
    assert found["notices"][0] == "El modelo no ha respondido."


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("describe", "nowhere.mp4"), "There is no nowhere.mp4"),
        (("describe", "{film}@5:00"), "is outside the film gate.mp4, which lasts 0:28"),
        (("describe", "{film}@noon"), "«noon» is no stretch of time"),
        (("describe", ""), "The target is empty"),
        (("describe", "{film}", "--out", "{film}.d/x.html"), "gate.mp4.d does not exist. Make it"),
        (("ask", "How many people?", "{film}"), "Write the target first."),
        (("verify", "There is a dog", "{film}"), "Write the target first."),
        (("ground", "a dog", "{still}"), "Write the target first."),
        (("ask", "{film}"), "Missing argument 'QUESTION'"),
        (("ask", "{film}", "Wie viele Leute sind da?"), "in no language that is understood"),
        (("export", "{still}", "--clip", "x.mp4"), "is a picture; a clip is made of a film"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    indexed: Mirada, footage: Path, call: tuple[str, ...], words: str
) -> None:
    places = {"film": footage / "gate.mp4", "still": footage / "still.jpg"}
    ended = indexed.run(*(part.format(**places) for part in call), status=2)
    assert words in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
