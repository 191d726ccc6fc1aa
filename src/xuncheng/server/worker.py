"""The worker process: passes on events, and runs jobs from the queue in the database."""

from __future__ import annotations

import os
import signal
import threading
from typing import cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from xuncheng.foundation.batches.jobs import resume
from xuncheng.foundation.messages.relay import relay_forever

JOBS_AT_ONCE = 2


def work() -> int:
    """Run until SIGTERM or SIGINT; jobs that are under way are finished first."""
    resume()  # what the worker before this one may have left
    stop = threading.Event()
    relay = threading.Thread(target=_relay, args=(stop,), name="relay")
    relay.start()
    try:
        connector = cast(DjangoConnector, app.connector)
        with app.replace_connector(connector.get_worker_connector()) as jobs:
            jobs.run_worker(concurrency=JOBS_AT_ONCE, delete_jobs="successful", install_signal_handlers=True)
    finally:
        stop.set()
        relay.join()
    return 0


def _relay(stop: threading.Event) -> None:
    """Pass on events; a worker whose relay fails ends, so that it is started anew."""
    try:
        relay_forever(stop)
    finally:
        if not stop.is_set():
            os.kill(os.getpid(), signal.SIGTERM)
