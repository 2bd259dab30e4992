"""Writes files.json: Arrow IPC as pandas, pyarrow and polars write it, in base64, and what is in it. Run with Python 3.11:
python -m venv VENV && VENV/bin/pip install pandas==2.3.3 pyarrow==26.0.1 polars==2.1.0 && VENV/bin/python make-files.py

A cell is as JSON has it, a time {"$ns": digits}: nanoseconds since 1970. `cells` are by column; `error` is part of what is said.
"""
import base64
import io
import json
import pathlib
from datetime import datetime, timedelta
from decimal import Decimal, getcontext

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

files = []
getcontext().prec = 80


def add(name, data, **expected):
    files.append({"name": name, "base64": base64.b64encode(data).decode(), **expected})


def stream(*batches, **options):
    out = io.BytesIO()
    with pa.ipc.new_stream(out, batches[0].schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return out.getvalue()


def batch(cells):
    return pa.record_batch([cells], names=["c"])


random = np.random.default_rng(1)
rows = 1500
frame = pd.DataFrame({
    "run": np.arange(rows) // 100,
    "noise": random.integers(0, 2**62, rows),
    "text": ["x" * (i % 300) if i % 11 == 0 else f"name {i % 7}" for i in range(rows)],
    "few": pd.Categorical([None if i % 5 == 0 else "abc"[i % 3] for i in range(rows)], ["a", "b", "c", "none"]),
    "flag": [i % 3 == 0 for i in range(rows)],
})
cells = json.loads(frame.to_json(orient="split"))["data"]
cells = {name: [row[k] if name != "noise" else str(frame.noise[i]) for i, row in enumerate(cells)] for k, name in enumerate(frame.columns)}
out = io.BytesIO()
frame.to_feather(out)
add("to_feather of pandas, which compresses by LZ4", out.getvalue(), cells=cells)

small = {"i": [1, None, 3], "s": ["short", None, "longer than the twelve bytes of a view"], "l": [[1], None, []]}
for compression in ["uncompressed", "lz4"]:
    out = io.BytesIO()
    pl.DataFrame(small).write_ipc(out, compression=compression)
    add(f"write_ipc of polars, {compression}", out.getvalue(), cells=small)

category = pa.dictionary(pa.int8(), pa.string())
parts = [[["a"], ["b", None]], [["c", "b"], None], [["d"], ["a", "c"]]]
add("lists of categories, other ones in each batch", stream(*[batch(pa.array(part, pa.list_(category))) for part in parts]), cells={"c": sum(parts, [])})

instants = [[1, 2], [2, 1_600_000_000_000_000_007], [2, 1_600_000_000_000_000_007, 5]]
pieces = [pa.array(sum(instants[: k + 1], []), pa.timestamp("ns")).dictionary_encode() for k in range(3)]
ends = [0, 2, 4, 7]
batches = [batch(pieces[k].slice(ends[k], len(instants[k]))) for k in range(3)]
add("a dictionary of instants in pieces", stream(*batches, emit_dictionary_deltas=True), cells={"c": [{"$ns": str(ns)} for ns in sum(instants, [])]})

none = pa.array(["a", "b"], category).slice(0, 0)
add("no rows of a category", stream(batch(none)), cells={"c": []}, categories=["a", "b"])

money = [Decimal("1.50"), None, Decimal("-0.05"), Decimal("12345678901234567890.12"), Decimal("-99999999999999999999999999999999999.99"), Decimal("0.00")]
count = [Decimal(2**53 + 1), Decimal(-(2**63)), None, Decimal(-1), Decimal(2**100), Decimal(0)]
wide = [None if cell is None else cell * 10**20 for cell in money]
clock = [0, 1, None, 3_723_000, 86_399_999, 43_200_500]
columns = {"money": pa.array(money, pa.decimal128(38, 2)), "count": pa.array(count, pa.decimal128(38, 0)), "wide": pa.array([None if cell is None else Decimal(cell) for cell in wide], pa.decimal256(60, 2)), "clock": pa.array(clock, pa.time32("ms")), "fine": pa.array([None if ms is None else 1_000_000 * ms + 7 for ms in clock], pa.time64("ns"))}
texts = {name: [None if cell is None else f"{cell:f}" for cell in columns[name].to_pylist()] for name in ["money", "count", "wide"]}
texts["clock"] = [None if ms is None else (datetime.min + timedelta(milliseconds=ms)).time().isoformat("milliseconds") for ms in clock]
texts["fine"] = [None if cell is None else f"{cell}000007" for cell in texts["clock"]]
add("decimals and times of day", stream(pa.record_batch(list(columns.values()), names=list(columns))), cells=texts)

add("runs", stream(batch(pa.RunEndEncodedArray.from_arrays([2, 3], [1, 2]))), error='column "c" has Arrow\'s type RunEndEncoded')
add("views on lists", stream(batch(pa.array([[1], None], pa.list_view(pa.int32())))), error='column "c" has Arrow\'s type ListView')
add("views on lists within a struct", stream(batch(pa.array([{"x": [1]}], pa.struct([("x", pa.large_list_view(pa.int32()))])))), error='column "c" has Arrow\'s type LargeListView')
out = io.BytesIO()
pl.DataFrame({"wide": pl.Series([1, 2**100], dtype=pl.Int128)}).write_ipc(out)
add("integers of 128 bits", out.getvalue(), error='column "wide" has integers of 128 bits')
out = io.BytesIO()
frame.head(2).to_feather(out, compression="zstd")
add("compressed with zstd", out.getvalue(), zstd=True, cells={name: column[:2] for name, column in cells.items()})

text = ",\n".join(json.dumps(file, ensure_ascii=False) for file in files)
pathlib.Path(__file__).with_name("files.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")
