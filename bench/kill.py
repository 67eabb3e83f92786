"""Kill the indexing process at random instants, finish, and compare with a run nothing stopped.

    python bench/kill.py [--kills 50] [--pictures 200] [--seed 0] [--signal KILL]

Each trial begins with an empty archive, is killed (``kill -9``) one to three times at instants
drawn over the whole length of a run, is read after each kill as a search would, and then runs to
its end. Assets, files, moments, thumbnails and vectors (to the last bit) and failures must equal
the undisturbed archive's. The child commits every 0.2 s, so that kills fall on all its phases.
Prints JSON; the exit status is 1 when an archive differed or could not be read.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from common import show
from mirada.errors import ArchiveError, ArchiveNotFoundError

TESTS = Path(__file__).parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "e2e")]  # the child, the dump and the pictures of the tests

from world import Child, dump  # noqa: E402

from paint import COLOURS, film, picture  # noqa: E402

CHANGES = {"pause": 0.01, "commit": 0.2, "buffer": 60_000}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--signal", default="KILL", choices=["KILL", "INT", "TERM"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        figures = measure(Path(place), options)
    show("kill", figures)
    return 1 if figures["different"] or figures["unreadable"] else 0


def make_world(folder: Path, count: int) -> Path:
    """Pictures in many folders, two films, a copy of each tenth, two equal broken files."""
    names = list(COLOURS)
    for number in range(count):
        colour = names[number % len(names)]
        path = picture(folder / str(number % 7) / f"{number}.jpg", COLOURS[colour], seed=number)
        if number % 10 == 0:
            (folder / f"zcopy{number}.jpg").write_bytes(path.read_bytes())
    film(folder / "a.mp4", [COLOURS[name] for name in names[:6]])
    film(folder / "z.mp4", [COLOURS[name] for name in names[4:]], seed=9)
    for name in ("broken.jpg", "3/broken.jpg"):
        (folder / name).write_bytes(b"\xff\xd8\xff\xe0 broken")
    return folder


def measure(place: Path, options: argparse.Namespace) -> dict[str, Any]:
    folder = make_world(place / "world", options.pictures)
    plain = Child(place / "plain.mirada", changes=CHANGES)
    with plain.start("index", folder) as process:
        began = time.monotonic()
        process.communicate()
    seconds = time.monotonic() - began
    wanted = dump(plain.archive)
    chance = random.Random(options.seed)
    found: dict[str, Any] = {
        "kills": 0,
        "too_late": 0,
        "trials": 0,
        "different": 0,
        "unreadable": 0,
    }
    while found["kills"] < options.kills:
        archive = place / f"{found['trials']}.mirada"
        one_trial(archive, folder, seconds, chance, wanted, options.signal, found)
    return {"pictures": options.pictures, "undisturbed_s": round(seconds, 2), **found}


def one_trial(
    archive: Path,
    folder: Path,
    seconds: float,
    chance: random.Random,
    wanted: dict[str, Any],
    name: str,
    found: dict[str, Any],
) -> None:
    """Kill some times, finish, compare; counts into ``found``."""
    number = getattr(signal, f"SIG{name}")
    child = Child(archive, changes=CHANGES)
    found["trials"] += 1
    for _ in range(chance.randint(1, 3)):
        status = child.stopped(number, chance.uniform(0, seconds), "index", folder)
        found["kills" if status in (-number, 130) else "too_late"] += 1
        try:
            dump(archive)
        except ArchiveNotFoundError:
            found["unreadable"] += (archive / "archive.json").exists()
        except (ArchiveError, AssertionError) as error:
            found["unreadable"] += 1
            print(f"unreadable: {error}", file=sys.stderr)
    child.run("index", folder, status=3)
    ended = dump(archive)
    different = [part for part, value in wanted.items() if ended[part] != value]
    if different:
        found["different"] += 1
        print(f"different: {', '.join(different)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
