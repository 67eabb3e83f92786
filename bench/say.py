"""Are answers right, and how often are they given? Is what is false refused, and what is true let by?

python bench/say.py [--scenes 500] [--films 6] [--generator NAME] [--json]

500 drawn scenes of a fixed camera (tests/scenes.py) give facts within the tolerances of
docs/facts.md; every question and statement (tests/scene_questions.py, scene_statements.py) has an
answer that follows from the drawn truth alone, and a judge that shares no code with Mirada.

- *from facts*: the facts follow from the truth, so this measures what is said, not what is seen.
- *from films*: some scenes are really drawn as films, indexed, and asked through the command's own
  methods, so this measures seeing and saying together.
- *facts + model*: `verify` where a model decides what facts do not. ``fake`` answers at random by
  its schema: the worst that a model can do while facts hold it.

Goals: 95 % right of what is answered, 90 % answered, Spanish equal to English.
"""
