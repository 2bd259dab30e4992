"""Writes summary-cases.json: what pandas 2.3 makes of reductions, groups, order, joins and reshaping. Run as make-cases.py.

A case is a target (a Series or a frame), a chain of calls, and the result: a value, a list (Series), or columns
(DataFrame), in which labels that pandas keeps in an index are first columns. A missing cell is null; a number that JSON
lacks is {"$number": "NaN"}, a time {"$date": ms}, a frame or a Series as in cases.json.
"""
import json

import pandas as pd

from written import Col, Frame, INF, NAN, T, case, write

# Series that many verbs are tried on
ints = Col(7, -7, 0, 5, -5, 12, 7)
floats = Col(7.5, -7.5, 0.0, 0.1, 2.25, 0.1)
gaps = Col(1, None, 3, None, 5, 6)
fgaps = Col(1.5, NAN, None, 2.5, -5.25, 2.5)
ties = Col(2.0, 2.0, 2.0, 2.0)
one = Col(4.0)
empty = Col(dtype="float64")
gone = Col(None, None, NAN, dtype="float64")
infs = Col(INF, 1.0, 2.0)
zeros = Col(0.0, -0.0, 1.0, -0.0)
bools = Col(True, False, True, True)
texts = Col("pear", None, "fig", "é", "\U0001F600", "\uFFFD", "fig")
times = Col(T("2021-03-04"), None, T("1969-12-31 12:00"), T("2021-03-04 05:06:07"), dtype="timestamp")
far = Col(1e15 + 0.5, 1e15 + 1.5, 1e15 + 2.5, 1e15 + 4.5)
NUMBERS = [ints, floats, gaps, fgaps, ties, one, empty, gone, zeros, bools]

# Reductions
for method in ["count", "sum", "mean", "median", "std", "var", "min", "max", "prod", "skew", "kurt", "nunique"]:
    for col in NUMBERS:
        value = getattr(col.pd.dropna().astype(float) if col is bools and method in ["skew", "kurt", "std", "var", "median"] else col.pd, method)()
        case(col, [[method]], value)
    if method not in ["std", "var", "skew", "kurt", "prod"]:
        case(infs, [[method]], getattr(infs.pd, method)())
for method in ["count", "nunique"]:
    for col in [texts, times]:
        case(col, [[method]], getattr(col.pd, method)())
for col in [*NUMBERS, infs, texts, times]:
    for dropna in [True, False]:
        case(col, [["nunique", {"dropna": dropna}]], col.pd.nunique(dropna=dropna))
for method in ["min", "max"]:
    case(texts, [[method]], getattr(texts.pd.dropna(), method)())
    case(times, [[method]], getattr(times.pd, method)())
for method in ["mean", "median"]:
    case(times, [[method]], getattr(times.pd, method)())
for ddof in [0, 1, 2]:
    for method in ["std", "var"]:
        for col in [floats, fgaps, one, far]:
            case(col, [[method, {"ddof": ddof}]], getattr(col.pd, method)(ddof=ddof))
for q in [0.0, 0.1, 0.25, 0.5, 0.9, 1.0]:
    for interpolation in ["linear", "lower", "higher", "midpoint", "nearest"]:
        case(floats, [["quantile", q, {"interpolation": interpolation}]], floats.pd.quantile(q, interpolation=interpolation))
    case(fgaps, [["quantile", q]], fgaps.pd.quantile(q))
for col in [ints, gaps, one, empty, gone]:
    case(col, [["quantile", [0.25, 0.5, 0.75]]], col.pd.quantile([0.25, 0.5, 0.75]))
for col in NUMBERS + [texts]:
    case(col, [["mode"]], col.pd.mode())
    case(col, [["unique"]], list(pd.unique(col.pd)))

# valueCounts, describe, corr
def counted(col, **options):
    counts = col.pd.value_counts(**options)
    return counts.rename_axis(col.name).reset_index()


for col in [ints, gaps, texts, bools, times, empty, gone, Col("b", "a", "a", "b", None), zeros]:
    case(col, [["valueCounts"]], counted(col))
    case(col, [["valueCounts", {"dropna": False, "sort": False}]], counted(col, dropna=False, sort=False))
    case(col, [["valueCounts", {"normalize": True, "ascending": True, "dropna": True}]], counted(col, normalize=True, ascending=True))
for col in [ints, floats, gaps, fgaps, one, gone]:
    case(col, [["describe"]], col.pd.describe().rename_axis("statistic").reset_index())
case(ints, [["describe", {"percentiles": [0.1, 0.999]}]], ints.pd.describe(percentiles=[0.1, 0.999]).rename_axis("statistic").reset_index())
a = Col(1.0, 2.0, None, 4.0, 5.0, 7.0)
b = Col(2.0, 1.0, 3.0, None, 6.0, 5.0, name="y")
for method in ["pearson", "spearman"]:
    case(a, [["corr", b, {"method": method}]], a.pd.corr(b.pd, method=method))
    case(Col(1e9 + 1, 1e9 + 2, 1e9 + 3.5, 1e9 + 4), [["corr", Col(3.0, 1.0, 4.0, 1.5, name="y"), {"method": method}]], pd.Series([1e9 + 1, 1e9 + 2, 1e9 + 3.5, 1e9 + 4]).corr(pd.Series([3.0, 1.0, 4.0, 1.5]), method=method))
case(ties, [["corr", Col(1.0, 2.0, 3.0, 4.0, name="y")]], ties.pd.corr(pd.Series([1.0, 2, 3, 4])))
case(one, [["corr", Col(1.0, name="y")]], None)

# Order
for col in NUMBERS + [texts, times, infs]:
    for ascending in [True, False]:
        for position in ["last", "first"]:
            case(col, [["sortValues", {"ascending": ascending, "naPosition": position}]], col.pd.sort_values(ascending=ascending, na_position=position, kind="stable"))
for col in [ints, gaps, fgaps, ties, empty, gone, infs]:
    for method, ours in [("nlargest", "nlargest"), ("nsmallest", "nsmallest")]:
        for n in [0, 2, 9]:
            case(col, [[ours, n]], getattr(col.pd, method)(n))
for keep in ["first", "last", "all"]:
    case(ints, [["nlargest", 2, {"keep": keep}]], ints.pd.nlargest(2, keep=keep))
    case(fgaps, [["nsmallest", 2, {"keep": keep}]], fgaps.pd.nsmallest(2, keep=keep))
for method in ["average", "min", "max", "first", "dense"]:
    for ascending in [True, False]:
        for option in ["keep", "top", "bottom"]:
            for col in [Col(3.0, 1.0, None, 3.0, 2.0, NAN), ints] if option == "keep" else [Col(3.0, 1.0, None, 3.0, 2.0, NAN)]:
                case(col, [["rank", {"method": method, "ascending": ascending, "naOption": option}]], col.pd.rank(method=method, ascending=ascending, na_option=option))
    case(gaps, [["rank", {"method": method, "pct": True}]], gaps.pd.rank(method=method, pct=True))
case(Col("b", "a", "b", None), [["rank"]], pd.Series(["b", "a", "b", None]).rank())
case(zeros, [["rank"]], zeros.pd.rank())
for method in ["cumsum", "cumprod", "cummax", "cummin"]:
    for col in [ints, floats, gaps, fgaps, ties, empty, gone, infs]:
        case(col, [[method]], getattr(col.pd, method)())
for keep in ["first", "last", False]:
    for col in [ints, gaps, fgaps, texts, zeros, empty]:
        case(col, [["duplicated", {"keep": keep}]], col.pd.duplicated(keep=keep))
        case(col, [["dropDuplicates", {"keep": keep}]], col.pd.drop_duplicates(keep=keep))

# Frames
people = Frame(k=Col("b", "a", "b", None, "a", "c"), j=Col(1, 2, 1, 2, None, 1), x=Col(1.5, 2.5, None, 4.0, 5.5, -1.0), n=Col(3, 1, 2, 2, 3, 3), t=Col("u", None, "w", "v", "u", "u"))
numbers = Frame(x=people.cols["x"], n=people.cols["n"], j=people.cols["j"])
for method in ["count", "sum", "mean", "median", "std", "var", "min", "max", "prod", "skew", "kurt", "nunique"]:
    case(numbers, [[method]], getattr(numbers.pd, method)().to_dict())
for method in ["cumsum", "cumprod", "cummax", "cummin", "rank"]:
    case(numbers, [[method]], getattr(numbers.pd, method)())
case(people, [["mean", {"numericOnly": True}]], people.pd.mean(numeric_only=True).to_dict())
case(people, [["nunique"]], people.pd.nunique().to_dict())
case(people, [["nunique", {"dropna": False}]], people.pd.nunique(dropna=False).to_dict())
case(numbers, [["quantile", 0.3]], numbers.pd.quantile(0.3).to_dict())
case(numbers, [["quantile", [0.0, 0.3, 1.0]]], numbers.pd.quantile([0.0, 0.3, 1.0]).rename_axis("quantile").reset_index())
case(people, [["quantile", [0.9, 0.1], {"numericOnly": True, "interpolation": "nearest"}]], people.pd.quantile([0.9, 0.1], numeric_only=True, interpolation="nearest").rename_axis("quantile").reset_index())
case(people, [["mode"]], people.pd.mode())
case(people, [["describe"]], people.pd.describe().rename_axis("statistic").reset_index().rename(columns=str))
case(numbers, [["corr"]], numbers.pd.corr().rename_axis("column").reset_index())
case(people, [["corr", {"numericOnly": True, "method": "spearman"}]], people.pd.corr(numeric_only=True, method="spearman").rename_axis("column").reset_index())
case(people, [["valueCounts", {"subset": ["n"]}]], people.pd.value_counts(subset=["n"]).reset_index())
case(people, [["valueCounts", {"subset": ["k", "j"], "sort": False}]], people.pd.value_counts(subset=["k", "j"], sort=False).reset_index())
for by, ascending in [(["k"], True), (["k"], False), (["n", "x"], True), (["n", "x"], [False, True]), (["t", "k"], [True, False]), (["j", "k", "x"], [False, False, True])]:
    for position in ["last", "first"]:
        case(people, [["sortValues", by, {"ascending": ascending, "naPosition": position}]], people.pd.sort_values(by, ascending=ascending, na_position=position, kind="stable"))
for n, by in [(2, ["n"]), (3, ["n", "x"]), (4, ["x"]), (0, ["x"]), (5, ["n"])]:
    case(people, [["nlargest", n, by]], people.pd.nlargest(n, by))
    case(people, [["nsmallest", n, by]], people.pd.nsmallest(n, by))
gappy = Frame(x=Col(1.0, None, 3.0, None, 3.0, NAN, 2.0), row=Col(0, 1, 2, 3, 4, 5, 6))
for keep in ["first", "last", "all"]:
    for n in [1, 2, 5, 6]:
        case(gappy, [["nlargest", n, ["x"], {"keep": keep}]], gappy.pd.nlargest(n, ["x"], keep=keep))
twice = Frame(a=Col(1, 1, None, None, 2, 1), b=Col("x", "x", "y", "y", None, "z"), c=Col(1.0, 1.0, NAN, None, 0.0, -0.0))
for keep in ["first", "last", False]:
    for subset in [None, ["a"], ["a", "b"], ["c"]]:
        options = {"keep": keep, **({"subset": subset} if subset else {})}
        case(twice, [["duplicated", options]], twice.pd.duplicated(**options))
        case(twice, [["dropDuplicates", options]], twice.pd.drop_duplicates(**options))

# Groups
AGGS = ["count", "sum", "mean", "median", "std", "var", "min", "max", "prod", "nunique", "first", "last"]
for keys, options in [(["k"], {}), (["j"], {"sort": False}), (["k", "j"], {}), (["k"], {"dropna": False}), (["j", "k"], {"dropna": False})]:
    pandas = {"dropna": options.get("dropna", True), "sort": options.get("sort", True), "as_index": False}
    grouped = people.pd.groupby(keys, **pandas)
    for agg in AGGS:
        case(people, [["groupby", keys, options], ["agg", {"x": agg, "n": agg}]], grouped.agg({"x": agg, "n": agg}))
    case(people, [["groupby", keys, options], ["size"]], grouped.size())
    for n in [0, 1, 2, -1]:
        case(people, [["groupby", keys, options], ["head", n]], grouped.head(n))
        case(people, [["groupby", keys, options], ["tail", n]], grouped.tail(n))
    for n in [0, 1, -1, -2, [0, -1], [5]]:
        case(people, [["groupby", keys, options], ["nth", n]], grouped.nth(n))
    for percentiles in [None, [0.1, 0.99]]:
        described = people.pd.groupby(keys, dropna=pandas["dropna"], sort=pandas["sort"])[["n", "x"]].describe(percentiles=percentiles)
        described.columns = ["_".join(names) for names in described.columns]
        case(people, [["select", [*keys, "n", "x"]], ["groupby", keys, options], ["describe", {} if percentiles is None else {"percentiles": percentiles}]], described.reset_index())
    # Rows of no group have no count here.
    case(people, [["groupby", keys, options], ["cumcount"]], grouped.cumcount().where(grouped.ngroup() >= 0))
    case(people, [["groupby", keys, options], ["ngroup"]], grouped.ngroup().where(lambda group: group >= 0))
    case(people, [["groupby", keys, options], ["ngroup", {"ascending": False}]], grouped.ngroup(ascending=False).where(grouped.ngroup() >= 0))
for agg in ["count", "min", "max", "nunique", "first", "last"]:
    # pandas cannot compare text with what is missing: it is left out for it, as every group of these has a text.
    case(people, [["groupby", "k"], ["agg", {"t": agg}]], people.pd.dropna(subset=["t"]).groupby("k", as_index=False).agg({"t": agg}))
case(people, [["groupby", "k"], ["agg", {"x": ["mean", "max"], "n": {"column": "t", "aggfunc": "count"}}]], people.pd.groupby("k").agg(x_mean=("x", "mean"), x_max=("x", "max"), n=("t", "count")).reset_index())
skewed = Frame(k=Col("a", "a", "a", "a", "b", "b", "b", "c"), x=Col(1.0, 2.0, 2.5, 9.0, 1.0, 1.0, 1.0, 3.0))
case(skewed, [["groupby", "k"], ["skew"]], skewed.pd.groupby("k").skew().reset_index())
case(skewed, [["groupby", "k"], ["quantile", 0.3]], skewed.pd.groupby("k").quantile(0.3).reset_index())
for options in [{}, {"dropna": False}]:
    grouped = people.pd.groupby("k", as_index=False, **options)
    for dropna in [True, False]:
        case(people, [["groupby", "k", options], ["nunique", {"dropna": dropna}]], grouped.nunique(dropna=dropna))
        for name in ["x", "t"]:
            case(people, [["groupby", "k", options], ["col", name], ["nunique", {"dropna": dropna}]], grouped[name].nunique(dropna=dropna))
case(people, [["groupby", "k"], ["mean", {"numericOnly": True}]], people.pd.groupby("k", as_index=False).mean(numeric_only=True))
for method in ["min", "max"]:
    case(people, [["groupby", "k"], [method, {"numericOnly": True}]], getattr(people.pd.groupby("k", as_index=False), method)(numeric_only=True))
case(people, [["groupby", "k"], ["col", "x"], ["std", {"ddof": 0}]], people.pd.groupby("k")["x"].std(ddof=0).reset_index())
case(people, [["groupby", "k"], ["col", "x"], ["agg", ["min", "max"]]], people.pd.groupby("k")["x"].agg(["min", "max"]).reset_index())
none = Frame(k=Col(dtype="string"), x=Col(dtype="float64"))
hidden = Frame(k=Col(None, None, dtype="string"), x=Col(1.0, 2.0))
single = Frame(k=Col("z", "z", "z"), x=Col(3.0, None, 4.0))
signed = Frame(k=Col(0.0, -0.0, NAN, None, 1.5), x=Col(1.0, 2.0, 3.0, 4.0, 5.0))
for frame in [none, hidden, single, signed]:
    for agg in ["sum", "mean", "count", "min", "median"]:
        case(frame, [["groupby", "k"], ["agg", {"x": agg}]], frame.pd.groupby("k", as_index=False).agg({"x": agg}))
    case(frame, [["groupby", "k"], ["size"]], frame.pd.groupby("k", as_index=False).size())
case(signed, [["groupby", "k", {"dropna": False}], ["sum"]], signed.pd.groupby("k", as_index=False, dropna=False).sum())
column = people.pd.groupby("k")["x"]
for agg in ["mean", "sum", "count", "max", "first", "nunique", "std", "median"]:
    case(people, [["groupby", "k"], ["col", "x"], ["transform", agg]], column.transform(agg))
for periods in [1, -1, 2]:
    case(people, [["groupby", "k"], ["col", "x"], ["shift", periods]], column.shift(periods))
    case(people, [["groupby", "k"], ["col", "x"], ["diff", periods]], column.diff(periods))
for periods in [1, -1, 2, 9]:
    case(people, [["groupby", "k"], ["col", "x"], ["shift", periods, {"fillValue": 0.5}]], column.shift(periods, fill_value=0.5))
    case(people, [["groupby", "j"], ["col", "n"], ["shift", periods, {"fillValue": 7}]], people.pd.groupby("j")["n"].shift(periods, fill_value=7))
    case(people, [["groupby", "j"], ["col", "t"], ["shift", periods, {"fillValue": "none"}]], people.pd.groupby("j")["t"].shift(periods, fill_value="none"))
filling = Frame(k=Col("a", "a", "b", "a", "b", "a", "a", None), x=Col(None, 1.0, None, None, 2.0, None, 3.0, 9.0), t=Col("p", None, None, "q", None, None, "r", "s"))
for method in ["ffill", "bfill"]:
    for name in ["x", "t"]:
        case(filling, [["groupby", "k"], ["col", name], [method]], getattr(filling.pd.groupby("k")[name], method)())
    case(filling, [["groupby", "k"], ["col", "x"], [method, {"limit": 1}]], getattr(filling.pd.groupby("k")["x"], method)(limit=1))
for method in ["cumsum", "cumprod", "cummax", "cummin"]:
    case(people, [["groupby", "k"], ["col", "x"], [method]], getattr(column, method)())
    case(people, [["groupby", "j"], ["col", "n"], [method]], getattr(people.pd.groupby("j")["n"], method)().where(people.pd["j"].notna()))
for method in ["average", "min", "max", "first", "dense"]:
    for ascending in [True, False]:
        case(people, [["groupby", "j"], ["col", "n"], ["rank", {"method": method, "ascending": ascending}]], people.pd.groupby("j")["n"].rank(method=method, ascending=ascending).where(people.pd["j"].notna()))
case(people, [["groupby", "k"], ["cumcount", {"ascending": False}]], people.pd.groupby("k").cumcount(ascending=False).where(people.pd["k"].notna()))
both = Frame(k=Col("a", "b", None, "a", "b", "a"), x=Col(1.0, None, 3.0, 4.0, -0.5, NAN), n=Col(5, 2, 9, 2, 7, 5))
within = both.pd.groupby("k")
known = both.pd["k"].notna()
for agg in ["mean", "sum", "count", "max", "first", "nunique", "std", "median", "min", "last"]:
    case(both, [["groupby", "k"], ["transform", agg]], within.transform(agg))
for method, *args in [("shift", 1), ("shift", -1), ("diff", 1), ("ffill",), ("bfill",), ("cumsum",), ("cumprod",), ("cummax",), ("cummin",), ("rank",)]:
    case(both, [["groupby", "k"], [method, *args]], getattr(within, method)(*args).where(known))
for periods in [1, -2]:
    case(both, [["groupby", "k"], ["shift", periods, {"fillValue": 9}]], within.shift(periods, fill_value=9))
case(single, [["groupby", "k"], ["transform", "sum"]], single.pd.groupby("k").transform("sum"))
for frame in [none, hidden, single]:
    # pandas' own transform fails where there are no groups.
    for method, *args in [("shift", 1), ("cumsum",), ("rank",), ("ffill",)]:
        case(frame, [["groupby", "k"], [method, *args]], getattr(frame.pd.groupby("k"), method)(*args).where(frame.pd["k"].notna()))
kinds = Frame(c=Col("lo", "hi", "lo", "mid", None, dtype="category"), d=Col("p", "q", "q", "p", "p"), x=Col(1, 2, 3, 4, 5))
some = kinds.pd.iloc[:3]
for observed in [True, False]:
    for keys in [["c"], ["c", "d"], ["d", "c"]]:
        for agg in ["sum", "count", "max"]:
            case(kinds, [["head", 3], ["groupby", keys, {"observed": observed}], ["agg", {"x": agg}]], some.groupby(keys, observed=observed).agg({"x": agg}).reset_index())

# Merge
left = Frame(id=Col(3, 1, 2, 3, 5), a=Col("l3", "l1", "l2", "l3b", "l5"))
right = Frame(id=Col(1, 3, 3, 4, 2), b=Col(10, 30, 31, 40, None))
lost = Frame(id=Col(None, 2, 3, None), a=Col("p", "q", "r", "s"))
found = Frame(id=Col(3, None, 7), b=Col("x", "y", "z"))
names = Frame(key=Col("b", "a", "é", "a", None), v=Col(1, 2, 3, 4, 5))
others = Frame(key=Col("a", "c", None, "\U0001F600", "é"), v=Col(5, 6, 7, 8, 9))
nobody = Frame(id=Col(dtype="float64"), b=Col(dtype="float64"))
HOW = ["inner", "left", "right", "outer"]
for how in HOW:
    for one_side, other in [(left, right), (lost, found), (names, others), (left, nobody)]:
        key = "key" if one_side is names else "id"
        case(one_side, [["merge", other, {"on": key, "how": how}]], one_side.pd.merge(other.pd, on=key, how=how))
        case(one_side, [["merge", other, {"on": key, "how": how, "indicator": True}]], one_side.pd.merge(other.pd, on=key, how=how, indicator=True))
    case(left, [["merge", Frame(key=right.cols["id"], b=right.cols["b"]), {"leftOn": "id", "rightOn": "key", "how": how}]], left.pd.merge(right.pd.rename(columns={"id": "key"}), left_on="id", right_on="key", how=how))
    case(names, [["merge", others, {"on": "key", "how": how, "suffixes": ["_l", None]}]], names.pd.merge(others.pd, on="key", how=how, suffixes=("_l", None)))
    pairs = Frame(k=Col("a", "a", "b", None), j=Col(1, 2, 1, 1), x=Col(1.0, 2.0, 3.0, 4.0))
    more = Frame(j=Col(1, 1, 2, 1), k=Col("a", "b", "c", None), y=Col("p", "q", "r", "s"))
    case(pairs, [["merge", more, {"how": how}]], pairs.pd.merge(more.pd, how=how))
    case(pairs, [["merge", more, {"leftOn": ["k", "j"], "rightOn": ["k", "j"], "how": how}]], pairs.pd.merge(more.pd, left_on=["k", "j"], right_on=["k", "j"], how=how))
case(left, [["merge", right, {"how": "cross"}]], left.pd.merge(right.pd, how="cross"))
case(left, [["merge", Frame(id=Col(1.0, 2.5, 3.0), b=Col("f1", "f2", "f3")), {"on": "id", "how": "outer"}]], left.pd.merge(pd.DataFrame({"id": [1.0, 2.5, 3.0], "b": ["f1", "f2", "f3"]}), on="id", how="outer"))
case(left, [["merge", right, {"how": "semi"}]], left.pd[left.pd["id"].isin(right.pd["id"])])
case(left, [["merge", right, {"how": "anti"}]], left.pd[~left.pd["id"].isin(right.pd["id"])])

# Reshaping
wide = Frame(id=Col(1, 2, 3), a=Col(10, None, 30), b=Col(0.5, 1.5, None))
case(wide, [["melt", {"idVars": "id"}]], wide.pd.melt(id_vars="id"))
case(wide, [["melt", {"idVars": ["id", "a"], "valueVars": ["b"], "varName": "what", "valueName": "cell"}]], wide.pd.melt(id_vars=["id", "a"], value_vars=["b"], var_name="what", value_name="cell"))
case(wide, [["melt"]], wide.pd.melt())
case(wide, [["melt", {"valueVars": ["b", "a"]}]], wide.pd.melt(value_vars=["b", "a"]))
case(wide, [["head", 0], ["melt", {"idVars": "id"}]], wide.pd.head(0).melt(id_vars="id"))
long = Frame(day=Col(2, 1, 1, 3), kind=Col("lo", "hi", "lo", "lo"), t=Col(4.0, 9.0, 3.0, None), n=Col(1, 2, 3, 4))
case(long, [["pivot", {"index": "day", "columns": "kind", "values": "t"}]], long.pd.pivot(index="day", columns="kind", values="t").reset_index())
case(long, [["pivot", {"index": "day", "columns": "kind"}]], long.pd.pivot(index="day", columns="kind").reset_index())
case(long, [["pivot", {"index": ["day", "n"], "columns": "kind", "values": "t"}]], long.pd.pivot(index=["day", "n"], columns="kind", values="t").reset_index())
titanic = Frame(sex=Col("m", "f", "f", "m", "m", "f", None), cls=Col(1, 1, 3, 3, 3, 2, 1), port=Col("S", "C", "S", "S", None, "C", "S"), fare=Col(50.0, 80.0, 8.0, 7.0, None, 20.0, 30.0), n=Col(1, 2, 3, 4, 5, 6, 7))
for agg in ["mean", "sum", "count", "max", "median", "nunique"]:
    case(titanic, [["pivotTable", {"index": "sex", "columns": "cls", "values": "fare", "aggfunc": agg}]], titanic.pd.pivot_table(index="sex", columns="cls", values="fare", aggfunc=agg).reset_index())
    case(titanic, [["pivotTable", {"index": ["sex", "port"], "columns": "cls", "values": "n", "aggfunc": agg, "fillValue": 0}]], titanic.pd.pivot_table(index=["sex", "port"], columns="cls", values="n", aggfunc=agg, fill_value=0).reset_index())
    case(titanic, [["pivotTable", {"index": "sex", "columns": "cls", "values": "n", "aggfunc": agg, "margins": True}]], titanic.pd.pivot_table(index="sex", columns="cls", values="n", aggfunc=agg, margins=True).reset_index())
for columns, values, margins in [("cls", "n", False), ("cls", ["fare", "n"], True), (["port", "cls"], "fare", False), (None, "n", False), (None, ["fare", "n"], False)]:
    several = titanic.pd.pivot_table(index="sex", columns=columns, values=values, aggfunc=["mean", "sum"], margins=margins)
    several.columns = ["_".join(map(str, names)) for names in several.columns]
    case(titanic, [["pivotTable", {"index": "sex", **({"columns": columns} if columns else {}), "values": values, "aggfunc": ["mean", "sum"], "margins": margins}]], several.reset_index())
case(titanic, [["pivotTable", {"index": "sex", "values": ["fare", "n"]}]], titanic.pd.pivot_table(index="sex", values=["fare", "n"]).reset_index())
case(titanic, [["pivotTable", {"index": "sex", "columns": ["port", "cls"], "values": "n", "aggfunc": "sum"}]], titanic.pd.pivot_table(index="sex", columns=["port", "cls"], values="n", aggfunc="sum").reset_index())
case(titanic, [["pivotTable", {"index": "sex", "columns": "cls", "values": ["fare", "n"], "aggfunc": {"fare": "mean", "n": "sum"}}]], titanic.pd.pivot_table(index="sex", columns="cls", values=["fare", "n"], aggfunc={"fare": "mean", "n": "sum"}).reset_index())
sexes, classes, ports = (Col(*titanic.cols[name].cells, name=name) for name in ["sex", "cls", "port"])
for options in [{}, {"margins": True}, {"normalize": True}, {"normalize": "index"}, {"normalize": "columns"}, {"normalize": "all", "margins": True}, {"normalize": "index", "margins": True}, {"normalize": "columns", "margins": True}]:
    pandas = {("margins" if key == "margins" else key): value for key, value in options.items()}
    case(sexes, [["crosstab", classes, options]], pd.crosstab(sexes.pd, classes.pd, **pandas).reset_index(), label=f"crosstab of sex, {json.dumps(options)}")
lists = Frame(id=Col(1, 2, 3, 4), tags=Col(["a", "b"], [], None, ["c"]), ns=Col([1, 2], [], None, [3]))
for names_of in ["tags", ["tags", "ns"]]:
    case(lists, [["explode", names_of]], lists.pd.explode(names_of))
events = Frame(at=Col(T("2021-01-30 22:15"), T("2021-01-31 23:59:59"), T("2021-02-01"), None, T("2021-02-03 12:00"), T("2021-04-11 06:30"), T("2021-01-30 01:00"), dtype="timestamp"), x=Col(1.0, 2.0, 3.0, 4.0, None, 6.0, 7.0))
known = events.pd.dropna(subset=["at"])
for rule in ["1D", "2D", "12h", "36h", "W", "2W", "MS", "ME", "2MS", "2ME", "QS", "QE", "YS", "YE"]:
    for agg in ["sum", "mean", "count"]:
        case(events, [["resample", rule, {"on": "at"}], ["agg", {"x": agg}]], known.resample(rule, on="at").agg({"x": agg}).reset_index())
for closed in ["left", "right"]:
    for side in ["left", "right"]:
        case(events, [["resample", "1D", {"on": "at", "closed": closed, "label": side}], ["size"]], known.resample("1D", on="at", closed=closed, label=side).size().rename("size").reset_index())
case(events, [["resample", "15min", {"on": "at"}], ["col", "x"], ["max"]], known.resample("15min", on="at")["x"].max().reset_index())

write("summary-cases.json")
