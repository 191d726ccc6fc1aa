"""Each night the classifier learns anew, where enough was judged since it last did."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from xuncheng.domains.intake.classifier.learning import is_due, learn
from xuncheng.foundation.trail.days import today

_log = logging.getLogger(__name__)


@app.periodic(cron="40 18 * * *")  # 02:40 in China
@app.task(queueing_lock="intake.learn", pass_context=False)
def learn_each_night(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Learn from all that was judged before today."""
    if not is_due(today()):
        return
    kept = learn(today())
    _log.info("version %s of the classifier is kept", kept.number) if kept else _log.info(
        "too little to learn from"
    )
