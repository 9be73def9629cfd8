"""Sizes of drives that a report rounded to megabytes: the exact size where the makers' own rule gives it.

IDEMA LBA1-03: a drive sold as n GB has 97 696 368 + 1 953 504 × (n - 50) sectors of 512 bytes; SATA SSDs keep to it.
One figure in about 600 hits such a size by accident. Where none is near, the figure is given as it stands, times 10^6.
"""

from __future__ import annotations

import math

MEGABYTE, MEBIBYTE = 10**6, 2**20
_SECTOR = 512
_AT_50, _A_GIGABYTE = 97_696_368, 1_953_504
_SMALLEST_GIGABYTES = 8
_MOST_MEGABYTES = 10**9  # a thousand terabytes


def from_megabytes(told: float | None) -> int | None:
    """Give bytes for a size « in MB », whole or with its fraction; some versions of tools wrote mebibytes instead."""
    if told is None or not math.isfinite(told) or not 0 < told < _MOST_MEGABYTES:
        return None
    if told != int(told):  # nothing was rounded off: 160041.88569599998
        return round(told * MEGABYTE)
    return sold_as(int(told), MEGABYTE) or sold_as(int(told), MEBIBYTE) or int(told) * MEGABYTE


def sold_as(count: int, unit: int) -> int | None:
    """Give the size of LBA1-03 that is written as `count` of this unit, rounded or cut; None where there is none."""
    gigabytes = round((count * unit / _SECTOR - _AT_50) / _A_GIGABYTE) + 50
    exact = (_AT_50 + _A_GIGABYTE * (gigabytes - 50)) * _SECTOR
    near = (2 * count - 1) * unit <= 2 * exact < 2 * (count + 1) * unit
    return exact if near and gigabytes >= _SMALLEST_GIGABYTES else None
