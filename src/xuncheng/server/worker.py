"""The worker process: passes on events, sends them to other systems, and runs jobs from the queue in the database."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from importlib import import_module
from typing import cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from xuncheng.foundation.batches.jobs import resume
from xuncheng.foundation.exports.jobs import resume as resume_exports
from xuncheng.foundation.messages.relay import relay_forever
from xuncheng.gateways.webhooks.sending import send_forever

JOBS_AT_ONCE = 2

BESIDE: dict[str, Callable[[threading.Event], None]] = {"relay": relay_forever, "webhooks": send_forever}
"""What goes on beside the jobs, each in a thread of its own."""


def work() -> int:
    """Run until SIGTERM or SIGINT; jobs that are under way are finished first."""
    import_module("xuncheng.server.api")  # where every list says that it is there: exports are made of them
    resume()  # what the worker before this one may have left
    resume_exports()
    stop = threading.Event()
    threads = [threading.Thread(target=_beside, args=(run, stop), name=name) for name, run in BESIDE.items()]
    for thread in threads:
        thread.start()
    try:
        connector = cast(DjangoConnector, app.connector)
        with app.replace_connector(connector.get_worker_connector()) as jobs:
            jobs.run_worker(concurrency=JOBS_AT_ONCE, delete_jobs="successful", install_signal_handlers=True)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    return 0


def _beside(run: Callable[[threading.Event], None], stop: threading.Event) -> None:
    """Do it until told to stop; a worker in which it fails ends, so that it is started anew."""
    try:
        run(stop)
    finally:
        if not stop.is_set():
            os.kill(os.getpid(), signal.SIGTERM)
