"""Writes cleaning-cases.json: what pandas 2.3 makes of each call of the verbs that clean, of text, times and windows.
Run as make-cases.py is.

A case is a target (a Series or a frame), the steps of a call (names with arguments), and the result. Missing cells are
null: NaN, None and NaT of a result alike. {"$number": "NaN"}, {"$date": ms}, {"$regexp": [source, flags]}, {"$map": pairs}
and {"$undefined": true} stand for what JSON lacks. `close` allows for the rounding of pandas' running sums.
"""
import json
import math
import pathlib
import re
import warnings

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
pd.set_option("future.no_silent_downcasting", False)
cases = []
NAN, INF = float("nan"), float("inf")


def number(x):
    x = x.item() if isinstance(x, np.generic) else x
    if isinstance(x, float) and (math.isnan(x) or math.isinf(x)):
        return {"$number": "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"}
    return x


def cell(x):
    if x is None or x is pd.NaT:
        return None
    if isinstance(x, pd.Timestamp):
        return {"$date": math.floor(x.timestamp() * 1000)}
    if isinstance(x, pd.Timedelta):
        return x.value / 1e6
    if isinstance(x, pd.Interval):
        return str(x)
    if isinstance(x, (list, tuple)):
        return [cell(c) for c in x]
    return number(x)


class Col:
    """Cells as given to framepool, and the same as a pandas Series."""

    def __init__(self, *cells, dtype=None, name="x"):
        self.cells, self.dtype, self.name = cells, dtype, name
        if dtype is not None and dtype not in ("string", "category", "timestamp"):
            self.pd = pd.Series([NAN if c is None else c for c in cells], dtype="float64" if None in cells else dtype, name=name)
        elif dtype == "category":
            self.pd = pd.Series(list(cells), dtype="category", name=name)
        elif cells and all(isinstance(c, (int, float)) and not isinstance(c, bool) or c is None for c in cells):
            self.pd = pd.Series([NAN if c is None else c for c in cells], name=name)
        elif dtype == "timestamp":
            self.pd = pd.Series(list(cells), dtype="datetime64[ns]", name=name)
        else:
            self.pd = pd.Series(list(cells), dtype=object if dtype == "string" else None, name=name)

    @property
    def type(self):
        """JSON has one kind of number: say where 1.0 is a float."""
        return self.dtype or ("float64" if any(isinstance(c, float) for c in self.cells) else None)

    def json(self):
        return {"$series": [cell(c) for c in self.cells], "name": self.name, "dtype": self.type}

    def __str__(self):
        return f"{list(self.cells)}" + (f" as {self.dtype}" if self.dtype else "")


class Frame:
    def __init__(self, **cols):
        self.cols = cols
        self.pd = pd.DataFrame({name: col.pd.rename(name) for name, col in cols.items()})

    def json(self):
        dtypes = {name: col.type for name, col in self.cols.items() if col.type}
        return {"$frame": {name: [cell(c) for c in col.cells] for name, col in self.cols.items()}, "dtypes": dtypes}

    def __str__(self):
        return "{" + ", ".join(f"{name}: {col}" for name, col in self.cols.items()) + "}"


class JsMap:
    def __init__(self, pairs):
        self.pairs = pairs


UNDEFINED = object()


def enc(arg):
    if arg is UNDEFINED:
        return {"$undefined": True}
    if isinstance(arg, (Col, Frame)):
        return arg.json()
    if isinstance(arg, re.Pattern):
        return {"$regexp": [arg.pattern.replace("(?P<", "(?<"), "i" if arg.flags & re.I else ""]}
    if isinstance(arg, JsMap):
        return {"$map": [[enc(k), enc(v)] for k, v in arg.pairs]}
    if isinstance(arg, list):
        return [enc(a) for a in arg]
    if isinstance(arg, dict):
        return {k: enc(v) for k, v in arg.items()}
    return cell(arg)


def kind(dtype):
    if isinstance(dtype, pd.CategoricalDtype):
        return "category"
    return {"i": "int", "u": "int", "f": "float", "b": "bool", "M": "timestamp", "m": "duration", "O": None}[np.dtype(dtype).kind]


def cells_of(series):
    return [None if not isinstance(v, (list, tuple)) and pd.isna(v) else cell(v) for v in series.tolist()]


def expect(result):
    if isinstance(result, pd.DataFrame):
        return {"columns": {str(name): cells_of(result[name]) for name in result.columns}, "numRows": len(result)}
    if isinstance(result, tuple):
        return {"pair": [expect(part) for part in result]}
    if isinstance(result, (np.ndarray, pd.Index, pd.Categorical)):
        result = pd.Series(result)
    if isinstance(result, pd.Series):
        # A column of integers with something missing is float64 in pandas, and stays an integer here.
        return {"values": cells_of(result), "kind": None if result.isna().any() or len(result) == 0 else kind(result.dtype)}
    return {"value": cell(result)}


def shown(step):
    name, *args = step
    return f"{name}({', '.join(str(a) if isinstance(a, Col) else json.dumps(enc(a)) for a in args)})"


def case(target, *steps, result, close=False, loose=False):
    """`loose`: the kind of the result is ours (see docs/reference/deviations.md)."""
    expected = expect(result)
    if loose and "kind" in expected:
        expected["kind"] = None
    made = {"title": f"{target}.{'.'.join(shown(step) for step in steps)}", "target": enc(target), "steps": [[name, *[enc(a) for a in args]] for name, *args in steps], "expected": expected}
    if close:
        made["close"] = True
    cases.append(made)


T = pd.Timestamp
empty = Col(dtype="float64")
gone = Col(None, None, None, dtype="float64")
ints = Col(3, 1, 2, 3, 1)
gaps = Col(1.5, None, NAN, -0.0, 4.0, None)
igaps = Col(1, None, 3, None, None, 6)
words = Col("b", None, "a", "b", "\U0001F600", "")
times = Col(T("2021-03-04"), None, T("2020-02-29 23:59:59.5"), T("1969-12-31 12:00"))

# Missing cells
for col in [empty, gone, ints, gaps, igaps, words, times, Col(True, False)]:
    case(col, ("isna",), result=col.pd.isna())
    case(col, ("notna",), result=col.pd.notna())
    case(col, ("ffill",), result=col.pd.ffill(), loose=True)
    case(col, ("bfill",), result=col.pd.bfill(), loose=True)
    case(col, ("dropna",), result=col.pd.dropna(), loose=True)
for limit in [1, 2]:
    case(igaps, ("ffill", {"limit": limit}), result=igaps.pd.ffill(limit=limit), loose=True)
    case(igaps, ("bfill", {"limit": limit}), result=igaps.pd.bfill(limit=limit), loose=True)
for col, value in [(gaps, 0), (gaps, -1.5), (igaps, 7), (igaps, 0.5), (words, "x"), (times, T("2000-01-01")), (gone, 1.5), (empty, 1.0), (ints, 9)]:
    case(col, ("fillna", value), result=col.pd.fillna(value), loose=True)
other = Col(10.0, 20.0, None, 40.0, 50.0, 60.0)
case(gaps, ("fillna", other), result=gaps.pd.fillna(other.pd))
table = Frame(a=Col(1, None, None, 4), b=Col("x", "y", None, None), c=Col(0.5, NAN, None, 2.5), d=Col(1, 2, 3, 4))
for options in [{}, {"how": "all"}, {"thresh": 3}, {"thresh": 2}, {"subset": "a"}, {"subset": ["a", "c"]}, {"subset": ["a", "c"], "how": "all"}, {"subset": ["d"]}]:
    case(table, ("dropna", options), result=table.pd.dropna(**options))
for options in [{}, {"how": "all"}, {"thresh": 3}]:
    case(table, ("dropna", {**options, "axis": 1}), result=table.pd.dropna(axis=1, **options))
case(table, ("fillna", {"a": 0, "b": "?", "zz": 1}), result=table.pd.fillna({"a": 0, "b": "?", "zz": 1}))
case(table, ("isna",), result=table.pd.isna())
case(table, ("ffill",), result=table.pd.ffill())
case(table, ("bfill",), result=table.pd.bfill())
lines = Col(None, 1.0, None, None, 4.0, None, 0.1, None, None)
for options in [{}, {"limit": 1}, {"limitDirection": "both"}, {"limitDirection": "backward"}, {"limit": 1, "limitDirection": "both"}, {"limitArea": "inside"}, {"limitArea": "outside", "limitDirection": "both"}]:
    names = {"limitDirection": "limit_direction", "limitArea": "limit_area"}
    case(lines, ("interpolate", options), result=lines.pd.interpolate(**{names.get(k, k): v for k, v in options.items()}))
for col in [empty, gone, ints, gaps, igaps]:
    case(col, ("interpolate",), result=col.pd.interpolate())

# Neighbours
for n in [0, 1, -1, 2, 9, -9]:
    for col in [igaps, words, times]:
        case(col, ("shift", n), result=col.pd.shift(n))
case(ints, ("shift", 2, {"fillValue": 0}), result=ints.pd.shift(2, fill_value=0))
case(words, ("shift", -1, {"fillValue": "z"}), result=words.pd.shift(-1, fill_value="z"))
for n in [1, 2, -1]:
    for col in [ints, igaps, gaps, Col(1, 4, 9, 16, dtype="uint8")]:
        case(col, ("diff", n), result=col.pd.astype("int64").diff(n) if col.type == "uint8" else col.pd.diff(n))
    case(times, ("diff", n), result=times.pd.diff(n))
    for col in [ints, gaps, Col(0.0, 1.0, 0.0, 5.0), Col(2, None, None, 4)]:
        case(col, ("pctChange", n), result=col.pd.pct_change(n))
        case(col, ("pctChange", n, {"fillMethod": None}), result=col.pd.pct_change(n, fill_method=None))
case(empty, ("diff",), result=empty.pd.diff())

# Types
for col, types in [
    (Col(1, -2, 3), ["int8", "int64", "float32", "float64", "string", "bool"]),
    (Col(0, 1, 200), ["uint8", "uint16", "bool", "string"]),
    (Col(1.0, 0.0, -0.0, 2.0), ["int32", "bool", "string", "float32"]),
    (Col(1.9, -1.9, 0.5), ["int8", "int64"]),
    (Col(1e-5, 1e-4, 123456789.0, 1e15, 1e16, 1.5e300, 0.1, -2.5e-10, 100.0), ["string"]),
    (Col(INF, -INF, 1.0), ["string", "float32"]),
    (Col(True, False), ["int8", "float64", "string"]),
    (Col("1", "-7", "+3", " 12 "), ["int8", "int64", "float64"]),
    (Col("1.5", "1e3", ".5", "-2.", "inf", "-Infinity", " 7 "), ["float64", "float32"]),
    (Col("9007199254740993", "1"), ["string"]),
    (Col("2021-03-04", "1969-12-31 23:59:59"), ["timestamp"]),
    (words, ["category", "string"]),
]:
    for dtype in types:
        to = {"string": "str", "timestamp": "datetime64[ns]"}.get(dtype, dtype)
        result = col.pd.where(col.pd.isna(), col.pd.astype(to)) if dtype == "string" and col.pd.isna().any() else col.pd.astype(to)
        case(col, ("astype", dtype), result=result)
case(Col(T("2021-03-04 05:06:07"), T("1969-12-31")), ("astype", "string"), result=pd.Series(["2021-03-04 05:06:07", "1969-12-31 00:00:00"]))
for col in [Col("1", "2", "-3"), Col("1", "2.5", ""), Col("1", None, "nan"), Col("1e3", "-inf", "0x"), Col(" 7", "8 "), Col("x", "y"), Col("1_000"), Col("true")]:
    case(col, ("toNumeric", {"errors": "coerce"}), result=pd.to_numeric(col.pd, errors="coerce"), loose=True)
for downcast in ["integer", "signed", "unsigned", "float"]:
    for col in [Col("1", "2", "300"), Col("1", "-2"), Col("1.0", "2.5"), Col("1.0", "2.0")]:
        case(col, ("toNumeric", {"downcast": downcast}), ("astype", "float64"), result=pd.to_numeric(col.pd, downcast=downcast).astype("float64"))
for values, format in [
    (["04/03/2021", "29/02/2020"], "%d/%m/%Y"), (["2021-063", "2020-366"], "%Y-%j"), (["4 Mar 21", "1 jan 69"], "%d %b %y"), (["March 4, 2021 05:06 PM", "December 31, 1969 12:00 AM"], "%B %d, %Y %I:%M %p"),
    (["2021-03-04T05:06:07.123456", None], "%Y-%m-%dT%H:%M:%S.%f"), (["20210304", "19691231"], "%Y%m%d"), (["2021", "1999"], "%Y"), (["05:06", "23:59"], "%H:%M"), (["Thu 2021-03-04", "Wed 1969-12-31"], "%a %Y-%m-%d"), (["100%2021"], "100%%%Y"), (["2021-03", "2020-12"], "%Y-%m"),
]:
    case(Col(*values), ("toDatetime", {"format": format}), result=pd.to_datetime(pd.Series(values), format=format))
for values, format in [(["31/02/2021", "x", "04/03/2021"], "%d/%m/%Y"), (["04/03/2021 ", "4/3/2021"], "%d/%m/%Y"), (["24:00"], "%H:%M")]:
    case(Col(*values), ("toDatetime", {"format": format, "errors": "coerce"}), result=pd.to_datetime(pd.Series(values), format=format, errors="coerce"))
for values in [["2021-03-04", "2020-02-29"], ["2021-03-04 05:06:07", None], ["2021-03-04T05:06:07.5"], ["2021-03-04 05:06"]]:
    case(Col(*values), ("toDatetime",), result=pd.to_datetime(pd.Series(values)))
case(Col("03/04/2021", "12/31/1999"), ("toDatetime",), result=pd.to_datetime(pd.Series(["03/04/2021", "12/31/1999"])))
case(Col("03/04/2021", "31/12/1999"), ("toDatetime", {"dayfirst": True}), result=pd.to_datetime(pd.Series(["03/04/2021", "31/12/1999"]), dayfirst=True))
for unit in ["s", "ms", "D", "h", "m"]:
    case(Col(0, 1, -1, 10000), ("toDatetime", {"unit": unit}), result=pd.to_datetime(pd.Series([0, 1, -1, 10000]), unit=unit))
for format, values in [("%Y%m%d", [20160801, 19991231]), ("%Y", [2016, 1999]), ("%m%d%Y", [1012016, 11012016]), ("%Y%m%d", [20160801.0, None, NAN])]:
    for errors in ["raise", "coerce"]:
        case(Col(*values), ("toDatetime", {"format": format, "errors": errors}), result=pd.to_datetime(pd.Series(values), format=format, errors=errors))
case(Col(20161301, 20000101, 7), ("toDatetime", {"format": "%Y%m%d", "errors": "coerce"}), result=pd.to_datetime(pd.Series([20161301, 20000101, 7]), format="%Y%m%d", errors="coerce"))
case(Col(1.5, None, -0.5), ("toDatetime", {"unit": "s"}), result=pd.to_datetime(pd.Series([1.5, None, -0.5]), unit="s"))

# Replacing
for col, args, pandas in [
    (ints, [3, 30], (3, 30)), (ints, [[1, 2], 0], ([1, 2], 0)), (ints, [[1, 2], [10, 20]], ([1, 2], [10, 20])), (ints, [9, 0], (9, 0)), (ints, [1, 0.5], (1, 0.5)),
    (gaps, [NAN, 0.0], (NAN, 0.0)), (gaps, [0.0, 7.0], (0.0, 7.0)), (words, ["b", "c"], ("b", "c")), (words, [["a", "b"], ["b", "a"]], (["a", "b"], ["b", "a"])), (words, ["", "-"], ("", "-")),
    (words, [{"a": "A", "\U0001F600": "smile"}], ({"a": "A", "\U0001F600": "smile"},)), (Col("m", "f", "m"), [{"m": 0, "f": 1}], ({"m": 0, "f": 1},)), (Col("yes", "no"), [{"yes": True, "no": False}], ({"yes": True, "no": False},)),
    (Col(True, False), [{"true": "T", "false": "F"}], ({True: "T", False: "F"},)), (empty, [1, 2], (1, 2)), (Col("S", None, "C"), ["S", None], ({"S": None},)),
]:
    case(col, ("replace", *args), result=col.pd.replace(*pandas))
case(ints, ("replace", JsMap([[1, 100], [3, 300]])), result=ints.pd.replace({1: 100, 3: 300}))
case(times, ("replace", T("2021-03-04"), T("2000-01-01")), result=times.pd.replace(T("2021-03-04"), T("2000-01-01")))
texts = Col("foo", "barfoo", "x.y", None, "FOO")
case(texts, ("replace", re.compile("fo+"), "-"), result=texts.pd.replace(re.compile("fo+"), "-", regex=True))
case(texts, ("replace", re.compile("^f"), ""), result=texts.pd.replace("^f", "", regex=True))
case(table, ("replace", {"a": {"1": 10}, "b": {"x": "X"}}), result=table.pd.replace({"a": {1: 10}, "b": {"x": "X"}}))
case(table, ("replace", 4, 0), result=table.pd.replace(4, 0))

# Categories
frame = Frame(sex=Col("male", "female", None, "male"), n=Col(1, 2, 3, 4), port=Col("S", "C", "S", None), flag=Col(True, False, True, True))
NAMES = {"prefixSep": "prefix_sep", "dropFirst": "drop_first", "dummyNa": "dummy_na"}


def named(options):
    return {NAMES.get(k, k): v for k, v in options.items()}


for options in [{}, {"dropFirst": True}, {"dummyNa": True}, {"prefixSep": "."}, {"prefix": "p"}, {"prefix": ["a", "b"]}, {"prefix": {"sex": "s", "port": "q"}}, {"dtype": "int8"}, {"dtype": "float64", "dropFirst": True, "dummyNa": True}]:
    case(frame, ("getDummies", UNDEFINED, options), result=pd.get_dummies(frame.pd, **named(options)))
for columns in [["port"], ["n"], ["flag"], ["n", "sex"]]:
    case(frame, ("getDummies", columns), result=pd.get_dummies(frame.pd, columns=columns))
case(Frame(x=Col(0.5, 1.0, NAN), y=Col(1, 2, 3)), ("getDummies", ["x"], {"dummyNa": True}), result=pd.get_dummies(pd.DataFrame({"x": [0.5, 1.0, NAN], "y": [1, 2, 3]}), columns=["x"], dummy_na=True))
for col in [words, ints, gone, Col(True, False, True), Col(T("2021-03-04 05:06:07"), None, T("1969-12-31")), Col("b", "a", "c", dtype="category"), Col(dtype="string")]:
    case(col, ("getDummies",), result=pd.get_dummies(col.pd))
for col in [words, ints, gaps, Col(0.0, -0.0, NAN, 0.0), gone, empty, times, Col(True, False, True), Col("\uFFFD", "\U0001F600", "a"), Col(7, 7)]:
    codes, uniques = pd.factorize(col.pd)
    case(col, ("factorize",), result=(pd.Series(codes), pd.Series(uniques)))
    codes, uniques = pd.factorize(col.pd, sort=True)
    case(col, ("factorize", {"sort": True}), result=(pd.Series(codes), pd.Series(uniques)))
def binned(result):
    """Bins by their names: as cells beside missing ones, pandas makes floats of edges that are integers."""
    return result.cat.rename_categories(result.cat.categories.astype(str)) if isinstance(result.dtype, pd.CategoricalDtype) else result


ages = Col(0.42, 4.0, 16.0, 16.5, 30.0, 64.0, 71.0, 80.0, None, NAN, -1.0, 0.0)
LABELS = ["child", "adult", "old"]
for bins, options in [([0, 16, 64, 80], {}), ([0, 16, 64, 80], {"labels": LABELS}), ([0, 16, 64, 80], {"labels": False}), ([0, 16, 64, 80], {"right": False}), ([0, 16, 64, 80], {"includeLowest": True}), ([0, 16, 64, 80], {"right": False, "labels": LABELS}),
                      ([0, 0.5, 16.25], {}), ([-INF, 0, INF], {}), ([0, 16, 16, 80], {"duplicates": "drop"}), ([0, 16, 80], {"includeLowest": True, "precision": 0}), ([0, 16, 80.5], {}), ([0.1234567, 20.1234567, 40.7654321], {}), ([0.1234567, 20.1234567, 40.7654321], {"precision": 1}), (3, {}), (3, {"labels": False}), (3, {"right": False}), (4, {"precision": 1}), (5, {"includeLowest": True}), (1, {})]:
    names = {"includeLowest": "include_lowest"}
    case(ages, ("cut", bins, options), result=binned(pd.cut(ages.pd, bins, **{names.get(k, k): v for k, v in options.items()})), loose=True)
for values, bins in [((5, 5, 5), 2), ((0, 0), 3), ((1, 2, 3, 4, 5, 6, 7), 7), ((1e-9, 2e-9, 3e-9), 2), ((0.001, 1000.0), 4), ((-5, -3, -1), 2), ((123456789.0, 987654321.0), 3)]:
    case(Col(*values), ("cut", bins), result=binned(pd.cut(pd.Series(values), bins)), loose=True)
fares = Col(7.25, 71.2833, 7.925, 53.1, 8.05, None, 8.4583, 51.8625, 21.075, 11.1333)
for q, options in [(4, {}), (4, {"labels": False}), (2, {"labels": ["low", "high"]}), ([0, 0.1, 0.9, 1], {}), ([0.25, 0.75], {}), (3, {"precision": 1}), (10, {"labels": False})]:
    case(fares, ("qcut", q, options), result=binned(pd.qcut(fares.pd, q, **options)), loose=True)
for values, q, options in [((1, 1, 1, 2, 3), 4, {"duplicates": "drop"}), ((1, 2, 3, 4, 5), 5, {}), ((0, 0, 0, 0), 2, {"duplicates": "drop", "labels": False}), ((1, 2), 3, {}), ((3, 1, 2, 2, 2, 9, 9), 3, {"duplicates": "drop"})]:
    case(Col(*values), ("qcut", q, options), result=binned(pd.qcut(pd.Series(values), q, **options)), loose=True)

# Text
names = Col("Braund, Mr. Owen Harris", "Heikkinen, Miss. Laina", None, "", "  élan VITAL\t", "o'neil ß ǆ", "\U0001F600é\U0001F468\u200D\U0001F469 x", "a-b-a", "ΑΣΣ", dtype="string")
for method, pandas in [("lower", "lower"), ("upper", "upper"), ("strip", "strip"), ("lstrip", "lstrip"), ("rstrip", "rstrip"), ("len", "len"), ("capitalize", "capitalize"), ("isalpha", "isalpha"), ("isspace", "isspace"), ("islower", "islower"), ("isupper", "isupper"), ("isalnum", "isalnum")]:
    case(names, (f"str.{method}",), result=getattr(names.pd.str, pandas)())
plain = Col("Braund, MR. owen", "o'neil's x2y", "ß ok", None, "éCOLE normale", "", "x\U0001F600Y z")
for method in ["title", "swapcase", "capitalize", "lower", "upper"]:
    case(plain, (f"str.{method}",), result=getattr(plain.pd.str, method)())
for method in ["isdigit", "isdecimal", "isalnum", "isalpha"]:
    marks = Col("12", "1.2", "\u00b2", "\u0663", "", None, "a1", "½")
    case(marks, (f"str.{method}",), result=getattr(marks.pd.str, method)())
for chars in ["-", "xy", "\U0001F600", "]^\\", ""]:
    padded = Col("--x--", "xyxax", "\U0001F600a\U0001F600", "]\\^a^", None)
    for method in ["strip", "lstrip", "rstrip"]:
        case(padded, (f"str.{method}", chars), result=getattr(padded.pd.str, method)(chars if chars else "\0"))
for pattern in ["Mr.", "a", "", "\U0001F600", "é", ".", "(", "ΣΣ"]:
    case(names, ("str.contains", pattern), result=names.pd.str.contains(pattern, regex=False))
    case(names, ("str.startswith", pattern), result=names.pd.str.startswith(pattern))
    case(names, ("str.endswith", pattern), result=names.pd.str.endswith(pattern))
    case(names, ("str.find", pattern), result=names.pd.str.find(pattern))
    case(names, ("str.count", pattern), result=names.pd.str.count(re.escape(pattern)))
case(names, ("str.contains", "MR", {"case": False, "na": False}), result=names.pd.str.contains("MR", case=False, na=False, regex=False))
case(names, ("str.contains", re.compile("m(r|iss)", re.I)), result=names.pd.str.contains("m(?:r|iss)", flags=re.I))
case(names, ("str.contains", re.compile(r"^\s")), result=names.pd.str.contains(r"^\s"))
case(names, ("str.startswith", ["B", "H"]), result=names.pd.str.startswith(("B", "H")))
case(names, ("str.match", re.compile("a-|B")), result=names.pd.str.match("a-|B"))
case(names, ("str.fullmatch", re.compile("a-|a-b-a")), result=names.pd.str.fullmatch("a-|a-b-a"))
for start, end in [(0, 3), (2, UNDEFINED), (-3, UNDEFINED), (1, -1), (-100, 100), (5, 2)]:
    case(names, ("str.slice", start, end), result=names.pd.str.slice(start, None if end is UNDEFINED else end))
for args in [(UNDEFINED, UNDEFINED, -1), (0, 10, 3), (8, 1, -2), (-1, -100, -1), (UNDEFINED, 2, -1)]:
    case(names, ("str.slice", *args), result=names.pd.str.slice(*[None if a is UNDEFINED else a for a in args]))
for i in [0, 1, -1, 50, -50]:
    case(names, ("str.get", i), result=names.pd.str.get(i))
case(names, ("str.find", "a", 2), result=names.pd.str.find("a", 2))
case(names, ("str.find", "a", 1, 4), result=names.pd.str.find("a", 1, 4))
case(names, ("str.find", "a", -5), result=names.pd.str.find("a", -5))
for pattern, to, options in [("a", "A", {}), (".", "", {}), ("a-", "$&", {}), ("", "_", {}), ("a", "A", {"n": 1}), ("A", "x", {"case": False}), ("é", "e", {})]:
    case(names, ("str.replace", pattern, to, options), result=names.pd.str.replace(pattern if options.get("case", True) else re.compile(pattern, re.I), to, n=options.get("n", -1), regex=not options.get("case", True)))
case(names, ("str.replace", re.compile("[aeiou]"), "*"), result=names.pd.str.replace("[aeiou]", "*", regex=True))
case(names, ("str.replace", re.compile("([A-Z])[a-z]+"), "<$1>", {"n": 2}), result=names.pd.str.replace("([A-Z])[a-z]+", r"<\1>", n=2, regex=True))
parts = Col("a,b,c", "a", "", ",", None, ",,x", "é,\U0001F600")
for n in [-1, 0, 1, 2]:
    case(parts, ("str.split", ",", {"n": n}), result=parts.pd.str.split(",", n=n))
    case(parts, ("str.rsplit", ",", {"n": n}), result=parts.pd.str.rsplit(",", n=n))
    spaced = Col("a b  c", " lead", "trail ", "", "  ", None, "x\ty\nz", "one")
    case(spaced, ("str.split", UNDEFINED, {"n": n}), result=spaced.pd.str.split(n=n))
    case(spaced, ("str.rsplit", UNDEFINED, {"n": n}), result=spaced.pd.str.rsplit(n=n))
    case(parts, ("str.split", ",", {"n": n, "expand": True}), result=parts.pd.str.split(",", n=n, expand=True))
case(parts, ("str.split", re.compile(",+")), result=parts.pd.str.split(",+", regex=True))
case(parts, ("str.split", re.compile(",+"), {"n": 1}), result=parts.pd.str.split(",+", n=1, regex=True))
case(parts, ("str.split", ","), ("str.get", 1), result=parts.pd.str.split(",").str.get(1))
case(parts, ("str.split", ","), ("str.get", -1), result=parts.pd.str.split(",").str.get(-1))
case(parts, ("str.split", ","), ("str.len",), result=parts.pd.str.split(",").str.len())
for pattern in [r", (\w+)\.", r"(?P<last>\w+), (?P<title>\w+)", r"(x)|(a)", r"([^a-z])"]:
    case(names, ("str.extract", re.compile(pattern)), result=names.pd.str.extract(pattern))
case(names, ("str.extract", re.compile(r"([A-Za-z]+)\."), {"expand": False}), result=names.pd.str.extract(r"([A-Za-z]+)\.", expand=False))
for pattern in [r"([a-z])-", r"(?P<first>[A-Z])([a-z]?)"]:
    found = names.pd.str.extractall(pattern)
    case(names, ("str.extractall", re.compile(pattern)), result=found.reset_index(names=["row", "match"]))
numbers = Col("7", "-7", "+12", "1234567", "", None, "\U0001F600", "-")
for width in [0, 1, 3, 5]:
    case(numbers, ("str.zfill", width), result=numbers.pd.str.zfill(width))
    for side in ["left", "right", "both"]:
        case(numbers, ("str.pad", width, {"side": side, "fillchar": "*"}), result=numbers.pd.str.pad(width, side=side, fillchar="*"))
case(numbers, ("str.repeat", 3), result=numbers.pd.str.repeat(3))
case(numbers, ("str.removeprefix", "-"), result=numbers.pd.str.removeprefix("-"))
case(numbers, ("str.removesuffix", "7"), result=numbers.pd.str.removesuffix("7"))
case(numbers, ("str.cat", {"sep": "/"}), result=numbers.pd.str.cat(sep="/"))
case(numbers, ("str.cat", {"sep": "/", "naRep": "?"}), result=numbers.pd.str.cat(sep="/", na_rep="?"))
case(words, ("str.cat", words, {"sep": "-"}), result=words.pd.str.cat(words.pd, sep="-"))
case(words, ("str.cat", words, {"sep": "-", "naRep": "?"}), result=words.pd.str.cat(words.pd, sep="-", na_rep="?"))
tags = Col("b|a", "a", None, "", "c|\U0001F600|a", "a|a")
case(tags, ("str.getDummies",), result=tags.pd.str.get_dummies())
case(Col("x;y", "y"), ("str.getDummies", ";"), result=pd.Series(["x;y", "y"]).str.get_dummies(";"))

# Times
stamps = Col(T("2021-03-04 05:06:07.891"), None, T("2020-02-29 23:59:59.5"), T("1969-12-31 12:34:56"), T("2000-01-01"), T("1999-12-31 23:59:59.999"), T("2024-12-30"), T("2021-01-03 06:30"), T("1900-02-28 00:07:30"))
for ours, theirs in [("year", "year"), ("quarter", "quarter"), ("month", "month"), ("day", "day"), ("hour", "hour"), ("minute", "minute"), ("second", "second"), ("microsecond", "microsecond"), ("nanosecond", "nanosecond"), ("dayofweek", "dayofweek"), ("weekday", "weekday"), ("dayofyear", "dayofyear"), ("daysInMonth", "days_in_month"),
                     ("isMonthStart", "is_month_start"), ("isMonthEnd", "is_month_end"), ("isQuarterStart", "is_quarter_start"), ("isQuarterEnd", "is_quarter_end"), ("isYearStart", "is_year_start"), ("isYearEnd", "is_year_end"), ("isLeapYear", "is_leap_year")]:
    case(stamps, (f"dt.{ours}",), result=getattr(stamps.pd.dt, theirs))
for ours, theirs in [("dayName", "day_name"), ("monthName", "month_name"), ("normalize", "normalize")]:
    case(stamps, (f"dt.{ours}",), result=getattr(stamps.pd.dt, theirs)())
case(stamps, ("dt.isocalendar",), result=stamps.pd.dt.isocalendar().astype("float64"))
for direction in ["floor", "ceil", "round"]:
    for frequency in ["D", "h", "15min", "2D", "s", "30s", "100ms", "ms", "12h", "us"]:
        case(stamps, (f"dt.{direction}", frequency), result=getattr(stamps.pd.dt, direction)(frequency))
for format in ["%Y-%m-%d", "%d/%m/%y %H:%M:%S.%f", "%I:%M %p", "%a %A %b %B", "%j %U %W %V %G %u %w", "%%Y", "Tag %d", "%e|%F|%T|%D|%R", ""]:
    case(stamps, ("dt.strftime", format), result=stamps.pd.dt.strftime(format) if format else stamps.pd.map(lambda t: "", na_action="ignore"))
starts = Col(T("2021-03-01"), T("2021-03-01"), None, T("1970-01-01 00:00:00.25"))
ends = Col(T("2021-03-04 12:00:00.5"), None, T("2021-01-01"), T("1969-12-31"))
case(ends, ("sub", starts), result=ends.pd - starts.pd)
for ours, theirs in [("days", "days"), ("seconds", "seconds"), ("microseconds", "microseconds")]:
    case(ends, ("sub", starts), (f"dt.{ours}",), result=getattr((ends.pd - starts.pd).dt, theirs))
case(ends, ("sub", starts), ("dt.totalSeconds",), result=(ends.pd - starts.pd).dt.total_seconds())
case(ends, ("sub", T("2021-03-01")), result=ends.pd - T("2021-03-01"))
case(ends, ("add", 86_400_000), result=ends.pd + pd.Timedelta(days=1))
case(ends, ("sub", starts), ("div", 2), result=(ends.pd - starts.pd) / 2)
case(ends, ("sub", starts), ("mul", 3), result=(ends.pd - starts.pd) * 3)
case(ends, ("sub", starts), ("abs",), result=(ends.pd - starts.pd).abs())
case(ends, ("sub", starts), ("neg",), result=-(ends.pd - starts.pd))

# Windows
wave = Col(1.0, 2.0, None, 4.0, 8.0, NAN, -3.0, 0.5, 0.5, 0.5, INF, 7.0)
AGGREGATES = ["sum", "mean", "median", "min", "max", "var", "std", "count", "skew", "kurt"]
for col in [wave, Col(1, 5, 2, 8, 3, 3, 3), gone, empty]:
    for window, options in [(3, {}), (3, {"minPeriods": 1}), (4, {"center": True}), (3, {"minPeriods": 2, "closed": "left"}), (2, {"closed": "both", "minPeriods": 1}), (5, {"closed": "neither", "minPeriods": 1}), (1, {})]:
        rolled = col.pd.rolling(window, **{{"minPeriods": "min_periods"}.get(k, k): v for k, v in options.items()})
        for name in AGGREGATES if col is wave else ["sum", "max", "count"]:
            case(col, ("rolling", window, options), (name,), result=getattr(rolled, name)(), close=name in ("var", "std", "skew", "kurt", "mean", "sum"))
    for name in AGGREGATES:
        case(col, ("expanding",), (name,), result=getattr(col.pd.expanding(), name)(), close=name in ("var", "std", "skew", "kurt", "mean", "sum"))
    case(col, ("expanding", 3), ("mean",), result=col.pd.expanding(3).mean(), close=True)
for q in [0, 0.1, 0.5, 0.75, 1]:
    case(wave, ("rolling", 4, {"minPeriods": 2}), ("quantile", q), result=wave.pd.rolling(4, min_periods=2).quantile(q), close=True)
for q in [0, 0.1, 0.25, 0.5, 0.75, 1]:
    for interpolation in ["linear", "lower", "higher", "midpoint", "nearest"]:
        case(wave, ("rolling", 4, {"minPeriods": 1}), ("quantile", q, {"interpolation": interpolation}), result=wave.pd.rolling(4, min_periods=1).quantile(q, interpolation=interpolation), close=True)
    case(wave, ("expanding",), ("quantile", q, {"interpolation": "nearest"}), result=wave.pd.expanding().quantile(q, interpolation="nearest"), close=True)
case(wave, ("rolling", 3, {"minPeriods": 1}), ("std", {"ddof": 0}), result=wave.pd.rolling(3, min_periods=1).std(ddof=0), close=True)
calm = Col(1.0, 2.0, None, 4.0, 8.0, NAN, NAN, -3.0, 0.5)
for options in [{"alpha": 0.5}, {"com": 1.5}, {"span": 4}, {"halflife": 2}, {"alpha": 0.3, "adjust": False}, {"alpha": 0.3, "ignoreNa": True}, {"alpha": 0.3, "ignoreNa": True, "adjust": False}, {"span": 3, "minPeriods": 3}, {"alpha": 1}]:
    weighted = calm.pd.ewm(**{{"minPeriods": "min_periods", "ignoreNa": "ignore_na"}.get(k, k): v for k, v in options.items()})
    for name in ["mean", "var", "std"]:
        case(calm, ("ewm", options), (name,), result=getattr(weighted, name)(), close=True)
    case(calm, ("ewm", options), ("var", {"bias": True}), result=weighted.var(bias=True), close=True)
numbers = Frame(a=Col(1, 2, 4), b=Col(0.5, None, 2.0))
case(numbers, ("rolling", 2, {"minPeriods": 1}), ("sum",), result=numbers.pd.rolling(2, min_periods=1).sum())

# Element by element, whole frames
for method, args in [("add", [1]), ("mul", [2]), ("sub", [0.5]), ("div", [2]), ("floordiv", [2]), ("mod", [2]), ("pow", [2]), ("round", [1]), ("abs", []), ("clip", [1, 3]), ("gt", [1]), ("eq", [2]), ("ne", [2]), ("le", [2]), ("isin", [[1, 0.5]]), ("isin", [{"a": [1]}]), ("round", [{"b": 0}]), ("shift", []), ("diff", []), ("pctChange", [])]:
    case(numbers, (method, *args), result=getattr(numbers.pd, {"pctChange": "pct_change"}.get(method, method))(*args))
case(numbers, ("add", numbers), result=numbers.pd + numbers.pd)
case(numbers, ("where", Col(True, False, True), 0), result=numbers.pd.where(pd.Series([True, False, True]), 0, axis=0))

path = pathlib.Path(__file__).with_name("cleaning-cases.json")
path.write_text("[\n" + ",\n".join(json.dumps(each, ensure_ascii=True) for each in cases) + "\n]\n")
print(f"{len(cases)} cases, pandas {pd.__version__}")
