"""Writes edge-cases.json: what pandas 2.3 makes of the edges, verb by verb: nothing, nothing but missing cells, one value or
one group, ties, negative zero, NaN beside null, integers beyond 2^53, characters beyond the basic plane. Run as make-cases.py.

The cases are written as in summary-cases.json. Where pandas refuses an edge there is no case.
"""
import pandas as pd

from written import Col, Frame, INF, NAN, T, case, write


def tried(target, steps, of, label=None):
    """A case, unless pandas fails at it."""
    try:
        result = of()
    except (TypeError, ValueError, AttributeError, IndexError):
        return
    case(target, steps, result, label)


NUMBERS = [Col(dtype="float64"), Col(None, None, NAN, dtype="float64"), Col(2.5, 2.5, 2.5), Col(1.0, 2.0, 1.0, 2.0, 3.0), Col(0.0, -0.0, 1.0, -0.0), Col(1.5, NAN, None, 2.0, -4.0)]
EACH = {
    "abs": ([], lambda s: s.abs()), "neg": ([], lambda s: -s), "round": ([0], lambda s: s.round(0)), "clip": ([0, 2], lambda s: s.clip(0, 2)),
    "add": ([1], lambda s: s + 1), "sub": ([1], lambda s: s - 1), "mul": ([2], lambda s: s * 2), "div": ([2], lambda s: s / 2), "floordiv": ([2], lambda s: s // 2), "mod": ([2], lambda s: s % 2), "pow": ([2], lambda s: s ** 2),
    "eq": ([0], lambda s: s == 0), "ne": ([0], lambda s: s != 0), "lt": ([1], lambda s: s < 1), "le": ([1], lambda s: s <= 1), "gt": ([1], lambda s: s > 1), "ge": ([1], lambda s: s >= 1),
    "between": ([0, 2], lambda s: s.between(0, 2)), "isin": ([[0, 2.5]], lambda s: s.isin([0, 2.5])), "fillna": ([0], lambda s: s.fillna(0)), "dropna": ([], lambda s: s.dropna()),
    "shift": ([1], lambda s: s.shift(1)), "diff": ([1], lambda s: s.diff(1)), "pctChange": ([1], lambda s: s.pct_change(1)), "interpolate": ([], lambda s: s.interpolate()),
    "cumsum": ([], lambda s: s.cumsum()), "cumprod": ([], lambda s: s.cumprod()), "cummax": ([], lambda s: s.cummax()), "cummin": ([], lambda s: s.cummin()),
    "head": ([2], lambda s: s.head(2)), "tail": ([2], lambda s: s.tail(2)), "slice": ([1, 3], lambda s: s.iloc[1:3]), "unique": ([], lambda s: s.unique()), "mode": ([], lambda s: s.mode()),
    "replace": ([2.5, 7], lambda s: s.replace(2.5, 7)), "duplicated": ([], lambda s: s.duplicated()), "dropDuplicates": ([], lambda s: s.drop_duplicates()),
    "quantile": ([[0.25, 1]], lambda s: s.quantile([0.25, 1])), "nlargest": ([2], lambda s: s.nlargest(2)), "nsmallest": ([2], lambda s: s.nsmallest(2)), "sortValues": ([], lambda s: s.sort_values()),
}
for col in NUMBERS:
    for verb, (args, of) in EACH.items():
        tried(col, [[verb, *args]], lambda: of(col.pd))
    for method in ["average", "min", "first", "dense"]:
        tried(col, [["rank", {"method": method}]], lambda: col.pd.rank(method=method))
    tried(col, [["rank", {"naOption": "top", "pct": True}]], lambda: col.pd.rank(na_option="top", pct=True))
    for agg in ["count", "sum", "mean", "median", "std", "var", "min", "max", "skew", "kurt"]:
        tried(col, [["rolling", 2], [agg]], lambda: getattr(col.pd.rolling(2), agg)())
        tried(col, [["rolling", 3, {"minPeriods": 1, "center": True}], [agg]], lambda: getattr(col.pd.rolling(3, min_periods=1, center=True), agg)())
        tried(col, [["expanding", 1], [agg]], lambda: getattr(col.pd.expanding(1), agg)())
    for agg in ["mean", "var", "std"]:
        tried(col, [["ewm", {"com": 1}], [agg]], lambda: getattr(col.pd.ewm(com=1), agg)())
    tried(col, [["cut", [0, 1, 2, 3], {"labels": False}]], lambda: pd.cut(col.pd, [0, 1, 2, 3], labels=False))
    tried(col, [["valueCounts"]], lambda: col.pd.value_counts().reset_index())
    tried(col, [["where", Col(*[i % 2 == 0 for i in range(len(col.cells))], dtype="bool"), 9]], lambda: col.pd.where(pd.Series([i % 2 == 0 for i in range(len(col.cells))], dtype=bool), 9))
    tried(col, [["mask", Col(*[i % 2 == 0 for i in range(len(col.cells))], dtype="bool"), 9]], lambda: col.pd.mask(pd.Series([i % 2 == 0 for i in range(len(col.cells))], dtype=bool), 9))

# Integers that no float holds: they are made of text, and shown as text.
WIDE = Col("9007199254740993", "9007199254740995", "-9007199254740993", "9007199254740993", dtype="string")
wide = WIDE.pd.astype("int64")
WIDELY = {
    "add": ([2], wide + 2), "sub": ([2], wide - 2), "mul": ([3], wide * 3), "floordiv": ([2], wide // 2), "mod": ([10], wide % 10), "neg": ([], -wide), "abs": ([], wide.abs()), "clip": ([0, None], wide.clip(lower=0)), "round": ([0], wide.round(0)),
    "cumsum": ([], wide.cumsum()), "cummax": ([], wide.cummax()), "cummin": ([], wide.cummin()), "sortValues": ([], wide.sort_values()), "unique": ([], pd.Series(wide.unique())), "mode": ([], wide.mode()),
    "head": ([2], wide.head(2)), "tail": ([2], wide.tail(2)), "slice": ([1, 3], wide.iloc[1:3]), "ffill": ([], wide), "bfill": ([], wide), "fillna": ([0], wide), "dropna": ([], wide), "dropDuplicates": ([], wide.drop_duplicates()),
    "nlargest": ([2], wide.nlargest(2)), "nsmallest": ([2], wide.nsmallest(2)), "diff": ([0], wide - wide),
}
for verb, (args, result) in WIDELY.items():
    case(WIDE, [["astype", "int64"], [verb, *args], ["astype", "string"]], result.astype("int64").astype(str))
for verb, args, result in [("eq", [0], wide == 0), ("gt", [0], wide > 0), ("isna", [], wide.isna()), ("duplicated", [], wide.duplicated()), ("rank", [], wide.rank()), ("nunique", [], wide.nunique()), ("count", [], wide.count()), ("mean", [], wide.mean()), ("std", [], wide.std())]:
    case(WIDE, [["astype", "int64"], [verb, *args]], result)
keyed = Frame(k=Col("9007199254740993", "9007199254740992", "9007199254740993", dtype="string"), x=Col(1, 2, 4))
keys = keyed.pd.astype({"k": "int64"})
for agg in ["sum", "count", "first", "max"]:
    case(keyed, [["astype", {"k": "int64"}], ["groupby", "k"], ["agg", {"x": agg}], ["astype", {"k": "string"}]], keys.groupby("k", as_index=False).agg({"x": agg}).astype({"k": str}))
case(keyed, [["astype", {"k": "int64"}], ["sortValues", "k"], ["astype", {"k": "string"}]], keys.sort_values("k", kind="stable").astype({"k": str}))
case(keyed, [["astype", {"k": "int64"}], ["dropDuplicates", {"subset": ["k"]}], ["astype", {"k": "string"}]], keys.drop_duplicates("k").astype({"k": str}))
case(keyed, [["astype", {"k": "int64"}], ["valueCounts", {"subset": ["k"]}], ["astype", {"k": "string"}]], keys.value_counts("k").reset_index().astype({"k": str}))

# Text
TEXTS = [Col(dtype="string"), Col(None, None, dtype="string"), Col("b", "b", "b", dtype="string"), Col("\U0001F600", "\u00e9b", None, "ab\U0001F600 c", "", "\U0001F600", dtype="string")]
ON_TEXT = {
    "len": ([], lambda t: t.len()), "lower": ([], lambda t: t.lower()), "upper": ([], lambda t: t.upper()), "title": ([], lambda t: t.title()), "capitalize": ([], lambda t: t.capitalize()), "swapcase": ([], lambda t: t.swapcase()),
    "strip": (["b"], lambda t: t.strip("b")), "lstrip": (["\U0001F600"], lambda t: t.lstrip("\U0001F600")), "rstrip": (["\U0001F600"], lambda t: t.rstrip("\U0001F600")), "removeprefix": (["a"], lambda t: t.removeprefix("a")), "removesuffix": (["b"], lambda t: t.removesuffix("b")),
    "contains": (["\U0001F600"], lambda t: t.contains("\U0001F600", regex=False)), "startswith": (["\U0001F600"], lambda t: t.startswith("\U0001F600")), "endswith": (["b"], lambda t: t.endswith("b")), "match": ([{"$regexp": ["b", ""]}], lambda t: t.match("b")), "fullmatch": ([{"$regexp": ["b", ""]}], lambda t: t.fullmatch("b")),
    "find": (["b"], lambda t: t.find("b")), "count": (["b"], lambda t: t.count("b")), "slice": ([0, 2], lambda t: t.slice(0, 2)), "get": ([1], lambda t: t.get(1)), "pad": ([4], lambda t: t.pad(4)), "zfill": ([4], lambda t: t.zfill(4)), "repeat": ([2], lambda t: t.repeat(2)),
    "replace": (["b", "\U0001F600"], lambda t: t.replace("b", "\U0001F600", regex=False)), "split": (["b"], lambda t: t.split("b")), "rsplit": (["b", {"n": 1}], lambda t: t.rsplit("b", n=1)), "extract": ([{"$regexp": ["(b)", ""]}, {"expand": False}], lambda t: t.extract("(b)", expand=False)),
    "isalpha": ([], lambda t: t.isalpha()), "isalnum": ([], lambda t: t.isalnum()), "isdigit": ([], lambda t: t.isdigit()), "isdecimal": ([], lambda t: t.isdecimal()), "isspace": ([], lambda t: t.isspace()), "islower": ([], lambda t: t.islower()), "isupper": ([], lambda t: t.isupper()),
}
OF_TEXT = ["shift", "ffill", "bfill", "isna", "notna", "dropna", "unique", "mode", "nunique", "count", "duplicated", "dropDuplicates", "head", "tail"]
PANDAS = {"dropDuplicates": "drop_duplicates"}
for col in TEXTS:
    for verb, (args, of) in ON_TEXT.items():
        tried(col, [[f"str.{verb}", *args]], lambda: of(col.pd.str))
    for verb in OF_TEXT:
        tried(col, [[verb]], lambda: getattr(col.pd, PANDAS.get(verb, verb))())
    tried(col, [["eq", "b"]], lambda: col.pd == "b")
    tried(col, [["isin", ["b", "\U0001F600"]]], lambda: col.pd.isin(["b", "\U0001F600"]))
    tried(col, [["fillna", "\U0001F600"]], lambda: col.pd.fillna("\U0001F600"))
    tried(col, [["replace", "b", "\U0001F600"]], lambda: col.pd.replace("b", "\U0001F600"))
    tried(col, [["valueCounts"]], lambda: col.pd.value_counts().reset_index())
    tried(col, [["getDummies", {"dtype": "int8"}]], lambda: pd.get_dummies(col.pd, dtype="int8"))
    tried(col, [["sortValues"]], lambda: col.pd.sort_values())

# Times
TIMES = [Col(dtype="timestamp"), Col(None, None, dtype="timestamp"), Col(T("2020-02-29"), T("2020-02-29"), dtype="timestamp"), Col(None, T("1969-12-31 23:59:59.999"), T("2100-03-01"), dtype="timestamp")]
FIELDS = {"year": "year", "quarter": "quarter", "month": "month", "day": "day", "hour": "hour", "minute": "minute", "second": "second", "dayofweek": "dayofweek", "dayofyear": "dayofyear", "daysInMonth": "days_in_month", "isLeapYear": "is_leap_year", "isMonthEnd": "is_month_end", "isMonthStart": "is_month_start", "isQuarterEnd": "is_quarter_end", "isQuarterStart": "is_quarter_start", "isYearEnd": "is_year_end", "isYearStart": "is_year_start"}
for col in TIMES:
    for ours, theirs in FIELDS.items():
        value = getattr(col.pd.dt, theirs)
        case(col, [[f"dt.{ours}"]], value.where(col.pd.notna()) if not value.dtype == bool else value)
    for verb in ["floor", "ceil", "round"]:
        case(col, [[f"dt.{verb}", "D"]], getattr(col.pd.dt, verb)("D"))
    case(col, [["dt.strftime", "%Y-%m-%d"]], col.pd.dt.strftime("%Y-%m-%d"))
    case(col, [["dt.dayName"]], col.pd.dt.day_name())
    for verb in ["shift", "ffill", "bfill", "isna", "dropna", "unique", "mode", "nunique", "count", "min", "max", "cummax", "cummin", "duplicated"]:
        tried(col, [[verb]], lambda: getattr(col.pd, verb)())

# Groups
KEYS = {
    "no rows": Col(dtype="string"), "missing keys": Col(None, None, None, dtype="string"), "one group": Col("a", "a", "a", dtype="string"), "each its own": Col("c", "a", "b", dtype="string"),
    "zeros": Col(0.0, -0.0, 0.0), "NaN and null": Col(NAN, None, 1.0), "emoji": Col("\U0001F600", "\uFFFD", "\U0001F600", dtype="string"),
}
VALUES = [Col(1.0, NAN, 3.0), Col(-0.0, 0.0, -0.0), Col(None, None, None, dtype="float64"), Col(2.0, 2.0, 2.0)]
for label, key in KEYS.items():
    for value in VALUES if key.cells else [Col(dtype="float64")]:
        frame = Frame(k=key, x=value)
        grouped = frame.pd.groupby("k")
        shown = f"{label}, {value.cells}: "
        for agg in ["count", "sum", "mean", "median", "std", "var", "min", "max", "prod", "nunique", "first", "last", "size"]:
            tried(frame, [["groupby", "k"], ["agg", {"x": agg}]], lambda: grouped.agg({"x": agg}).reset_index(), shown)
        known = frame.pd["k"].notna()
        for verb, *args in [("shift", 1), ("diff", 1), ("ffill",), ("bfill",), ("cumsum",), ("cumprod",), ("cummax",), ("cummin",), ("rank",)]:
            tried(frame, [["groupby", "k"], ["col", "x"], [verb, *args]], lambda: getattr(grouped["x"], verb)(*args).where(known), shown)
        tried(frame, [["groupby", "k"], ["col", "x"], ["transform", "mean"]], lambda: grouped["x"].transform("mean"), shown)
        tried(frame, [["groupby", "k", {"dropna": False}], ["size"]], lambda: frame.pd.groupby("k", dropna=False).size().rename("size").reset_index(), shown)
        tried(frame, [["groupby", "k"], ["cumcount"]], lambda: grouped.cumcount().where(known), shown)
        for ascending in [True, False]:
            tried(frame, [["sortValues", ["k", "x"], {"ascending": ascending}]], lambda: frame.pd.sort_values(["k", "x"], ascending=ascending, kind="stable"), shown)
        tried(frame, [["dropDuplicates", {"subset": ["k"]}]], lambda: frame.pd.drop_duplicates("k"), shown)
        tried(frame, [["melt", {"idVars": "k"}]], lambda: frame.pd.melt(id_vars="k"), shown)
        # Without groups pandas drops the column of values, ours keeps it.
        if known.any():
            tried(frame, [["pivotTable", {"index": "k", "values": "x", "aggfunc": "sum"}]], lambda: frame.pd.pivot_table(index="k", values="x", aggfunc="sum").reset_index(), shown)
        for how in ["inner", "left", "right", "outer"]:
            other = Frame(k=Col(*key.cells[::-1], dtype=key.dtype), y=Col(*range(len(key.cells)), dtype=None if key.cells else "int64"))
            tried(frame, [["merge", other, {"on": "k", "how": how}]], lambda: frame.pd.merge(other.pd, on="k", how=how), shown)

# What random calls found, the smallest case of each.
for col in [Col(dtype="duration"), Col(None, dtype="duration"), Col(1000, None, -3000, dtype="duration")]:
    case(col, [["neg"]], -col.pd)
    case(col, [["mul", 2]], col.pd * 2)
    case(col, [["div", 4]], col.pd / 4)
LETTERS = Col("ΑΣ", "ΑΣ.", "ΣΑΣ σας Σ", "ΑΣ'Α", "Α\u00ad Σ", "ǆungla ǅ Ǆ", "ŉa", "ß ﬁn ﬃ", "ᾀ ᾈ ᾳ ᾲ ᾷ", "ͅa", "ა Ა", "ª ⓐ Ⓐ", "Ⅷⅷ", "İı", "ΰ և", "①", "²", "\u1369", "٣", dtype="string")
for verb in ["title", "capitalize", "swapcase", "lower", "upper", "islower", "isupper", "isdigit", "isdecimal", "isalnum"]:
    case(LETTERS, [[f"str.{verb}"]], getattr(LETTERS.pd.str, verb)())
for sought, *bounds in [("", 2, 1), ("", 2, 2), ("", 3), ("", -1, -2), ("b", -1, 1), ("", 1, -5), ("b", 1, 5)]:
    case(Col("ab", "", None, "a\U0001F600b", dtype="string"), [["str.find", sought, *bounds]], pd.Series(["ab", "", None, "a\U0001F600b"]).str.find(sought, *bounds))
for cells in [[None], [""], ["", None], ["a b", None]]:
    for sep in [" ", ","]:
        for verb in ["split", "rsplit"]:
            case(Col(*cells, dtype="string"), [[f"str.{verb}", sep, {"expand": True}]], getattr(pd.Series(cells, dtype=object).str, verb)(sep, expand=True))
case(Col(0.0, -0.0, 0.5, dtype="float32"), [["astype", "string"]], pd.Series([0.0, -0.0, 0.5], dtype="float32").astype(str))
for percentiles in [[0.01234], [1 / 3], [0.1255], [0.9999], [0.005, 0.01], [0.123456, 0.1234567], []]:
    case(Col(1.0, 2.0), [["describe", {"percentiles": percentiles}]], pd.Series([1.0, 2.0], name="x").describe(percentiles=percentiles).rename_axis("statistic").reset_index())
for format in ["%c", "%x %X", "%h", "%-d.%-m.%-y", "%-H %-I %-M %-S", "%-j", "%-e"]:
    case(Col(T("2021-03-04 05:06:07.89"), None, T("1999-12-31 23:59:59"), dtype="timestamp"), [["dt.strftime", format]], pd.Series([T("2021-03-04 05:06:07.89"), None, T("1999-12-31 23:59:59")]).dt.strftime(format))
for text in ["2021/03/04", "2021/3/4 5:06", "2021.03.04", "2021-3-4", "2021-03", "2021", "20210304", "20210304T050607", "2021-03-04T05", "2021-03-04  05:06", "NaT", "nan", ""]:
    case(Col(text, dtype="string"), [["toDatetime"]], pd.to_datetime(pd.Series([text])))
for text in ["2021/02/30", "2021/13/01", "20210230", "202103"]:
    case(Col(text, dtype="string"), [["toDatetime", {"errors": "coerce"}]], pd.to_datetime(pd.Series([text]), errors="coerce") if text != "202103" else pd.Series([pd.NaT]))
NOTHING = Frame(i=Col("a", "b", dtype="string"), c=Col("p", "q", dtype="string"), x=Col(None, NAN, dtype="float64"))
for agg in ["count", "nunique", "sum"]:
    case(NOTHING, [["pivotTable", {"index": "i", "values": "x", "aggfunc": agg, "margins": True}]], NOTHING.pd.pivot_table(index="i", values="x", aggfunc=agg, margins=True).reset_index(), f"{agg}, nothing but missing cells: ")
for options in [{"center": True}, {"center": True, "closed": "neither"}, {}]:
    for agg in ["sum", "max", "count"]:
        case(Col(1.0, 2.0, 3.0, 4.0, 5.0), [["rolling", 0, options], [agg]], getattr(pd.Series([1.0, 2, 3, 4, 5]).rolling(0, **options), agg)())
INFINITE = Frame(k=Col("a", "a", "b", "a", "b", "a", dtype="string"), x=Col(INF, -INF, 1.0, INF, -INF, 2.0))
for agg in ["sum", "mean", "var", "max", "median"]:
    tried(INFINITE, [["groupby", "k"], ["agg", {"x": agg}]], lambda: INFINITE.pd.groupby("k").agg({"x": agg}).reset_index())
for col in [Col(1.0, -2.0, 300.0), Col(1.0, 2.0, 3.0), Col(0.5, 1.0)]:
    for downcast in ["integer", "signed", "unsigned", "float"]:
        case(col, [["toNumeric", {"downcast": downcast}]], pd.to_numeric(col.pd, downcast=downcast))
MIXED = Frame(at=Col(T("2021-03-04 12:00"), T("2021-03-31"), None, T("2021-03-04 05:00"), T("2021-04-02"), T("2021-03-04 12:00"), T("2021-04-01"), dtype="timestamp"), x=Col(1.0, None, 9.0, 4.0, 5.0, 6.0, 7.0))
for rule in ["1D", "12h", "W", "ME"]:
    for agg in ["first", "last", "sum", "median"]:
        case(MIXED, [["resample", rule, {"on": "at"}], [agg]], getattr(MIXED.pd.dropna(subset=["at"]).resample(rule, on="at")[["x"]], agg)().reset_index())
CASES = Col("Straße", "ı", "I", "ſ", None, "MASSE", "ﬁx", "", "a.b", dtype="string")
for pattern in ["i", "ss", "S", "FI", ".", "", "ß"]:
    case(CASES, [["str.contains", pattern, {"case": False}]], CASES.pd.str.contains(pattern, case=False, regex=False))
EARLY = Frame(t=Col("1969-12-31 23:59:59.9995", "1969-09-30 23:59:59.999999", "1970-01-01 00:00:00.0005", dtype="string"), v=Col(1, 2, 4))
early = EARLY.pd.assign(t=pd.to_datetime(EARLY.pd["t"], format="ISO8601"))
for rule in ["ME", "MS", "QE", "QS", "YE", "YS", "2ME", "W", "1D"]:
    case(EARLY, [["astype", {"t": "timestamp"}], ["resample", rule, {"on": "t"}], ["sum"]], early.resample(rule, on="t").sum().reset_index())
OVERLAPPING = Col("aaa", "baaab", "ababa", "aaaaa", "abababa", "", "b", None, "aabaa", dtype="string")
for separator in ["aa", "aba", "a", "ab", "bab"]:
    for n in [-1, 1, 2]:
        case(OVERLAPPING, [["str.rsplit", separator, {"n": n}]], OVERLAPPING.pd.str.rsplit(separator, n=n))
for col in [Col(1e300), Col(1e300, 1.0), Col(1e300, 1e300, 1.0), Col(1e160, 1e160, 3.0), Col(1e160, 2e160), Col(1.7e308, 1.7e308, 1.6e308)]:
    for agg in ["var", "std"]:
        for ddof in [0, 1]:
            case(col, [["rolling", 2, {"minPeriods": 1}], [agg, {"ddof": ddof}]], getattr(col.pd.rolling(2, min_periods=1), agg)(ddof=ddof))
            case(col, [["expanding"], [agg, {"ddof": ddof}]], getattr(col.pd.expanding(), agg)(ddof=ddof))
GROUPS = Col("xay", "b", "ab", "", None, "xyz", dtype="string")
for options in [{}, {"n": 1}, {"expand": True}]:
    case(GROUPS, [["str.split", {"$regexp": ["(a)|(b)", ""]}, options]], GROUPS.pd.str.split("(a)|(b)", regex=True, **options))
FLAGS = Frame(i=Col("x", "x", "y", dtype="string"), b=Col(True, False, True), v=Col(1, 2, 4))
case(FLAGS, [["pivot", {"index": "i", "columns": "b", "values": "v"}]], FLAGS.pd.pivot(index="i", columns="b", values="v").reset_index())
case(FLAGS, [["pivotTable", {"index": "i", "columns": "b", "values": "v", "aggfunc": "sum"}]], FLAGS.pd.pivot_table(index="i", columns="b", values="v", aggfunc="sum").reset_index())
case(FLAGS, [["pivotTable", {"index": "b", "values": "v", "aggfunc": "sum", "margins": True}]], FLAGS.pd.pivot_table(index="b", values="v", aggfunc="sum", margins=True).reset_index().astype({"b": str}))
case(Col("x", "x", "y", dtype="string", name="i"), [["crosstab", FLAGS.cols["b"], {"normalize": "index"}]], pd.crosstab(FLAGS.pd["i"], FLAGS.pd["b"].rename("x"), normalize="index").reset_index())
case(FLAGS.cols["b"], [["describe"]], FLAGS.pd["b"].describe().astype(str).rename("x").rename_axis("statistic").reset_index())
NARROW = Col(0.1, 0.2, 16777217.0, INF, None, dtype="float32")
narrow = pd.Series([0.1, 0.2, 16777217.0, INF, None], dtype="float32")
for scalar in [0.1, 0.2, 16777217, 1e39]:
    for verb in ["eq", "ne", "gt", "ge", "lt", "le", "add", "mul", "mod"]:
        case(NARROW, [[verb, scalar]], getattr(narrow, verb)(scalar))
case(NARROW, [["between", 0.1, 0.2]], narrow.between(0.1, 0.2))
for cells in [[INF, NAN, 1.0], [1.0, NAN, NAN, INF, NAN, 2.0], [INF, NAN, INF], [INF, NAN, NAN, -INF], [NAN, -INF, NAN, NAN, 5.0, NAN, INF, NAN], [1e308, NAN, -1e308]]:
    for direction in ["forward", "backward", "both"]:
        case(Col(*cells), [["interpolate", {"limitDirection": direction}]], pd.Series(cells).interpolate(limit_direction=direction))
for text in ["2021-03-04T00:00:00.1234567891", "2021-03-04 00:00:00.123456789999999999", "2021-03-04T05:06:07.9999999999Z", "2021-03-04T05:06:07.0000000001+01:00", "1969-12-31 23:59:59.9999999999", "2021/03/04 00:00:00.1234567891", "2021-3-4 00:00:00.1234567891", "20210304T000000.1234567891", " 2021-03-04 00:00:00.1234567891 "]:
    case(Col(text, dtype="string"), [["toDatetime"], ["astype", "string"]], pd.to_datetime(pd.Series([text])).dt.tz_localize(None).astype(str) if "+" not in text else pd.to_datetime(pd.Series([text]), utc=True).dt.tz_localize(None).astype(str))
for text, format in [("2021-03-04 00:00:00.1234567891", "%Y-%m-%d %H:%M:%S.%f"), ("2021/03/04T00:00:00.1234567891", "%Y/%m/%dT%H:%M:%S.%f"), ("20210304 00:00:00.12345678912", "%Y%m%d %H:%M:%S.%f"), ("03/04/2021 00:00:00.123456789", "%m/%d/%Y %H:%M:%S.%f"), ("03/04/2021 00:00:00.1234567891", "%m/%d/%Y %H:%M:%S.%f"), ("00:00:00.1234567891 2021", "%H:%M:%S.%f %Y"), ("2021-03-04 00:00:00.1234567891+00:00", "%Y-%m-%d %H:%M:%S.%f%z")]:
    case(Col(text, dtype="string"), [["toDatetime", {"format": format, "errors": "coerce"}], ["astype", "string"]], pd.to_datetime(pd.Series([text]), format=format, errors="coerce").dt.tz_localize(None).astype(str).replace("NaT", None))
# Categories that were replaced are none any more: there is a group for each that is, by its text.
def sizes(replaced):
    made = replaced.to_frame().groupby("x", observed=False).size().rename("size").reset_index()
    return made.astype({"x": str}).sort_values("x")


for cells, pairs in [(["a", "b", "a"], {"a": "b"}), (["a", "b", "c"], {"c": "a"}), (["a", "b", "c"], {"a": "c"}), (["a", "b", "c", None], {"b": "z"}), (["a", "b", "c"], {"a": "z", "b": "a"}), (["a", "b", "c"], {"a": "b", "b": "a"}), (["a", "b", "c"], {"a": "z", "c": "z"}), (["a", "b", None], {"a": None}), (["a", "b"], {"q": "x"}), (["a", "b"], {"a": "q", "b": "q"}), (["a", "b"], {"a": "b", "b": "c"})]:
    frame = Frame(x=Col(*cells, dtype="category"))
    case(frame, [["replace", pairs], ["groupby", "x", {"observed": False}], ["size"]], sizes(frame.pd["x"].replace(pairs)))
    # Whether a row has it or not.
    case(frame, [["tail", 1], ["replace", pairs], ["groupby", "x", {"observed": False}], ["size"]], sizes(frame.pd["x"].tail(1).replace(pairs)))

write("edge-cases.json")
