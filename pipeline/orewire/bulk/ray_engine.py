"""Parts read by the workers of a Ray cluster."""

import logging
import os
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from orewire.bulk.loader import Loader
from orewire.bulk.part_files import PartFiles, Written
from orewire.bulk.parts import Part, read_part
from orewire.bulk.pool import Pool, WorkersError
from orewire.documents import Duplicate, Settings


class RayError(RuntimeError):
    """The cluster cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Job:
    """What every worker needs to know.

    Attributes:
        parts: all parts.
        settings: how to read them.
        loader: loads the extractor.
        timeout: seconds that an article may take.
        files: where the results go.
    """

    parts: Sequence[Part]
    settings: Settings
    loader: Loader
    timeout: float
    files: PartFiles


class PartReader:
    """An actor: keeps a process with the model, so that an article that kills it costs that article only."""

    def __init__(self, job: Job) -> None:
        """Set the worker up.

        Args:
            job: what to do.
        """
        self._job = job
        self._pool = Pool(job.loader, workers=1, timeout=job.timeout)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Read a part and write its results.

        Args:
            row: has the part's ``number``.

        Returns:
            How many extractions and errors there were, or the problem that keeps all parts from being read:
            what is raised here, Ray would tell with all its traceback.
        """
        job = self._job
        items = read_part(job.parts[row["number"]], job.settings)
        articles = (item for item in items if not isinstance(item, Duplicate))
        try:
            written = job.files.write(row["number"], self._pool.read(articles))
        except WorkersError as error:
            return {"problem": str(error), **Written(0, 0)._asdict()}
        return {"problem": "", **written._asdict()}


def read_on_ray(
    job: Job, pending: Sequence[int], address: str | None, workers: int | None
) -> Iterator[Written]:
    """Read parts on a cluster; those of workers that get lost are read again by others.

    Args:
        job: what to do.
        pending: numbers of the parts to read.
        address: of the cluster; None for one of this machine's own.
        workers: how many at most; None for one a CPU.

    Yields:
        What each part gave, in the order in which they are done.

    Raises:
        RayError: Ray is not installed, the cluster cannot be reached, or a worker cannot do its work.
    """
    # Ours is the progress that is shown.
    os.environ.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise RayError(f"the engine ray needs it installed ({error}): pip install 'orewire[ray]'") from error
    own = not ray.is_initialized()
    if own:
        try:
            _check_reachable(address)
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        except (OSError, ValueError, RuntimeError) as error:
            raise RayError(f"there is no Ray cluster at {address or 'this machine'}: {error}") from error
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]  # Ray's
        most = workers or max(1, int(resources.get("CPU", 1)))
        numbers = ray.data.from_items(
            [{"number": number} for number in pending], override_num_blocks=len(pending)
        )
        # At least one: the run goes on with what machines are left.
        actors: Any = PartReader  # a class whose instances are called: Ray's types know functions only
        pool = ray.data.ActorPoolStrategy(min_size=1, max_size=most)
        done = numbers.map(actors, fn_constructor_args=(job,), compute=pool, num_cpus=1)
        for row in done.iter_rows():
            if row["problem"]:
                raise RayError(row["problem"])
            yield Written(row["extracted"], row["failed"])
    finally:
        if own:
            ray.shutdown()


def _check_reachable(address: str | None) -> None:
    """Raise ``OSError`` where nobody listens; Ray itself would try again for many minutes."""
    host, colon, port = (address or "").removeprefix("ray://").rpartition(":")
    if colon and port.isdecimal():
        socket.create_connection((host, int(port)), timeout=10).close()
