"""Builders of tiny models that write, with random weights, in the file layouts of the hub.

They need torch and transformers; each takes a folder and returns it. What they write is gibberish,
always the same: enough to prove that every step from pixels to text is the family's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tiny_models import CORPUS

SIDE = 32
_WIDTH = 64  # 4-bit weights come in blocks of 64
_TALL = {"hidden_size": _WIDTH, "num_hidden_layers": 2, "num_attention_heads": 2}
_CHAT = (
    "{% for m in messages %}{{ m['role'] }}: {% for c in m['content'] %}"
    "{% if c['type'] == 'image' %}IMAGE{% else %}{{ c['text'] }}{% endif %}{% endfor %} "
    "{% endfor %}{% if add_generation_prompt %}assistant: {% endif %}"
)


def tiny_llava(folder: Path) -> Path:
    """LLaVA: CLIP's tower, a projector, a Llama, one chat template."""
    import transformers as t

    tokens = _tokenizer("<image>")
    config = t.LlavaConfig(
        vision_config=_clip_vision(),
        text_config=_llama(len(tokens)),
        image_token_index=tokens.convert_tokens_to_ids("<image>"),
        vision_feature_layer=-1,
    )
    processor = t.LlavaProcessor(
        _clip_pictures(),
        tokens,
        patch_size=8,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        chat_template=_CHAT.replace("IMAGE", "<image>"),
    )
    return _save(t.LlavaForConditionalGeneration, config, processor, folder)


def tiny_llava_next(folder: Path) -> Path:
    """LLaVA-NeXT: the picture in tiles of several shapes."""
    import transformers as t

    tokens = _tokenizer("<image>")
    grid = [[SIDE, 2 * SIDE], [2 * SIDE, SIDE], [2 * SIDE, 2 * SIDE]]
    config = t.LlavaNextConfig(
        vision_config=_clip_vision(),
        text_config=_llama(len(tokens)),
        image_token_index=tokens.convert_tokens_to_ids("<image>"),
        vision_feature_layer=-1,
        image_grid_pinpoints=grid,
    )
    pictures = t.LlavaNextImageProcessor(
        size={"shortest_edge": SIDE}, crop_size=SIDE, image_grid_pinpoints=grid
    )
    processor = t.LlavaNextProcessor(
        pictures,
        tokens,
        patch_size=8,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        chat_template=_CHAT.replace("IMAGE", "<image>"),
    )
    return _save(t.LlavaNextForConditionalGeneration, config, processor, folder)


def tiny_idefics3(folder: Path) -> Path:
    """Idefics3, which SmolVLM is: tiles with rows and columns between their own marks."""
    import transformers as t

    special = ("<image>", "<fake_token_around_image>", "<global-img>", "<end_of_utterance>")
    tokens = _tokenizer(*special)
    config = t.Idefics3Config(
        vision_config={
            "model_type": "idefics3_vision",
            **_TALL,
            "intermediate_size": 2 * _WIDTH,
            "image_size": SIDE,
            "patch_size": 8,
        },
        text_config=_llama(len(tokens)),
        image_token_id=tokens.convert_tokens_to_ids("<image>"),
        scale_factor=2,
        pad_token_id=0,
    )
    pictures = t.Idefics3ImageProcessor(
        size={"longest_edge": 2 * SIDE}, max_image_size={"longest_edge": SIDE}
    )
    processor = t.Idefics3Processor(
        pictures, tokens, image_seq_len=4, chat_template=_CHAT.replace("IMAGE", "<image>")
    )
    return _save(t.Idefics3ForConditionalGeneration, config, processor, folder)


def tiny_qwen2_vl(folder: Path) -> Path:
    """Qwen2-VL: pictures in their own shape; its processor also wants one for films."""
    import transformers as t

    marks = ("<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>")
    tokens = _tokenizer(*marks)
    start, end, image, video = (tokens.convert_tokens_to_ids(mark) for mark in marks)
    text = _llama(len(tokens)) | {
        "model_type": "qwen2_vl_text",
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": 10_000.0,
            "mrope_section": [4, 6, 6],
        },
    }
    config = t.Qwen2VLConfig(
        text_config=text,
        vision_config={
            "depth": 2,
            "embed_dim": _WIDTH,
            "hidden_size": _WIDTH,
            "num_heads": 2,
            "patch_size": 8,
            "spatial_merge_size": 2,
        },
        image_token_id=image,
        video_token_id=video,
        vision_start_token_id=start,
        vision_end_token_id=end,
    )
    pictures = t.Qwen2VLImageProcessor(
        patch_size=8, min_pixels=SIDE * SIDE, max_pixels=4 * SIDE * SIDE
    )
    _save(t.Qwen2VLForConditionalGeneration, config, None, folder)
    pictures.save_pretrained(folder)
    tokens.save_pretrained(folder)
    shown = "<|vision_start|><|image_pad|><|vision_end|>"
    (folder / "chat_template.jinja").write_text(_CHAT.replace("IMAGE", shown))
    saved = json.loads((folder / "preprocessor_config.json").read_text())
    saved["processor_class"] = "Qwen2VLProcessor"
    (folder / "preprocessor_config.json").write_text(json.dumps(saved))
    return folder


def tiny_blip2(folder: Path) -> Path:
    """BLIP-2 on OPT: no chat template, its picture stands before everything."""
    import transformers as t

    tokens = _tokenizer("<image>")
    config = t.Blip2Config(
        vision_config=_blip_vision(),
        qformer_config=_qformer(len(tokens)),
        text_config=_opt(len(tokens)),
        num_query_tokens=4,
        image_token_index=tokens.convert_tokens_to_ids("<image>"),
    )
    processor = t.Blip2Processor(_blip_pictures(), tokens, num_query_tokens=4)
    return _save(t.Blip2ForConditionalGeneration, config, processor, folder)


def tiny_instructblip(folder: Path) -> Path:
    """InstructBLIP: its Q-Former reads the prompt too, with a tokenizer of its own."""
    import transformers as t

    tokens = _tokenizer("<image>")
    config = t.InstructBlipConfig(
        vision_config=_blip_vision(),
        qformer_config=_qformer(len(tokens)),
        text_config=_opt(len(tokens)),
        num_query_tokens=4,
        image_token_index=tokens.convert_tokens_to_ids("<image>"),
    )
    processor = t.InstructBlipProcessor(_blip_pictures(), tokens, _tokenizer(), num_query_tokens=4)
    return _save(t.InstructBlipForConditionalGeneration, config, processor, folder)


def tiny_florence2(folder: Path) -> Path:
    """Florence-2: encoder and decoder, tasks in place of prompts."""
    import transformers as t

    tokens = _tokenizer("<image>", encoder=True)
    tokens.image_token, tokens.image_token_id = "<image>", tokens.convert_tokens_to_ids("<image>")
    config = t.Florence2Config(
        vision_config={
            "embed_dim": [8, 16],
            "num_heads": [2, 2],
            "num_groups": [2, 2],
            "depths": [1, 1],
            "patch_size": [7, 3],
            "patch_stride": [4, 2],
            "patch_padding": [3, 1],
            "patch_prenorm": [False, True],
            "window_size": 4,
            "projection_dim": _WIDTH,
        },
        text_config={
            "model_type": "bart",
            "vocab_size": len(tokens),
            "d_model": _WIDTH,
            "encoder_layers": 1,
            "decoder_layers": 1,
            "encoder_attention_heads": 2,
            "decoder_attention_heads": 2,
            "encoder_ffn_dim": 64,
            "decoder_ffn_dim": 64,
            "pad_token_id": 0,
            "bos_token_id": 1,
            "eos_token_id": 2,
            "decoder_start_token_id": 2,
        },
        image_token_id=tokens.convert_tokens_to_ids("<image>"),
    )
    pictures = t.CLIPImageProcessor(size={"height": SIDE, "width": SIDE}, do_center_crop=False)
    pictures.image_seq_length = (SIDE // 8) ** 2 + 1
    processor = t.Florence2Processor(pictures, tokens)
    return _save(t.Florence2ForConditionalGeneration, config, processor, folder)


def tiny_kosmos2(folder: Path) -> Path:
    """Kosmos-2: it goes on with a sentence that has begun."""
    import transformers as t

    tokens = _tokenizer()
    processor = t.Kosmos2Processor(_clip_pictures(), tokens, num_patch_index_tokens=16)
    config = t.Kosmos2Config(
        text_config={
            "vocab_size": len(processor.tokenizer) + 64,
            "embed_dim": _WIDTH,
            "layers": 2,
            "attention_heads": 2,
            "ffn_dim": 64,
            "pad_token_id": 0,
            "bos_token_id": 1,
            "eos_token_id": 2,
        },
        vision_config={**_TALL, "intermediate_size": 64, "image_size": SIDE, "patch_size": 8},
        latent_query_num=64,
    )
    return _save(t.Kosmos2ForConditionalGeneration, config, processor, folder)


BUILDERS: Mapping[str, Callable[[Path], Path]] = {
    "llava": tiny_llava,
    "llava_next": tiny_llava_next,
    "idefics3": tiny_idefics3,
    "qwen2_vl": tiny_qwen2_vl,
    "blip2": tiny_blip2,
    "instructblip": tiny_instructblip,
    "florence2": tiny_florence2,
    "kosmos2": tiny_kosmos2,
}


def made(root: Path, name: str) -> Path:
    """The folder of a family under ``root``, built when it is first asked for."""
    folder = root / name
    return folder if folder.exists() else BUILDERS[name](folder)


def _tokenizer(*special: str, encoder: bool = False) -> Any:
    """Byte-level BPE: any text can be read and written."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=500,
        special_tokens=["<pad>", "<s>", "</s>", "<unk>", *special],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    extra = {"image_token": "<image>"} if encoder else {}
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
        extra_special_tokens=extra,
    )


def _llama(words: int) -> dict[str, Any]:
    return {
        "model_type": "llama",
        "vocab_size": words,
        **_TALL,
        "intermediate_size": 2 * _WIDTH,
        "num_key_value_heads": 2,
        "max_position_embeddings": 2048,
        "pad_token_id": 0,
        "bos_token_id": 1,
        "eos_token_id": 2,
    }


def _opt(words: int) -> dict[str, Any]:
    return {
        "model_type": "opt",
        "vocab_size": words,
        **_TALL,
        "ffn_dim": 64,
        "word_embed_proj_dim": _WIDTH,
        "max_position_embeddings": 512,
        "pad_token_id": 0,
        "bos_token_id": 1,
        "eos_token_id": 2,
    }


def _clip_vision() -> dict[str, Any]:
    return {
        "model_type": "clip_vision_model",
        **_TALL,
        "intermediate_size": 2 * _WIDTH,
        "image_size": SIDE,
        "patch_size": 8,
        "projection_dim": _WIDTH,
    }


def _blip_vision() -> dict[str, Any]:
    return {**_TALL, "intermediate_size": 64, "image_size": SIDE, "patch_size": 8}


def _qformer(words: int) -> dict[str, Any]:
    return {
        "vocab_size": words,
        **_TALL,
        "intermediate_size": 64,
        "encoder_hidden_size": _WIDTH,
        "pad_token_id": 0,
    }


def _clip_pictures() -> Any:
    from transformers import CLIPImageProcessor

    return CLIPImageProcessor(size={"shortest_edge": SIDE}, crop_size=SIDE)


def _blip_pictures() -> Any:
    from transformers import BlipImageProcessor

    return BlipImageProcessor(size={"height": SIDE, "width": SIDE})


def _save(kind: Any, config: Any, processor: Any, folder: Path) -> Path:
    import torch

    torch.manual_seed(7)
    kind(config).eval().save_pretrained(folder)
    if processor is not None:
        processor.save_pretrained(folder)
    return folder
