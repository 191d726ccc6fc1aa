"""The acts on the law: taking in statutes and setting matters, one by one or by the folder and the file."""

from xuncheng.domains.law.commands.folder import ImportReport, Remark, import_laws
from xuncheng.domains.law.commands.matters import MatterRow, set_matter
from xuncheng.domains.law.commands.statutes import LawFile, import_statute
from xuncheng.domains.law.commands.table import import_matters

__all__ = [
    "ImportReport",
    "LawFile",
    "MatterRow",
    "Remark",
    "import_laws",
    "import_matters",
    "import_statute",
    "set_matter",
]
