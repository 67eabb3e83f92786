"""Caption metrics against what coco-caption's own tools (pycocoevalcap 1.2, CoreNLP) print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.evaluate.captions import bleu, cider_d, ptb_tokens, rouge_l

# (sentence, references), and all sentences as CoreNLP's tokenizer gives them to coco-caption
SAID = (
    ("A man's dog isn't (really) here -- it's $5.00!",
     ("A dog that isn't here.", "The man's dog is not really here.")),
    ("They'll cross the U.S. at 10:30, with 3,000 well-known cats...",
     ("They will cross at 10:30 with cats.", "We'll cross the U.S. with 3,000 cats!",
      "Nobody crosses.")),
    ("The window contains mainly corn (1.9 ha, 33 %), followed by meadow.",
     ("The window contains mainly corn (1.8 ha, 31 %), followed by meadow.",)),
    ("I cannot; you're gonna: we've let's [go] \"now\"", ("You cannot go now?", "I can't go.")),
    ("La ventana contiene maíz (1,9 ha, 33 %) y pradera.",
     ("La ventana contiene principalmente maíz (1,9 ha, 33 %).", "Hay maíz.")),
    ("the red/white cats' bowl is on a.", ("a red bowl", "the cats eat from a white bowl")),
)  # fmt: skip
TOKENS = {
    SAID[0][0]: "a man 's dog is n't -lrb- really -rrb- here it 's $ 5.00",
    SAID[1][0]: "they 'll cross the u.s. at 10:30 with 3,000 well-known cats",
    SAID[2][0]: "the window contains mainly corn -lrb- 1.9 ha 33 % -rrb- followed by meadow",
    SAID[3][0]: "i can not you 're gon na we 've let 's -lsb- go -rsb- now",
    SAID[4][0]: "la ventana contiene maíz -lrb- 1,9 ha 33 % -rrb- y pradera",
    SAID[5][0]: "the red/white cats bowl is on a.",
    SAID[0][1][1]: "the man 's dog is not really here",
    SAID[1][1][1]: "we 'll cross the u.s. with 3,000 cats",
    SAID[3][1][1]: "i ca n't go",
    "cannot gonna": "can not gon na",
    "U.S., 10:30, 3,000, red/white": "u.s. 10:30 3,000 red/white",
}
BLEUS = (0.6712328767031338, 0.5296368869809336, 0.4358125237411818, 0.358700744908367)


@pytest.mark.parametrize("text", TOKENS)
def test_tokens_are_the_treebanks(text: str) -> None:
    assert " ".join(ptb_tokens(text)) == TOKENS[text]


def corpus() -> tuple[list[list[str]], list[list[list[str]]]]:
    return [ptb_tokens(said) for said, _ in SAID], [
        [ptb_tokens(one) for one in several] for _, several in SAID
    ]


def test_a_corpus_scores_as_in_coco_caption() -> None:
    said, references = corpus()
    for order, wanted in enumerate(BLEUS, start=1):
        assert bleu(said, references, order) == pytest.approx(wanted, rel=1e-9)
    assert rouge_l(said, references) == pytest.approx(0.6601692617471168, rel=1e-9)
    assert cider_d(said, references) == pytest.approx(2.305340514873904, rel=1e-9)


def test_the_example_of_the_literature() -> None:
    said = [["this", "is", "a", "good", "test"]]
    references = [[["this", "is", "a", "test"], ["this", "is", "also", "a", "test"]]]
    found = [bleu(said, references, order) for order in (1, 2, 3, 4)]
    assert found == pytest.approx([0.8, 0.632455, 0.510873, 9.036e-5], rel=1e-4)
    assert rouge_l(said, references) == pytest.approx(0.907063, rel=1e-5)
    assert cider_d(said, references) == 0.0, "one picture: every word is in all of them"


def test_the_nearest_reference_sets_the_length() -> None:
    """Of two as near, the shorter: 3 words against 2 and 4 are not punished, against 4 they are."""
    word = ["a"]
    assert bleu([word * 3], [[word * 2, word * 4]], 1) == pytest.approx(1.0)
    assert bleu([word * 3], [[word * 4]], 1) == pytest.approx(0.7165, rel=1e-3)


words = st.lists(
    st.sampled_from(["corn", "meadow", "is", "a", "the", "1.9", "ha"]), min_size=4, max_size=12
)


@given(st.lists(words, min_size=2, max_size=5))
def test_a_reference_itself_is_the_best_there_is(rows: list[list[str]]) -> None:
    references = [[row] for row in rows]
    assert bleu(rows, references) == pytest.approx(1.0)
    assert rouge_l(rows, references) == pytest.approx(1.0)
    other = [[*row[1:], "zebra"] for row in rows]
    assert bleu(other, references) < 1.0
    assert rouge_l(other, references) < 1.0
    assert cider_d(other, references) <= cider_d(rows, references) + 1e-9


@given(st.text(max_size=60))
def test_any_text_has_tokens_without_blanks(text: str) -> None:
    assert all(token and not token.isspace() for token in ptb_tokens(text))
