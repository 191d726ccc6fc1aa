"""The acts on the law: taking in statutes and setting matters, one by one or by the folder and the file."""

from xuncheng.domains.law.commands.benchmarks import BandRow, BenchmarkRow, import_benchmarks, set_benchmark
from xuncheng.domains.law.commands.folder import ImportReport, Remark, import_laws
from xuncheng.domains.law.commands.matters import MatterRow, set_matter
from xuncheng.domains.law.commands.statutes import LawFile, import_statute
from xuncheng.domains.law.commands.table import import_matters

__all__ = [
    "BandRow",
    "BenchmarkRow",
    "ImportReport",
    "LawFile",
    "MatterRow",
    "Remark",
    "import_benchmarks",
    "import_laws",
    "import_matters",
    "import_statute",
    "set_benchmark",
    "set_matter",
]
