"""The acts on imports: begin, check, take in, undo."""

from xuncheng.domains.legacy.commands.beginning import begin, begin_here, start
from xuncheng.domains.legacy.commands.checking import check, survey
from xuncheng.domains.legacy.commands.taking import take
from xuncheng.domains.legacy.commands.undoing import undo

__all__ = ["begin", "begin_here", "check", "start", "survey", "take", "undo"]
