"""Builders of tiny dual encoders with random weights, in the file layouts of the hub.

They need torch, transformers and onnx; each takes a folder and returns it. Weights are seeded and
drawn wide enough that pictures and texts get vectors that differ.
"""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

CORPUS = (
    "a photo of a dog on the beach",
    "una foto de un perro en la playa",
    "two red cars and a blue bicycle in the street",
    "dos coches rojos y una bicicleta azul en la calle",
    "the cat sleeps, doesn't it? 123 times!",
    "el niño corre por el campo; ¿adónde va?",
)
SIDE = 32
DIMENSION = 24
_WIDTH = {
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
}


def tiny_clip(folder: Path) -> Path:
    """CLIP: causal text tower, picture cut to a square."""
    import transformers as t

    tokenizer = _bpe(t.CLIPTokenizer, eos="<|endoftext|>", bos="<|startoftext|>", length=16)
    config = t.CLIPConfig(
        text_config={
            **_WIDTH,
            "vocab_size": len(tokenizer),
            "max_position_embeddings": 16,
            "bos_token_id": tokenizer.bos_token_id,
            "eos_token_id": tokenizer.eos_token_id,
            "pad_token_id": tokenizer.pad_token_id,
        },
        vision_config={**_WIDTH, "image_size": SIDE, "patch_size": 8},
        projection_dim=DIMENSION,
    )
    processor = t.CLIPImageProcessor(size={"shortest_edge": SIDE}, crop_size=SIDE)
    return _save(t.CLIPModel(_seeded(config)), processor, tokenizer, folder)


def tiny_siglip(folder: Path) -> Path:
    """SigLIP: fixed text length, squashed picture, a tokenizer with canonical texts."""
    import transformers as t

    tokenizer = _unigram(length=12)
    config = t.SiglipConfig(
        text_config={
            **_WIDTH,
            "vocab_size": len(tokenizer),
            "max_position_embeddings": 12,
            "projection_size": 32,
            "bos_token_id": None,
            "eos_token_id": tokenizer.eos_token_id,
        },
        vision_config={**_WIDTH, "image_size": SIDE, "patch_size": 8},
    )
    processor = t.SiglipImageProcessor(size={"height": SIDE, "width": SIDE})
    return _save(t.SiglipModel(_seeded(config)), processor, tokenizer, folder)


def tiny_siglip2(folder: Path) -> Path:
    """SigLIP 2 of fixed resolution: SigLIP's towers, Gemma's way of reading, bilinear pictures."""
    import transformers as t

    tokenizer = _bpe(t.Siglip2Tokenizer, eos="<eos>", bos="<bos>", length=14)
    config = t.SiglipConfig(
        text_config={
            **_WIDTH,
            "vocab_size": len(tokenizer),
            "max_position_embeddings": 14,
            "projection_size": 32,
            "bos_token_id": None,
            "eos_token_id": tokenizer.eos_token_id,
        },
        vision_config={**_WIDTH, "image_size": SIDE, "patch_size": 8},
    )
    processor = t.SiglipImageProcessor(size={"height": SIDE, "width": SIDE}, resample=2)
    return _save(t.SiglipModel(_seeded(config)), processor, tokenizer, folder)


def tiny_dual(folder: Path) -> Path:
    """VisionTextDualEncoder of a ViT and a BERT: the text tower needs its mask."""
    import transformers as t

    tokenizer = _wordpiece(length=20)
    vision = t.ViTConfig(**_WIDTH, image_size=SIDE, patch_size=8)
    text = t.BertConfig(**_WIDTH, vocab_size=len(tokenizer), max_position_embeddings=20)
    config = t.VisionTextDualEncoderConfig.from_vision_text_configs(
        vision, text, projection_dim=DIMENSION
    )
    processor = t.ViTImageProcessor(size={"height": SIDE, "width": SIDE})
    return _save(t.VisionTextDualEncoderModel(_seeded(config)), processor, tokenizer, folder)


def tiny_pair(folder: Path) -> Path:
    """Two standard checkpoints, as nano keeps its own: a ResNet's logits, a BERT's pooled state."""
    import transformers as t

    tokenizer = _wordpiece(length=20)
    vision = t.ResNetConfig(
        embedding_size=8, hidden_sizes=[8, 16], depths=[1, 1], num_labels=32, layer_type="basic"
    )
    text = t.BertConfig(**_WIDTH, vocab_size=len(tokenizer), max_position_embeddings=20)
    processor = t.ConvNextImageProcessor(size={"shortest_edge": SIDE}, crop_pct=0.875)
    _save(t.ResNetForImageClassification(_seeded(vision)), processor, None, folder / "vision")
    _save(t.BertModel(_seeded(text)), None, tokenizer, folder / "text")
    return folder


def export_onnx(checkpoint: Path, folder: Path, *, mask: bool = True) -> Path:
    """``onnx/vision_model.onnx`` and ``onnx/text_model.onnx``, as transformers.js wants them."""
    (folder / "onnx").mkdir(parents=True)
    for name in checkpoint.glob("*.json"):
        shutil.copy(name, folder / name.name)
    _export(checkpoint, "image", folder / "onnx/vision_model.onnx", names=("pixel_values",))
    ids = ("input_ids", "attention_mask") if mask else ("input_ids",)
    _export(checkpoint, "text", folder / "onnx/text_model.onnx", names=ids)
    return folder


def export_towers(checkpoint: Path, folder: Path) -> Path:
    """``visual/model.onnx`` and ``textual/model.onnx`` with open_clip's configuration files.

    One picture and one text at a time, int32 ids, no mask: as Immich exports open_clip models.
    """
    for tower in ("visual", "textual"):
        (folder / tower).mkdir(parents=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(checkpoint / name, folder / "textual" / name)
    _export(checkpoint, "image", folder / "visual/model.onnx", names=("image",), fixed=True)
    _export(checkpoint, "text", folder / "textual/model.onnx", names=("text",), fixed=True)
    saved = json.loads((checkpoint / "preprocessor_config.json").read_text())
    text = json.loads((checkpoint / "config.json").read_text())["text_config"]
    write(
        folder / "visual/preprocess_cfg.json",
        size=[SIDE, SIDE],
        mode="RGB",
        mean=saved["image_mean"],
        std=saved["image_std"],
        interpolation="bicubic",
        resize_mode="shortest" if "shortest_edge" in saved["size"] else "squash",
        fill_color=0,
    )
    write(
        folder / "config.json",
        embed_dim=DIMENSION,
        text_cfg={"context_length": text["max_position_embeddings"]},
    )
    return folder


def quantise(exported: Path, folder: Path) -> Path:
    """The same as ``onnx/*_quantized.onnx``: int8 weights, activations' scales found on the fly."""
    from onnxruntime.quantization import quantize_dynamic

    (folder / "onnx").mkdir(parents=True)
    for name in exported.glob("*.json"):
        shutil.copy(name, folder / name.name)
    for tower in ("vision", "text"):
        source = exported / f"onnx/{tower}_model.onnx"
        quantize_dynamic(source, folder / f"onnx/{tower}_model_quantized.onnx")
    return folder


def write(path: Path, **values: Any) -> Path:
    """A JSON file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values))
    return path


def _seeded(config: Any) -> Any:
    import torch

    torch.manual_seed(7)
    for part in (config, getattr(config, "text_config", None), getattr(config, "vision_config", 0)):
        for name in ("initializer_range", "initializer_factor"):
            if hasattr(part, name):
                setattr(part, name, 0.5 if name == "initializer_range" else 4.0)
    return config


def _save(model: Any, processor: Any, tokenizer: Any, folder: Path) -> Path:
    model.eval().save_pretrained(folder)
    if processor is not None:
        processor.save_pretrained(folder)
    if tokenizer is not None:
        tokenizer.save_pretrained(folder)
    return folder


def _bpe(kind: Any, *, eos: str, bos: str, length: int) -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    clip = "CLIP" in kind.__name__
    trained = Tokenizer(models.BPE(unk_token=None if clip else "<unk>"))
    if clip:
        trained.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        special = [bos, eos]
        alphabet = pre_tokenizers.ByteLevel.alphabet()
    else:
        trained.pre_tokenizer = pre_tokenizers.Metaspace()
        special = ["<pad>", eos, bos, "<unk>", "<mask>"]
        alphabet = []
    suffix = {"end_of_word_suffix": "</w>"} if clip else {}
    trainer = trainers.BpeTrainer(
        vocab_size=400, special_tokens=special, initial_alphabet=alphabet, **suffix
    )
    trained.train_from_iterator([text.lower() for text in CORPUS], trainer)
    saved = json.loads(trained.to_str())["model"]
    merges = [tuple(pair) for pair in saved["merges"]]
    return kind(vocab=saved["vocab"], merges=merges, model_max_length=length)


def _unigram(length: int) -> Any:
    from tokenizers import (
        Regex,
        Tokenizer,
        models,
        normalizers,
        pre_tokenizers,
        processors,
        trainers,
    )
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Lowercase(), normalizers.Replace(Regex(r"[!-/:-@\[-`{-~]"), "")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=120, special_tokens=["</s>", "<unk>"], unk_token="<unk>"
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", tokenizer.token_to_id("</s>"))]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token="</s>",
        pad_token="</s>",
        unk_token="<unk>",
        model_max_length=length,
    )


def _wordpiece(length: int) -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=200, special_tokens=special)
    tokenizer.train_from_iterator(CORPUS, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(name, tokenizer.token_to_id(name)) for name in ("[CLS]", "[SEP]")],
    )
    # What a careless maker leaves in the file; nobody may obey it.
    tokenizer.enable_truncation(5)
    tokenizer.enable_padding(length=7)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=length,
    )


def _export(
    checkpoint: Path, tower: str, path: Path, *, names: tuple[str, ...], fixed: bool = False
) -> None:
    """One tower as ONNX. ``fixed`` = one row at a time."""
    import torch
    from transformers import AutoModel

    model = AutoModel.from_pretrained(checkpoint).eval()
    config = model.config.text_config
    length = getattr(config, "max_position_embeddings", 16)
    rows = 1 if fixed else 2

    class Tower(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: Any) -> Any:
            if tower == "image":
                return pooled(self.model.get_image_features(pixel_values=inputs[0]))
            feeds = dict(zip(("input_ids", "attention_mask"), inputs, strict=False))
            feeds["input_ids"] = feeds["input_ids"].long()
            return pooled(self.model.get_text_features(**feeds))

    if tower == "image":
        inputs = (torch.rand(rows, 3, SIDE, SIDE),)
    else:
        kind = torch.int32 if fixed else torch.int64
        inputs = tuple(torch.ones(rows, length, dtype=kind) for _ in names)
    axes = {0: "batch"} if _fixed_text(config) or tower == "image" else {0: "batch", 1: "length"}
    output = "embedding" if fixed else f"{tower}_embeds"
    with warnings.catch_warnings():
        # The old exporter is deprecated, but takes a second where the new one takes ten.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Tower().eval(),
            inputs,
            path,
            input_names=list(names),
            output_names=[output],
            dynamo=False,
            dynamic_axes=None if fixed else dict.fromkeys(names, axes) | {output: {0: "batch"}},
        )


def _fixed_text(config: Any) -> bool:
    return str(config.model_type).startswith("siglip")


def pooled(output: Any) -> Any:
    """The vector in what ``get_*_features`` gives in transformers 4 (itself) and 5 (an object)."""
    return getattr(output, "pooler_output", output)
