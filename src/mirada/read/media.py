"""What a file is, by its first bytes: a picture, a film, or neither.

Names lie, so nothing is decoded by its suffix; the suffix only decides which files of a folder
are looked at at all (see files.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from mirada.read.faults import from_os
from mirada.types import AssetKind

PICTURE_SUFFIXES = frozenset(
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".gif", ".tif", ".tiff",
        ".bmp", ".dib", ".avif", ".avifs", ".heic", ".heif", ".hif",
    }
)  # fmt: skip
FILM_SUFFIXES = frozenset(
    {
        ".mp4", ".m4v", ".mov", ".qt", ".avi", ".divx", ".mkv", ".webm", ".mpg", ".mpeg", ".m2v",
        ".m2ts", ".wmv", ".asf", ".flv", ".f4v", ".3gp", ".3g2", ".ogv", ".vob", ".mxf", ".mjpeg",
        ".mjpg", ".dav", ".h264", ".264", ".h265", ".265", ".hevc", ".y4m",
    }
)  # fmt: skip
# Suffixes that films share with source code and the like; their bytes decide.
SHARED_SUFFIXES = frozenset({".ts", ".mts", ".mod", ".ogg", ".dv"})

# What libav takes for a film although it is text drawn as pictures, any bytes at all, or a list
# that names other files.
NO_FILMS = frozenset({"tty", "bin", "xbin", "adf", "idf", "hls", "dash", "concat", "sdp", "image2"})

_HEAD = 4096
_HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2"}
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_BMFF_FIRST_BOXES = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp"})
_ASF = bytes.fromhex("3026b2758e66cf11")
_MXF = bytes.fromhex("060e2b34020501010d010201")


def sniff(path: Path) -> AssetKind | None:
    """The kind of ``path`` by its bytes, or None when it is neither picture nor film.

    An animated GIF, WebP or PNG of more than one frame is a film.

    Raises:
        ReadError: the file cannot be opened ("permission", "vanished").
    """
    found = media_type(path)
    if found is None:
        return None
    if found.startswith("image/"):
        return "video" if is_animated(path, found) else "image"
    return "video"


def media_type(path: Path) -> str | None:
    """The media type of ``path`` by its bytes ("image/jpeg", "video/mp4"), or None."""
    try:
        with path.open("rb") as file:
            return type_of_head(file.read(_HEAD))
    except OSError as error:
        raise from_os(path, error) from error


def type_of_head(head: bytes) -> str | None:
    """The media type of a file that begins with ``head``."""
    return _picture_type(head) or _film_type(head)


def _picture_type(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:4] in (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"):
        return "image/tiff"
    if head[:2] == b"BM" and len(head) >= 18 and 12 <= int.from_bytes(head[14:18], "little") <= 124:
        return "image/bmp"
    if head[4:8] == b"ftyp":
        brands = _brands(head)
        if brands & _AVIF_BRANDS:
            return "image/avif"
        if head[8:12] in _HEIF_BRANDS:
            return "image/heic"
    return None


def _film_type(head: bytes) -> str | None:
    for start, found in (
        (b"\x1a\x45\xdf\xa3", "video/webm" if b"webm" in head[:64] else "video/x-matroska"),
        (b"FLV\x01", "video/x-flv"),
        (_ASF, "video/x-ms-asf"),
        (b"OggS", "video/ogg"),
        (b"\x00\x00\x01\xba", "video/mpeg"),
        (b"\x00\x00\x01\xb3", "video/mpeg"),
        (b"YUV4MPEG2", "video/x-yuv4mpeg"),
        (b"DHAV", "video/x-dav"),
        (_MXF, "application/mxf"),
    ):
        if head.startswith(start):
            return found
    if head[4:8] == b"ftyp":
        return "video/quicktime" if head[8:12] == b"qt  " else "video/mp4"
    if head[4:8] in _BMFF_FIRST_BOXES:
        return "video/quicktime"
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "video/x-msvideo"
    if _is_transport_stream(head):
        return "video/mp2t"
    return _elementary_type(head)


def _elementary_type(head: bytes) -> str | None:
    """H.264 and H.265 without a container: a start code and a parameter set."""
    body = head[4:] if head.startswith(b"\x00\x00\x00\x01") else b""
    if not body:
        return None
    if body[0] & 0x9F in (7, 9):  # sequence parameter set, access unit delimiter
        return "video/h264"
    if (body[0] >> 1) & 0x3F in (32, 33, 35):  # video, sequence parameter set; delimiter
        return "video/h265"
    return None


def _is_transport_stream(head: bytes) -> bool:
    """Sync bytes at the packet length: 188, or 192 with a leading time stamp."""
    for first, step in ((0, 188), (4, 192)):
        marks = head[first : first + 5 * step : step]
        if len(marks) >= 3 and set(marks) == {0x47}:
            return True
    return False


def _brands(head: bytes) -> set[bytes]:
    size = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12]} | {head[i : i + 4] for i in range(16, size - 3, 4)}


def is_animated(path: Path, kind: str) -> bool:
    """Whether a picture of media type ``kind`` holds more than one frame."""
    counters = {"image/gif": _gif_frames, "image/webp": _webp_frames, "image/png": _png_frames}
    counter = counters.get(kind)
    if counter is None:
        return False
    try:
        with path.open("rb") as file:
            return counter(file) > 1
    except OSError as error:
        raise from_os(path, error) from error


def _gif_frames(file: BinaryIO) -> int:
    """Frames of a GIF, counted up to two by walking its blocks."""
    head = file.read(13)
    if len(head) < 13:
        return 0
    if head[10] & 0x80:
        file.seek(3 << ((head[10] & 7) + 1), 1)
    frames = 0
    while frames < 2:
        mark = file.read(1)
        if mark == b"!":
            file.read(1)
        elif mark == b",":
            local = file.read(9)
            if len(local) < 9:
                break
            if local[8] & 0x80:
                file.seek(3 << ((local[8] & 7) + 1), 1)
            file.read(1)
            frames += 1
        else:
            break
        while (size := file.read(1)) and size != b"\x00":
            file.seek(size[0], 1)
    return frames


def _webp_frames(file: BinaryIO) -> int:
    """Frames of an animated WebP, counted up to two by walking its chunks."""
    head = file.read(21)
    if len(head) < 21 or head[12:16] != b"VP8X" or not head[20] & 0x02:
        return 1
    file.seek(12)
    frames = 0
    while frames < 2 and len(chunk := file.read(8)) == 8:
        frames += chunk[:4] == b"ANMF"
        size = int.from_bytes(chunk[4:], "little")
        file.seek(size + (size & 1), 1)
    return frames


def _png_frames(file: BinaryIO) -> int:
    """Frames that a PNG declares before its first image data."""
    file.seek(8)
    while len(chunk := file.read(8)) == 8 and chunk[4:] != b"IDAT":
        size = int.from_bytes(chunk[:4], "big")
        if chunk[4:] == b"acTL" and size >= 4:
            return int.from_bytes(file.read(4), "big")
        file.seek(size + 4, 1)
    return 1


def lacks_index(path: Path) -> bool:
    """Whether an MP4 or QuickTime file breaks off before its index (the box ``moov``)."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            at = 0
            while at < size:
                file.seek(at)
                head = file.read(16)
                if len(head) < 8 or (at == 0 and type_of_head(head) is None):
                    break
                if head[4:8] == b"moov":
                    return False
                length = int.from_bytes(head[:4], "big")
                length = int.from_bytes(head[8:16], "big") if length == 1 else length
                if length < 8:
                    break
                at += length
            return at > 0
    except OSError as error:
        raise from_os(path, error) from error
