"""A worker that outlives its connection: it ends when it is told to, not when PostgreSQL restarts."""

import asyncio
import logging
import signal
from contextlib import suppress

import psycopg
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition
from psycopg_pool import PoolTimeout

logger = logging.getLogger(__name__)

SHORTEST_WAIT, LONGEST_WAIT = 0.5, 30  # seconds before connecting again
GRACE = 60  # seconds that a job may take to end once the worker is told to
MISSED = 3  # heartbeats, after which a worker is taken for dead and its jobs go to others
LOST = (ConnectorException, psycopg.OperationalError, PoolTimeout, OSError)


async def work(concurrency: int, heartbeat: float) -> None:
    """Do jobs until SIGTERM or SIGINT; what is being done then is finished first.

    Every `heartbeat` seconds it gives a sign of life.
    """
    told_to_end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told_to_end.set)
    wait = SHORTEST_WAIT
    while not told_to_end.is_set():
        began = loop.time()
        await _work_while_connected(concurrency, heartbeat, told_to_end)
        if told_to_end.is_set():
            break
        wait = SHORTEST_WAIT if loop.time() - began > LONGEST_WAIT else min(2 * wait, LONGEST_WAIT)
        logger.warning("The connection to PostgreSQL was lost: trying again in %s seconds.", wait)
        with suppress(TimeoutError):
            await asyncio.wait_for(told_to_end.wait(), wait)


async def _work_while_connected(concurrency, heartbeat, told_to_end):
    """Return once told to end or once the connection is lost; any other error is raised."""
    with app.replace_connector(DjangoConnector().get_worker_connector()):
        try:
            async with app.open_async():
                working = asyncio.create_task(_run(concurrency, heartbeat))
                telling = asyncio.create_task(told_to_end.wait())
                await asyncio.wait({working, telling}, return_when=asyncio.FIRST_COMPLETED)
                telling.cancel()
                working.cancel()  # the library then takes no more jobs, and ends those it has
                with suppress(asyncio.CancelledError):
                    await working
        except LOST as error:
            logger.info("%s", error)


async def _run(concurrency, heartbeat):
    await app.run_worker_async(
        concurrency=concurrency,
        install_signal_handlers=False,  # its own would end it as a lost connection does
        shutdown_graceful_timeout=GRACE,
        update_heartbeat_interval=heartbeat,
        stalled_worker_timeout=MISSED * heartbeat,
        additional_context={"silence": MISSED * heartbeat},
        delete_jobs=DeleteJobCondition.SUCCESSFUL,
    )
