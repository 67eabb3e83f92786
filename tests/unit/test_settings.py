"""Settings come from the environment and TOML, and what cannot be is told in one sentence."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from mirada.errors import InputError
from mirada.settings import Settings, load_settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_defaults_without_file_or_variables(config: Path) -> None:
    assert load_settings({}, config) == Settings()


def test_variables_win_over_the_file(config: Path) -> None:
    config.write_text('model = "clip-base"\nthreads = 3\noffline = true\n')
    found = load_settings({"MIRADA_THREADS": "5"}, config)
    assert (found.model, found.threads, found.offline) == ("clip-base", 5, True)


@pytest.mark.parametrize("item", [item.name for item in fields(Settings)])
def test_every_setting_can_be_a_variable(item: str, config: Path) -> None:
    given = {"language": "es", "offline": "1"}.get(item, "7")
    found = load_settings({f"MIRADA_{item.upper()}": given}, config)
    assert getattr(found, item) != getattr(Settings(), item)


def test_the_home_folder_holds_the_file(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("threads = 2\n")
    assert load_settings({"MIRADA_HOME": str(tmp_path)}).threads == 2


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LANG": "es_AR.UTF-8"}, "es"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "es_ES.UTF-8", "MIRADA_LANGUAGE": "en"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(
    variables: dict[str, str], language: str, config: Path
) -> None:
    assert load_settings(variables, config).language == language


@pytest.mark.parametrize("word", ["1", "true", "YES", "on", "sí"])
def test_words_for_true(word: str, config: Path) -> None:
    assert load_settings({"MIRADA_OFFLINE": word}, config).offline


@pytest.mark.parametrize("word", ["0", "false", "No", "off", ""])
def test_words_for_false(word: str, config: Path) -> None:
    assert not load_settings({"MIRADA_OFFLINE": word}, config).offline


def test_the_hub_s_own_offline_switch_counts(config: Path) -> None:
    assert load_settings({"HF_HUB_OFFLINE": "1"}, config).offline
    assert not load_settings({"HF_HUB_OFFLINE": "1", "MIRADA_OFFLINE": "0"}, config).offline


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("MIRADA_THREADS", "many", "threads"),
        ("MIRADA_THREADS", "-1", "must be a number from 0 up"),
        ("MIRADA_THREADS", "1.5", "threads"),
        ("MIRADA_LANGUAGE", "fr", "expected es or en"),
        ("MIRADA_OFFLINE", "perhaps", "expected true or false"),
        ("MIRADA_READ_TIMEOUT", "-3", "must be a number from 0 up"),
        ("MIRADA_MAX_PIXELS", "1e9", "max_pixels"),
    ],
)
def test_a_bad_variable_is_refused(name: str, value: str, told: str, config: Path) -> None:
    with pytest.raises(InputError, match=told) as caught:
        load_settings({name: value}, config)
    assert name in caught.value.hint


def test_a_broken_file_is_refused(config: Path) -> None:
    config.write_text("model = \n")
    with pytest.raises(InputError, match="not valid TOML"):
        load_settings({}, config)


def test_an_unknown_name_is_refused(config: Path) -> None:
    config.write_text('modell = "nano"\n')
    with pytest.raises(InputError, match="modell") as caught:
        load_settings({}, config)
    assert "model" in caught.value.hint


def test_a_file_that_is_no_text_is_refused(config: Path) -> None:
    config.write_bytes(b"model = '\xff'\n")
    with pytest.raises(InputError, match="no text in UTF-8"):
        load_settings({}, config)


def test_a_value_of_another_type_is_refused(config: Path) -> None:
    config.write_text("threads = [1, 2]\n")
    with pytest.raises(InputError, match="threads"):
        load_settings({}, config)


def test_a_home_that_is_a_file_has_no_settings(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert load_settings({"MIRADA_HOME": str(tmp_path / "file")}) == Settings()


def test_paths_in_the_home_folder_are_expanded(config: Path) -> None:
    found = load_settings({"MIRADA_MODELS_DIR": "~/models"}, config)
    assert found.models_dir == Path.home() / "models"


def test_threads_of_zero_are_the_cores(config: Path) -> None:
    assert load_settings({}, config).thread_count >= 1
    assert load_settings({"MIRADA_THREADS": "3"}, config).thread_count == 3
