"""What a run was made on: without it no figure means anything."""

import os
import platform
import re
import subprocess
from contextlib import suppress
from pathlib import Path


def machine():
    return {
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "cpu": _cpu(),
        "load": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.release()}",
    }


def _cpu():
    with suppress(OSError):  # Linux
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        if found := re.search(r"model name\s*:\s*(.+)", told):
            return found[1]
    with suppress(OSError, subprocess.CalledProcessError):  # macOS
        words = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    return platform.machine()
