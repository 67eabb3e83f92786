"""What Pillow raises on bad bytes. Apart from ``faults``, which those need too who only look for
files: Pillow takes longer to import than all that a short answer reads."""

from __future__ import annotations

from PIL import Image

from mirada.read import faults

FOREIGN: tuple[type[BaseException], ...] = (*faults.FOREIGN, Image.DecompressionBombError)
