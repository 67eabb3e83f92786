"""A checkpoint's own processor; where only its part for films is missing, one for still pictures.

The processors of Qwen-VL and its kin hold a part for films that needs torchvision. Mirada hands
them still pictures only, so that without torchvision the rest of them does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mirada.errors import MissingDependencyError, ModelFilesError
from mirada.models.checkpoints import first_line, quietly
from mirada.models.documents import read_json, word

_FILES = ("processor_config.json", "preprocessor_config.json", "tokenizer_config.json")


def open_processor(transformers: Any, folder: Path) -> Any:
    """What turns pictures and a prompt into tensors.

    Raises:
        ModelFilesError: the folder has none that is whole.
        MissingDependencyError: it needs a package that is not installed.
    """
    try:
        return quietly(
            folder,
            lambda: transformers.AutoProcessor.from_pretrained(
                folder, local_files_only=True, trust_remote_code=False
            ),
        )
    except ModelFilesError as error:
        reason = error.__cause__
        if not isinstance(reason, ImportError):
            raise
        if "torchvision" not in str(reason).lower():
            raise MissingDependencyError(
                f"The model in {folder} needs a package that is not installed: "
                f"{first_line(reason)}.",
                hint="Install that package, or use another model.",
            ) from reason
    return quietly(folder, lambda: _for_stills(transformers, folder))


def _for_stills(transformers: Any, folder: Path) -> Any:
    """The processor without its part for films."""
    names = (word(read_json(folder / name, default={}), "processor_class") for name in _FILES)
    kind = getattr(transformers, next((name for name in names if name), ""), None)
    if kind is None:
        raise ModelFilesError(f"{folder} does not tell the class of its processor.")

    class Stills(kind):  # type: ignore[misc, valid-type]
        def check_argument_for_proper_class(self, name: str, part: Any) -> Any:
            if name == "video_processor":
                return None
            return super().check_argument_for_proper_class(name, part)

    where = {"local_files_only": True, "trust_remote_code": False}
    template = folder / "chat_template.jinja"
    older = word(read_json(folder / "chat_template.json", default={}), "chat_template")
    return Stills(
        image_processor=transformers.AutoImageProcessor.from_pretrained(folder, **where),
        tokenizer=transformers.AutoTokenizer.from_pretrained(folder, **where),
        video_processor=None,
        chat_template=template.read_text("utf-8") if template.is_file() else older or None,
    )
