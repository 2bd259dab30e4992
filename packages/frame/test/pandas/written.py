"""How cases of calls on Series and frames are written, with what pandas makes of them: for the scripts beside it."""
import json
import math
import pathlib
import warnings

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
NAN, INF = float("nan"), float("inf")
cases = []
parts = []


def part(written):
    """The number of a frame or a Series that is written once."""
    if written not in parts:
        parts.append(written)
    return {"$part": parts.index(written)}


def cell(x):
    if isinstance(x, list):
        return [cell(c) for c in x]
    if x is None or x is pd.NaT or x is pd.NA:
        return None
    if isinstance(x, (pd.Timestamp, np.datetime64)):
        return {"$date": round(pd.Timestamp(x).timestamp() * 1000)}
    if isinstance(x, pd.Timedelta):
        return x / pd.Timedelta("1ms")
    x = x.item() if isinstance(x, np.generic) else x
    if isinstance(x, float) and math.isnan(x):
        return None
    if isinstance(x, float) and math.isinf(x):
        return {"$number": "Infinity" if x > 0 else "-Infinity"}
    return x


def given(x):
    """A cell as it is given: NaN is not null."""
    if isinstance(x, list):
        return [given(c) for c in x]
    return {"$number": "NaN"} if isinstance(x, float) and math.isnan(x) else cell(x)


def is_float(cells):
    return any(isinstance(c, float) for c in cells)


class Col:
    def __init__(self, *cells, dtype=None, name="x"):
        self.cells, self.name = list(cells), name
        self.dtype = dtype or ("float64" if is_float(cells) else None)
        numbers = all(c is None or isinstance(c, (int, float)) and not isinstance(c, bool) for c in cells)
        if dtype == "category":
            self.pd = pd.Series(pd.Categorical(cells), name=name)
        elif dtype == "string":
            self.pd = pd.Series(list(cells), name=name, dtype=object)
        elif dtype == "duration":
            self.pd = pd.Series([None if c is None else pd.Timedelta(c, "ms") for c in cells], name=name, dtype="timedelta64[ns]")
        elif dtype == "timestamp":
            self.pd = pd.Series(list(cells), name=name, dtype="datetime64[ns]")
        elif numbers and None in cells or dtype == "float64":
            self.pd = pd.Series([NAN if c is None else c for c in cells], name=name, dtype="float64")
        else:
            self.pd = pd.Series(list(cells), name=name, dtype=None if cells else "float64")

    def json(self):
        return {"$series": given(self.cells), "name": self.name, "dtype": self.dtype}


class Frame:
    def __init__(self, **cols):
        self.cols = {name: col if isinstance(col, Col) else Col(*col) for name, col in cols.items()}
        self.pd = pd.DataFrame({name: col.pd for name, col in self.cols.items()})

    def json(self):
        return {"$frame": {name: given(col.cells) for name, col in self.cols.items()}, "dtypes": {name: col.dtype for name, col in self.cols.items() if col.dtype}}


def enc(x):
    if isinstance(x, (Col, Frame)):
        return part(x.json())
    if isinstance(x, dict):
        return {k: enc(v) for k, v in x.items()}
    return [enc(v) for v in x] if isinstance(x, (list, tuple)) else given(x)


def plain(result):
    if isinstance(result, pd.DataFrame):
        names = ["_".join(str(part) for part in name if part != "") if isinstance(name, tuple) else str(name) for name in result.columns]
        assert len(set(names)) == len(names), names
        return {"names": names, "columns": {name: [cell(v) for v in result.iloc[:, i].tolist()] for i, name in enumerate(names)}, "numRows": len(result)}
    if isinstance(result, pd.Series):
        return {"values": [cell(v) for v in result.tolist()]}
    if isinstance(result, (list, np.ndarray, pd.api.extensions.ExtensionArray)):
        return {"values": [cell(v) for v in list(result)]}
    if isinstance(result, dict):
        return {"object": {k: cell(v) for k, v in result.items()}}
    return {"value": cell(result)}


def case(target, steps, result, label=None):
    shown = label or (str(target.cells) if isinstance(target, Col) else "+".join(target.cols))
    chain = "".join(f".{name}({', '.join(a.name if isinstance(a, Col) else '+'.join(a.cols) if isinstance(a, Frame) else json.dumps(enc(a), ensure_ascii=False) for a in args)})" for name, *args in steps)
    title = f"{shown}{chain}" + (f" as {target.dtype}" if isinstance(target, Col) and target.dtype else "")
    while any(c["title"] == title for c in cases):
        title += " (again)"
    cases.append({"title": title, "target": enc(target), "steps": [[name, *[enc(a) for a in args]] for name, *args in steps], "expected": plain(result)})


def T(text):
    return pd.Timestamp(text)


def write(name):
    """All cases so far, into a file beside this one."""
    path = pathlib.Path(__file__).with_name(name)
    lines = [",\n".join(json.dumps(each) for each in group) for group in (parts, cases)]
    path.write_text(f'{{"parts": [\n{lines[0]}\n], "cases": [\n{lines[1]}\n]}}\n')
    print(f"{len(cases)} cases, pandas {pd.__version__}")
