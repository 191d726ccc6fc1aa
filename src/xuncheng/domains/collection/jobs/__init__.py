"""What happens to a bank's file after it was taken in."""

from xuncheng.domains.collection.jobs.settling import settle, settle_file, settle_what_waits

__all__ = ["settle", "settle_file", "settle_what_waits"]
