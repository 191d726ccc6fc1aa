"""Webhooks: events for other systems. An event is an act that was done (CloudEvents 1.0), and nothing else."""
