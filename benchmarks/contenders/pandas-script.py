"""The source document's parallel_dataframe, and for other jobs what pandas users write, timed. Usage: pandas-script.py JOB OPTIONS_AS_JSON"""

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


def csv_recipe(options):
    """Not the script's: what pandas users write, with its vectorised methods, in one process."""
    df = pd.read_csv(options["input"], dtype=str)
    family_size = df["SibSp"].astype(int) + df["Parch"].astype(int) + 1
    df["title"] = df["Name"].str.extract(r" ([A-Za-z]+)\.", expand=False)
    df["family_size"] = family_size
    df["deck"] = df["Cabin"].str[0].fillna("U")
    edges = [-np.inf, 10, 35, 90, np.inf]
    df["fare_band"] = pd.cut(df["Fare"].astype(float), edges, right=False, labels=["low", "middle", "high", "top"])
    df["is_alone"] = (family_size == 1).astype(int)
    df.to_csv(options["output"], index=False)
    return [], None


def csv_read(options):
    return [], cell_sums(pd.read_csv(options["input"], dtype=str))


def csv_read_typed(options):
    return [], cell_sums(pd.read_csv(options["input"], low_memory=False))


def cell_sums(df):
    """The same five numbers a column as harness/cell-sum.mjs."""
    return [{"name": name, "rows": len(df), "missing": int(df[name].isna().sum()), **sums(df[name].dropna())} for name in df.columns]


def sums(values):
    if values.dtype != object:
        return {"numbers": float(values.sum()), "units": 0, "lastUnits": 0}
    last = utf16(values.str[-1])
    # Of a character that takes two units the second one is the last.
    return {"numbers": 0, "units": len(utf16(values)), "lastUnits": int(last[(last < 0xD800) | (last > 0xDBFF)].sum())}


def utf16(texts):
    return np.frombuffer("".join(texts).encode("utf-16-le"), dtype=np.uint16)


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
    return max(own_peak(), maximum_resident(resource.RUSAGE_CHILDREN))


def own_peak():
    """Of this program alone; getrusage also counts the process that started it (see harness/peak.mjs)."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        return maximum_resident(resource.RUSAGE_SELF)


def maximum_resident(who):
    peak = resource.getrusage(who).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


JOBS = {
    "csv-length": csv_length,
    "csv-recipe": csv_recipe,
    "csv-read": csv_read,
    "csv-read-typed": csv_read_typed,
    "frame-length": frame_length,
    "frame-length-serial": frame_length_serial,
}

if __name__ == "__main__":
    step_ms, answer = JOBS[sys.argv[1]](json.loads(sys.argv[2]))
    print("framepool-benchmark " + json.dumps({"stepMs": step_ms, "answer": answer, "maxRss": peak_bytes()}))
