"""multiprocessing.Pool and Process, timed. Usage: cpython-pool.py JOB OPTIONS_AS_JSON"""

import json
import resource
import sys
import time
from multiprocessing import Pool, Process


def double(n):
    return n * 2


def square(n):
    return n * n


def digest(values):
    """The same three numbers as harness/digest.mjs."""
    return {"rows": len(values), "sum": sum(values), "order": sum(value * (row % 9973 + 1) for row, value in enumerate(values))}


def timed(step, repeat, after=lambda: None):
    step_ms = []
    result = None
    for _ in range(repeat):
        start = time.perf_counter()
        result = step()
        step_ms.append((time.perf_counter() - start) * 1000)
        after()
    return step_ms, digest(result)


def tasks(options, chunksize):
    with Pool(options["workers"]) as pool:
        pool.map(double, range(options["workers"]), 1)
        return timed(lambda: pool.map(double, range(options["rows"]), chunksize), options["repeat"])


def start(options):
    pools = []

    def step():
        pools.append(Pool(options["workers"]))
        return pools[-1].map(double, range(options["workers"]), 1)

    return timed(step, options["repeat"], lambda: pools.pop().terminate())


def process(options):
    def step():
        child = Process(target=square, args=(7,))
        child.start()
        child.join()
        # What the function returns is thrown away: only that it was called can be told.
        return [49] if child.exitcode == 0 else []

    return timed(step, options["repeat"])


JOBS = {"tasks": lambda options: tasks(options, None), "tasks-one": lambda options: tasks(options, 1), "start": start, "process": process}

if __name__ == "__main__":
    step_ms, answer = JOBS[sys.argv[1]](json.loads(sys.argv[2]))
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print("framepool-benchmark " + json.dumps({"stepMs": step_ms, "answer": answer, "maxRss": peak if sys.platform == "darwin" else peak * 1024}))
