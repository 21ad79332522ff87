"""Models that somebody has altered and signed anew, so that their digests are right."""

import hashlib
import io
import shutil
import zipfile
from functools import lru_cache
from pathlib import Path

import numpy as np

from curranalyser.identity import ModelFiles, model_digest, read_model_files
from curranalyser.scheme import load_scheme, shipped_path

SHIPPED = shipped_path("models", "default")


@lru_cache(maxsize=1)
def shipped() -> ModelFiles:
    return read_model_files(SHIPPED, load_scheme())


def signed(folder: Path, files: dict[str, bytes], manifest: dict[str, str] | None = None) -> Path:
    """Copy the shipped model, replace files of it and texts in its manifest, and sign it anew."""
    shutil.copytree(SHIPPED, folder)
    model = shipped()
    contents = {**model.contents, **files}
    sha256 = model_digest(
        contents,
        model.text_scale,
        model.perspectives,
        model.thresholds,
        model.encoder,
        languages=model.languages,
    )
    text = (SHIPPED / "manifest.toml").read_text(encoding="utf-8").replace(model.sha256, sha256)
    for name, data in files.items():
        (folder / name).write_bytes(data)
        before, after = (hashlib.sha256(some).hexdigest() for some in (model.contents[name], data))
        text = text.replace(before, after)
    for old, new in (manifest or {}).items():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "manifest.toml").write_text(text, encoding="utf-8")
    return folder


def weights(**changed: object) -> bytes:
    """Return the weights of the shipped model with others in place of some; bytes are taken as they are."""
    out = io.BytesIO()
    with (
        np.load(io.BytesIO(shipped().contents["weights.npz"])) as arrays,
        zipfile.ZipFile(out, "w") as package,
    ):
        for name in arrays.files:
            array = changed.get(name, arrays[name])
            if isinstance(array, bytes):
                package.writestr(f"{name}.npy", array)
                continue
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.asarray(array), allow_pickle=True)
            package.writestr(f"{name}.npy", buffer.getvalue())
    return out.getvalue()


def head(shape: str) -> bytes:
    """Return an array that has a head and nothing else."""
    text = f"{{'descr': '<f2', 'fortran_order': False, 'shape': {shape}, }}"
    text += " " * (64 - (len(text) + 11) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()
