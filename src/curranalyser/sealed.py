"""What is kept on the disk, with a digest by which damage and stale values are told.

A digest holds a value together with what it was made of. It tells what a failing disk, a half copied file or
a hand has altered, and a value that stands under another key than its own. It is no signature: whoever alters
a value on purpose can make its digest anew.
"""

import hashlib
import zlib

# Bytes that something kept may have when it is unpacked: a few can claim to be far more. An audit of 60,000
# files has less than half of them.
LARGEST_UNPACKED = 2_000_000_000


def seal(kind: str, *parts: str | bytes | int) -> bytes:
    """Return the digest of a value.

    Args:
        kind: what it is: equal parts of two kinds have two digests.
        parts: the value and what it was made of, in a fixed order. Where one ends and the next begins goes
            into the digest too, and so does the type of each.
    """
    digest = hashlib.sha256()  # of those that are at hand the quickest: half the time of BLAKE2
    for part in (kind, *parts):
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(f"{type(part).__name__} {len(data)} ".encode())
        digest.update(data)
    return digest.digest()


def unzip(packed: bytes, most: int = LARGEST_UNPACKED) -> bytes:
    """Return what `zlib.compress` was given.

    Args:
        packed: the compressed bytes.
        most: bytes that it may be.

    Raises:
        ValueError: the bytes are damaged, go on after their end, or are more than that.
    """
    machine = zlib.decompressobj()
    try:
        data = machine.decompress(packed, most)
    except (zlib.error, MemoryError) as error:
        raise ValueError(str(error)) from error
    if not machine.eof or machine.unused_data:
        raise ValueError("not whole, or too much")
    return data
