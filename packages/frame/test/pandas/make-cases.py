"""Writes cases.json: what pandas 2.3 makes of each call. Run with pandas 2.3.3 and Python 3.11:
python -m venv VENV && VENV/bin/pip install pandas==2.3.3 && VENV/bin/python make-cases.py

A case is a target (a Series or a frame), a method with arguments, and the result. Missing cells are null. A number
that JSON lacks is {"$number": "NaN"}, a time {"$date": ms}. pandas marks missing numbers as NaN too: a result is taken
for missing where an operand is, and must be NaN there.
"""
import json
import math
import operator
import pathlib

import numpy as np
import pandas as pd

cases = []


def number(x):
    x = x.item() if isinstance(x, np.generic) else x
    if isinstance(x, float) and (math.isnan(x) or math.isinf(x)):
        return {"$number": "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"}
    return x


def cell(x):
    if x is None or x is pd.NaT:
        return None
    if isinstance(x, pd.Timestamp):
        return {"$date": int(x.timestamp() * 1000)}
    return number(x)


class Col:
    """Cells as given to framepool, and the same as a pandas Series."""

    def __init__(self, *cells, dtype=None, name="x"):
        self.cells, self.dtype, self.name = cells, dtype, name
        self.missing = [c is None for c in cells]
        if dtype is not None:
            self.pd = pd.Series(cells, dtype=dtype, name=name)
        elif cells and all(isinstance(c, (int, float)) and not isinstance(c, bool) or c is None for c in cells):
            self.pd = pd.Series([np.nan if c is None else c for c in cells], name=name)
        else:
            self.pd = pd.Series(list(cells), name=name)

    @property
    def type(self):
        """JSON has one kind of number: say where 1.0 is a float."""
        return self.dtype or ("float64" if any(isinstance(c, float) for c in self.cells) else None)

    def json(self):
        return {"$series": [cell(c) for c in self.cells], "name": self.name, "dtype": self.type}


def enc(arg):
    return arg.json() if isinstance(arg, (Col, Frame)) else [enc(a) for a in arg] if isinstance(arg, list) else {k: enc(v) for k, v in arg.items()} if isinstance(arg, dict) else cell(arg)


class Frame:
    def __init__(self, **cols):
        self.cols = cols
        self.pd = pd.DataFrame({name: col.pd for name, col in cols.items()})

    def json(self):
        dtypes = {name: col.type for name, col in self.cols.items() if col.type}
        return {"$frame": {name: [cell(c) for c in col.cells] for name, col in self.cols.items()}, "dtypes": dtypes}


def kind(dtype):
    return {"i": "int", "u": "int", "f": "float", "b": "bool", "M": "timestamp", "O": "string"}[np.dtype(dtype).kind]


def expect_series(result, missing):
    values = []
    for value, gone in zip(result.tolist(), missing):
        if gone and result.dtype.kind != "b":
            assert value is None or value != value, (result, missing)
            values.append(None)
        else:
            values.append(cell(value))
    # A column of integers with something missing is float64 in pandas, and stays an integer here.
    return {"values": values, "kind": None if any(missing) else kind(result.dtype)}


def series_case(target, method, args, result, options=None):
    columns = [target, *[a for a in args if isinstance(a, Col)]]
    missing = [any(flags) for flags in zip(*[c.missing for c in columns])]
    shown = ", ".join(str(list(a.cells)) if isinstance(a, Col) else json.dumps(enc(a)) for a in args)
    cases.append({
        "title": f"{list(target.cells)}.{method}({shown}{', ' + json.dumps(options) if options else ''})" + (f" as {target.dtype}" if target.dtype else ""),
        "target": enc(target),
        "method": method,
        "args": [enc(a) for a in args] + ([options] if options else []),
        "expected": expect_series(result, missing),
    })


def frame_cells(frame):
    return {name: [None if v is None or v is pd.NaT or v != v else cell(v) for v in frame[name].tolist()] for name in frame.columns}


def frame_case(title, target, method, args, result):
    cases.append({"title": title, "target": enc(target), "method": method, "args": [enc(a) for a in args], "expected": {"columns": frame_cells(result), "numRows": len(result)}})


def plain(arg):
    return arg.pd if isinstance(arg, Col) else arg


NAN, INF = float("nan"), float("inf")
ints = Col(7, -7, 0, 5, -5, 12)
small = Col(2, 2, 3, -3, -3, 5)
floats = Col(7.5, -7.5, 0.0, 0.1, -1e300, 2.0)
other = Col(2.0, 2.0, 3.0, -0.3, -1e10, 0.5)
gaps = Col(1, None, 3, None, 5, 6)
fgaps = Col(1.5, 2.5, None, None, -5.25, 6.0)
special = Col(NAN, INF, -INF, 0.0, 1.0, -1.0)
zeros = Col(0, 0, 0, 0, 0, 1)
int8 = Col(1, 2, 3, -4, 5, 6, dtype="int8")
uint8 = Col(1, 2, 3, 4, 5, 6, dtype="uint8")
float32 = Col(0.5, 1.5, -2.5, 4.0, 8.0, -16.0, dtype="float32")

# Arithmetic. By operators: the methods skip what pandas does about zero divisors of integers.
OPERATORS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv, "floordiv": operator.floordiv, "mod": operator.mod}
for op in ["add", "sub", "mul", "div", "floordiv", "mod"]:
    for left, right in [(ints, small), (ints, floats), (floats, other), (ints, gaps), (fgaps, gaps), (special, other), (int8, uint8), (float32, float32), (ints, 3), (ints, -4), (floats, 2.5), (gaps, 2), (float32, 2), (special, 2)]:
        series_case(left, op, [right], OPERATORS[op](left.pd, plain(right)))
for op in ["div", "floordiv", "mod"]:
    for left, right in [(ints, zeros), (ints, 0), (floats, zeros), (floats, 0.0), (special, zeros), (special, INF)]:
        series_case(left, op, [right], OPERATORS[op](left.pd, plain(right)))
for left, right in [(ints, 2), (ints, 0), (ints, Col(0, 1, 2, 3, 4, 5)), (floats, 2), (Col(4.0, 0.25, 9.0, 2.0, 1.0, -1.0), Col(0.5, -0.5, -2.0, 10.0, NAN, INF)), (gaps, 3), (special, 2)]:
    series_case(left, "pow", [right], left.pd.pow(plain(right)))
series_case(Col("a", "b", None), "add", ["!"], pd.Series(["a", "b", None]).add("!"))
series_case(Col("a", "b", "c"), "add", [Col("x", "y", "z")], pd.Series(["ax", "by", "cz"]))

# One operand
for col in [ints, floats, gaps, fgaps, special, int8, float32]:
    series_case(col, "neg", [], -col.pd)
    series_case(col, "abs", [], col.pd.abs())
halves = Col(0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1234.5678, -0.2, 1e300)
for decimals in [-3, -2, -1, 0, 1, 2, 3]:
    series_case(halves, "round", [decimals], halves.pd.round(decimals))
    series_case(Col(5, 15, 25, -15, 149, 1250, 99), "round", [decimals], pd.Series([5, 15, 25, -15, 149, 1250, 99]).round(decimals))
series_case(fgaps, "round", [], fgaps.pd.round())
for low, high in [(0, 5), (None, 2), (-2, None), (0.5, 3.5), (NAN, 3)]:
    for col in [ints, floats, gaps, special]:
        series_case(col, "clip", [low, high], col.pd.clip(low, high))

# Comparison
texts = Col("a", "b", "", "é", "\U0001F600", "\uFFFD")
against = Col("b", "a", "a", "z", "\uFFFD", "\U0001F600")
days = [pd.Timestamp("2021-03-04"), pd.Timestamp("2021-03-04 05:06:07"), None, pd.Timestamp("1969-12-31")]
times = Col(*days)
for op in ["eq", "ne", "lt", "le", "gt", "ge"]:
    for left, right in [(ints, small), (ints, floats), (floats, other), (gaps, fgaps), (special, special), (ints, 5), (ints, 0.5), (gaps, 3), (texts, against), (texts, "é"), (times, pd.Timestamp("2021-03-04")), (times, Col(*reversed(days))), (Col(True, False, True), Col(True, True, False)), (int8, uint8)]:
        series_case(left, op, [right], getattr(left.pd, op)(plain(right)))
for op in ["eq", "ne"]:
    series_case(Col("a", None, "c"), op, ["a"], getattr(pd.Series(["a", None, "c"]), op)("a"))
    series_case(ints, op, ["5"], getattr(ints.pd, op)("5"))
for inclusive in ["both", "neither", "left", "right"]:
    for col, low, high in [(ints, -5, 7), (gaps, 1, 5), (texts, "a", "é")]:
        series_case(col, "between", [low, high], col.pd.between(low, high, inclusive=inclusive), {"inclusive": inclusive})
for col, values in [(ints, [7, 5, 99]), (gaps, [1, 6]), (gaps, [NAN, 1]), (texts, ["a", "\U0001F600"]), (special, [NAN, 1.0]), (ints, []), (times, [pd.Timestamp("1969-12-31")]), (ints, [7.0, 0.5])]:
    series_case(col, "isin", [values], col.pd.isin(values))

# Masks
yes, no = Col(True, True, False, False), Col(True, False, True, False)
series_case(yes, "and", [no], yes.pd & no.pd)
series_case(yes, "or", [no], yes.pd | no.pd)
series_case(yes, "not", [], ~yes.pd)
for col, fill in [(Col(1, 2, 3, 4), 0), (Col(1, 2, 3, 4), 0.5), (Col("a", "b", "c", "d"), "z"), (Col(1.5, 2.5, 3.5, 4.5), -1)]:
    for method in ["where", "mask"]:
        series_case(col, method, [no, fill], getattr(col.pd, method)(no.pd, fill))
        series_case(col, method, [no, Col(*reversed(col.cells))], getattr(col.pd, method)(no.pd, col.pd[::-1].reset_index(drop=True)))

# Text, map
for col in [texts, Col("Braund, Mr. Owen", None, "né", "e\u0301", "\U0001F468\u200D\U0001F469"), Col("", " ", "\n")]:
    series_case(col, "str.len", [], col.pd.str.len())
ports = Col("S", "C", "Q", "S")
series_case(ports, "map", [{"S": "Southampton", "C": "Cherbourg", "Q": "Queenstown"}], ports.pd.map({"S": "Southampton", "C": "Cherbourg", "Q": "Queenstown"}))
series_case(ports, "map", [{"S": 1, "C": 2, "Q": 3}], ports.pd.map({"S": 1, "C": 2, "Q": 3}))
series_case(Col(1, 2, 3), "map", [{"1": 1.5, "2": 2.5, "3": 4}], pd.Series([1, 2, 3]).map({1: 1.5, 2: 2.5, 3: 4}))

# Shape
letters = Frame(a=Col(1, 2, 3, 4, 5, 6, 7), b=Col("x", None, "y", "z", "", "é", "w"), c=Col(0.5, None, 1.5, 2.5, 3.5, 4.5, 5.5))
for n in [0, 1, 5, 7, 9, -2, -7, -9]:
    frame_case(f"head({n})", letters, "head", [n], letters.pd.head(n))
    frame_case(f"tail({n})", letters, "tail", [n], letters.pd.tail(n))
for begin, end in [(0, 7), (2, 5), (-3, -1), (5, 2), (-100, 100), (6, 100), (3, 3)]:
    frame_case(f"slice({begin}, {end})", letters, "slice", [begin, end], letters.pd.iloc[begin:end])
frame_case("select in another order", letters, "select", [["c", "a"]], letters.pd[["c", "a"]])
frame_case("drop one of three", letters, "drop", ["b"], letters.pd.drop(columns="b"))
frame_case("drop two of three", letters, "drop", [["a", "c"]], letters.pd.drop(columns=["a", "c"]))
frame_case("rename, one name not there", letters, "rename", [{"a": "id", "zz": "q"}], letters.pd.rename(columns={"a": "id", "zz": "q"}))
frame_case("rename swaps two", letters, "rename", [{"a": "b", "b": "a"}], letters.pd.rename(columns={"a": "b", "b": "a"}))
frame_case("assign replaces in place, then adds", letters, "assign", [{"b": 1, "d": "k"}], letters.pd.assign(b=1, d="k"))

first = Frame(x=Col(1, 2), y=Col("p", None))
second = Frame(y=Col("q", "r"), z=Col(0.5, 1.5), x=Col(3, 4))
third = Frame(z=Col(9.5), w=Col(True))
for frames in [[first, second], [second, first], [first, second, third], [third, first], [first], [first, first]]:
    for join in ["outer", "inner"]:
        names = "+".join("".join(f.cols) for f in frames)
        frame_case(f"concat {names}, {join}", frames, "concat", [{"join": join}], pd.concat([f.pd for f in frames], join=join))
frame_case("concat side by side", [first, Frame(u=Col(1.5, None))], "concat", [{"axis": 1}], pd.concat([first.pd, pd.DataFrame({"u": [1.5, None]})], axis=1))
frame_case("concat unifies int and float", [Frame(a=Col(1, 2)), Frame(a=Col(0.5))], "concat", [{}], pd.concat([pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [0.5]})]))
for rows, n in [(7, 2), (7, 3), (7, 7), (7, 9), (0, 3), (12, 4), (12, 5)]:
    frame = Frame(a=Col(*range(rows), dtype="int32"))
    cases.append({"title": f"arraySplit of {rows} rows into {n}", "target": enc(frame), "method": "arraySplit", "args": [n], "expected": [part.tolist() for part in np.array_split(frame.pd["a"].to_numpy(), n)]})

# Printing
def text_case(title, frame):
    pandas = frame.pd
    cut = len(pandas) > 60 or len(pandas.columns) > 20
    text = pandas.to_string(max_rows=60, min_rows=10, max_cols=20, max_colwidth=50, show_dimensions=cut)
    cases.append({"title": f"prints {title}", "target": enc(frame), "method": "toString", "args": [], "expected": "\n".join(line.rstrip() for line in text.split("\n"))})


text_case("integers, floats and text", Frame(id=Col(1, -20, 300), fare=Col(7.25, 71.2833, 8.05), name=Col("Braund", "Cumings, Mrs. John Bradley", "é")))
text_case("small and large floats", Frame(a=Col(1e-7, 1.0), b=Col(1e9, 1234567.891), c=Col(0.1, 0.123456789), d=Col(1e20, 1.5)))
text_case("whole floats", Frame(a=Col(1.0, 20.0), b=Col(-1.0, 1e6), c=Col(0.001, 100.0)))
text_case("negative zero, infinities and NaN", Frame(a=Col(-0.0, 1.5, -2.5), b=Col(INF, -INF, 1.0), c=Col(NAN, 2.0, 3.25)))
text_case("bools and dates", Frame(b=Col(True, False), d=Col(pd.Timestamp("2021-03-04"), pd.Timestamp("1969-12-31")), t=Col(pd.Timestamp("2021-03-04 05:06:07"), pd.Timestamp("2021-03-04"))))
text_case("a long text", Frame(a=Col("x" * 60, "y"), b=Col("line\nbreak\ttab", "z" * 49)))
text_case("hundred rows", Frame(a=Col(*range(100)), b=Col(*[i / 8 for i in range(100)]), c=Col(*[f"n{i}" for i in range(100)])))
text_case("sixty rows", Frame(a=Col(*range(60))))
text_case("thirty columns", Frame(**{f"column{i}": Col(i, i * 1000) for i in range(30)}))
text_case("a heading wider than its cells", Frame(**{"a long heading": Col(1, 2), "": Col("x", "y")}))
for title, col in [("integers", ints), ("floats", Col(1.5, 22.25, -3.0)), ("text", Col("a", "bcd", "")), ("hundred rows", Col(*range(100))), ("hundred texts", Col(*["abcdef"] * 100))]:
    text = col.pd.to_string(max_rows=60, min_rows=10, name=True, dtype=True, length=len(col.cells) > 60)
    text = text.replace("dtype: int64", "dtype: int32").replace("dtype: object", "dtype: string")  # our names of the types
    cases.append({"title": f"prints a Series of {title}", "target": enc(col), "method": "toString", "args": [], "expected": "\n".join(line.rstrip() for line in text.split("\n"))})

path = pathlib.Path(__file__).with_name("cases.json")
path.write_text("[\n" + ",\n".join(json.dumps(case, ensure_ascii=True) for case in cases) + "\n]\n")
print(f"{len(cases)} cases, pandas {pd.__version__}")
