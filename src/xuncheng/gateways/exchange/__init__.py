"""Exchange of work orders (工单交换) with 12345 and all-response platforms: docs/exchange.md."""
