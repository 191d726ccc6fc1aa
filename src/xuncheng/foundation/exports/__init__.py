"""Exports (导出任务): a list as a file that the worker makes, for lists that are too long to wait for."""
