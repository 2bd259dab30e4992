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


# Pipelines from a file: the answer is a small table, column by column, or a CSV that was written. No more columns are read
# than are needed, which its users have to say themselves.

INTEGER_COLUMNS = ["PassengerId", "Survived", "Pclass", "SibSp", "Parch"]
TEXT_COLUMNS = ["Name", "Sex", "Ticket", "Cabin", "Embarked"]
TYPES = {**dict.fromkeys(INTEGER_COLUMNS, "int32"), **dict.fromkeys(TEXT_COLUMNS, str), "Age": "float64", "Fare": "float64"}
GROUPED = ["Embarked", "Pclass", "Fare", "Age", "Survived"]


def collected(df):
    return [], {name: df[name].tolist() for name in df.columns}


def grouped(df):
    groups = df.groupby(["Embarked", "Pclass"], as_index=False)
    return collected(groups.agg(Fare=("Fare", "mean"), Age_mean=("Age", "mean"), Age_max=("Age", "max"), Survived=("Survived", "sum")))


def whole(options):
    """Types are those of the whole file, as everywhere here: in pieces a ticket may be a number or a text."""
    return pd.read_csv(options["input"], low_memory=False)


def file_groupby(options):
    return grouped(pd.read_csv(options["input"], usecols=GROUPED, low_memory=False))


def file_groupby_typed(options):
    return grouped(pd.read_csv(options["input"], usecols=GROUPED, dtype={name: TYPES[name] for name in GROUPED}))


def file_median(options):
    medians = pd.read_csv(options["input"], usecols=["Age", "Fare"], low_memory=False).median()
    return [], {name: [float(medians[name])] for name in ["Age", "Fare"]}


def file_value_counts(options):
    tickets = pd.read_csv(options["input"], usecols=["Ticket"], low_memory=False)["Ticket"]
    tickets.value_counts().reset_index().to_csv(options["output"], index=False)
    return [], None


def file_drop_duplicates(options):
    whole(options).drop_duplicates("Ticket").to_csv(options["output"], index=False)
    return [], None


def file_describe(options):
    described = pd.read_csv(options["input"], usecols=lambda name: name not in TEXT_COLUMNS, low_memory=False).describe()
    return [], {f"{name} {statistic}": [float(described.at[statistic, name])] for name in described.columns for statistic in described.index}


def file_sort(options):
    whole(options).sort_values(["Fare", "Name"], kind="stable").to_csv(options["output"], index=False)
    return [], None


def file_filter(options):
    df = whole(options)
    df[(df["Age"] > 30) & (df["Fare"] > 50)].to_csv(options["output"], index=False)
    return [], None


def file_join(options):
    df = pd.read_csv(options["input"], usecols=["Embarked", "Pclass", "Fare", "Survived"], low_memory=False)
    joined = df.merge(pd.read_csv(options["ports"]), on="Embarked", how="left")
    return collected(joined.groupby(["Country", "Pclass"], as_index=False).agg(Fare=("Fare", "mean"), Survived=("Survived", "mean")))


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
    "file-groupby": file_groupby,
    "file-groupby-typed": file_groupby_typed,
    "file-median": file_median,
    "file-value-counts": file_value_counts,
    "file-drop-duplicates": file_drop_duplicates,
    "file-describe": file_describe,
    "file-sort": file_sort,
    "file-filter": file_filter,
    "file-join": file_join,
}

if __name__ == "__main__":
    step_ms, answer = JOBS[sys.argv[1]](json.loads(sys.argv[2]))
    print("framepool-benchmark " + json.dumps({"stepMs": step_ms, "answer": answer, "maxRss": peak_bytes()}))
