"""Acts on subscriptions: beginning and ending them, changing them, new secrets; pausing, resuming, sending again."""

from xuncheng.gateways.webhooks.commands.keeping import pause, replay, resume
from xuncheng.gateways.webhooks.commands.subscribing import change, end, rotate, subscribe

__all__ = ["change", "end", "pause", "replay", "resume", "rotate", "subscribe"]
