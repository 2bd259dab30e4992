"""The source document's parallel_dataframe, timed. Usage: pandas-script.py JOB OPTIONS_AS_JSON"""

import json
import resource
import sys
import time
import warnings
from multiprocessing import Pool

import numpy as np
import pandas as pd

# Newer releases ask for another spelling of array_split; the script is kept as it was published.
warnings.simplefilter("ignore", FutureWarning)


def work_func(data):
    data["length_str"] = data["Name"].apply(lambda x: len(x))
    return data


def parallel_dataframe(df, func, num_cores):
    df_split = np.array_split(df, num_cores)
    pool = Pool(num_cores)
    df = pd.concat(pool.map(func, df_split))
    pool.close()
    pool.join()
    return df


def digest(values):
    """The same three numbers as harness/digest.mjs."""
    values = values.to_numpy(dtype=np.int64)
    weights = np.arange(len(values), dtype=np.int64) % 9973 + 1
    return {"rows": len(values), "sum": int(values.sum()), "order": int((values * weights).sum())}


def csv_length(options):
    df = pd.read_csv(options["input"], dtype=str)
    parallel_dataframe(df, work_func, options["workers"]).to_csv(options["output"], index=False)
    return [], None


def frame_length(options):
    df = pd.read_csv(options["input"], dtype=str)
    return timed(lambda: parallel_dataframe(df, work_func, options["workers"]), options["repeat"])


def frame_length_serial(options):
    df = pd.read_csv(options["input"], dtype=str)
    return timed(lambda: df.assign(length_str=df["Name"].apply(lambda x: len(x))), options["repeat"])


def timed(step, repeat):
    step_ms = []
    result = None
    for _ in range(repeat):
        result = None
        start = time.perf_counter()
        result = step()
        step_ms.append((time.perf_counter() - start) * 1000)
    return step_ms, digest(result["length_str"])


def peak_bytes():
    """Peak of the largest process of the job, this one or a worker: less than they hold together."""
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return peak if sys.platform == "darwin" else peak * 1024


JOBS = {"csv-length": csv_length, "frame-length": frame_length, "frame-length-serial": frame_length_serial}

if __name__ == "__main__":
    step_ms, answer = JOBS[sys.argv[1]](json.loads(sys.argv[2]))
    print("framepool-benchmark " + json.dumps({"stepMs": step_ms, "answer": answer, "maxRss": peak_bytes()}))
