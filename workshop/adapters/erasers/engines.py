"""The engines, by the name that methods give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workshop.adapters.erasers.ata import AtaEngine
from workshop.adapters.erasers.engine import Engine
from workshop.adapters.erasers.mmc import MmcEngine
from workshop.adapters.erasers.nvme import NvmeEngine
from workshop.adapters.erasers.nwipe import NwipeEngine
from workshop.adapters.erasers.sas import SasEngine

_ENGINES: tuple[Callable[[], Engine], ...] = (NwipeEngine, AtaEngine, NvmeEngine, MmcEngine, SasEngine)
ENGINES: Mapping[str, Callable[[], Engine]] = {engine().name: engine for engine in _ENGINES}
