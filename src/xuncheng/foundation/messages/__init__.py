"""Notifications, live streams and the transactional outbox."""
