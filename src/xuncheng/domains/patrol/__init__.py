"""Patrol (现场巡视): who is on duty, where with his consent, which routes he walks and which points he visits."""
