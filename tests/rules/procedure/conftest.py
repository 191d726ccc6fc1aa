"""What the explorer did is said at the end of the tests, not only that they passed."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests recorded as "explored"."""
    told = [
        value
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, ())
        for name, value in report.user_properties
        if name == "explored"
    ]
    if told:
        terminalreporter.section("explorer")
        terminalreporter.write_line("\n".join(told))
