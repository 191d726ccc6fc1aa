"""What happens around reports without anybody asking: people are told of what comes to them, and warned of limits."""

from xuncheng.domains.intake.jobs.learning import learn_each_night
from xuncheng.domains.intake.jobs.notices import tell_the_reporter, tell_the_team
from xuncheng.domains.intake.jobs.warnings import warn_of_limits, warn_of_limits_now

__all__ = ["learn_each_night", "tell_the_reporter", "tell_the_team", "warn_of_limits", "warn_of_limits_now"]
