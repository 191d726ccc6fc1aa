"""The acts on powers: handing down, withdrawing, publishing a list; and taking in a table of them."""

from xuncheng.domains.powers.commands.handing_down import hand_down, withdraw
from xuncheng.domains.powers.commands.publishing import publish
from xuncheng.domains.powers.commands.table import PowerImport, RowRemark, import_history, import_powers

__all__ = ["PowerImport", "RowRemark", "hand_down", "import_history", "import_powers", "publish", "withdraw"]
