"""Writes learn-cases.json: what scikit-learn makes of each transformer, fitted to one frame and given another.
Run with pandas 2.3.3, scikit-learn 1.9 and Python 3.11 as make-cases.py is.

Missing cells are null (NaN and None alike). A number that JSON lacks is {"$number": "Infinity"}.
"""
import json
import math
import pathlib
import warnings

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import KBinsDiscretizer, LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, StandardScaler

warnings.simplefilter("ignore")
NAN = float("nan")
cases = []


def plain(x):
    x = x.item() if isinstance(x, np.generic) else x
    if x is None or (isinstance(x, float) and math.isnan(x)):
        return None
    if isinstance(x, float) and math.isinf(x):
        return {"$number": "Infinity" if x > 0 else "-Infinity"}
    if isinstance(x, (list, tuple, np.ndarray)):
        return [plain(each) for each in x]
    return x


def frame_json(frame):
    return {str(name): [plain(x) for x in frame[name].tolist()] for name in frame.columns}


def dtypes_of(frame):
    return {name: "float64" for name in frame.columns if frame[name].dtype.kind == "f"}


ATTRIBUTES = {
    "StandardScaler": [("mean", "mean_"), ("var", "var_"), ("scale", "scale_")],
    "MinMaxScaler": [("dataMin", "data_min_"), ("dataMax", "data_max_"), ("scale", "scale_"), ("min", "min_")],
    "RobustScaler": [("center", "center_"), ("scale", "scale_")],
    "OrdinalEncoder": [("categories", "categories_")],
    "OneHotEncoder": [("categories", "categories_")],
    "SimpleImputer": [("statistics", "statistics_")],
    "KBinsDiscretizer": [("binEdges", "bin_edges_")],
}


def case(title, name, options, estimator, train, test, inverse=True):
    estimator.set_output(transform="pandas")
    fitted = estimator.fit(train)
    result = fitted.transform(test)
    attributes = {ours: {column: plain(value) for column, value in zip(train.columns, getattr(fitted, theirs))} for ours, theirs in ATTRIBUTES[name] if getattr(fitted, theirs, None) is not None}
    made = {"title": f"{name} {title}", "transformer": name, "options": options, "train": frame_json(train), "test": frame_json(test), "dtypes": dtypes_of(train), "expected": frame_json(result), "attributes": attributes}
    if inverse:
        back = fitted.inverse_transform(result.to_numpy())
        made["inverse"] = frame_json(pd.DataFrame(back, columns=train.columns))
    cases.append(made)


numbers = pd.DataFrame({"a": [1.0, 2.0, NAN, 4.0, 10.0], "b": [-3.0, 0.0, 0.5, 100.0, -0.0], "c": [7.0, 7.0, 7.0, 7.0, 7.0]})
more = pd.DataFrame({"a": [0.0, NAN, 5.5], "b": [1e6, -1.0, NAN], "c": [7.0, 8.0, 6.0]})
tenths = pd.DataFrame({"a": [0.1] * 9 + [0.1], "b": [1e8 + i / 8 for i in range(10)], "c": [1e-300 * i for i in range(10)]})
whole = pd.DataFrame({"a": [3, 1, 2, 3, 1], "b": [10, 20, 30, 40, 55]})

for train, test in [(numbers, more), (tenths, tenths), (whole, whole)]:
    for options, names in [({}, {}), ({"withMean": False}, {"with_mean": False}), ({"withStd": False}, {"with_std": False})]:
        case(f"{list(train.iloc[1])} {options}", "StandardScaler", options, StandardScaler(**names), train, test)
    for options, names in [({}, {}), ({"featureRange": [-1, 3]}, {"feature_range": (-1, 3)}), ({"clip": True}, {"clip": True})]:
        case(f"{list(train.iloc[1])} {options}", "MinMaxScaler", options, MinMaxScaler(**names), train, test)
    for options, names in [({}, {}), ({"withCentering": False}, {"with_centering": False}), ({"withScaling": False}, {"with_scaling": False}), ({"quantileRange": [10, 90]}, {"quantile_range": (10, 90)})]:
        case(f"{list(train.iloc[1])} {options}", "RobustScaler", options, RobustScaler(**names), train, test)
one = pd.DataFrame({"a": [5.0]})
for name, estimator in [("StandardScaler", StandardScaler()), ("MinMaxScaler", MinMaxScaler()), ("RobustScaler", RobustScaler())]:
    case("of one row", name, {}, estimator, one, one)
    case("of nothing but missing cells", name, {}, estimator, pd.DataFrame({"a": [NAN, NAN]}), pd.DataFrame({"a": [1.0, NAN]}))

words = pd.DataFrame({"x": ["b", "a", "c", "b"], "y": ["u", "v", "u", "u"]})
unknown = pd.DataFrame({"x": ["a", "z"], "y": ["v", "u"]})
missing = pd.DataFrame({"x": ["b", NAN, "a", "b"], "y": ["u", "v", "u", "u"]})
emoji = pd.DataFrame({"x": ["\U0001F600", "\uFFFD", "é", "Z", "a", ""]})
mixed = pd.DataFrame({"n": [3, 1, 2, 3], "f": [0.5, 2.0, 0.5, -1.0]})
for title, train, test in [("words", words, words), ("missing", missing, missing), ("emoji", emoji, emoji), ("numbers", mixed, mixed)]:
    case(title, "OrdinalEncoder", {}, OrdinalEncoder(), train, test)
    case(title, "OneHotEncoder", {}, OneHotEncoder(sparse_output=False), train, test)
    case(f"{title}, drop first", "OneHotEncoder", {"drop": "first"}, OneHotEncoder(sparse_output=False, drop="first"), train, test)
    case(f"{title}, drop ifBinary", "OneHotEncoder", {"drop": "ifBinary"}, OneHotEncoder(sparse_output=False, drop="if_binary"), train, test)
case("unknown", "OrdinalEncoder", {"handleUnknown": "useEncodedValue", "unknownValue": -1}, OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), words, unknown)
case("missing as -2", "OrdinalEncoder", {"encodedMissingValue": -2}, OrdinalEncoder(encoded_missing_value=-2), missing, missing)
case("given categories", "OrdinalEncoder", {"categories": {"x": ["c", "b", "a"], "y": ["v", "u"]}}, OrdinalEncoder(categories=[["c", "b", "a"], ["v", "u"]]), words, words)
case("unknown", "OneHotEncoder", {"handleUnknown": "ignore"}, OneHotEncoder(sparse_output=False, handle_unknown="ignore"), words, unknown)
case("given categories", "OneHotEncoder", {"categories": {"x": ["c", "b", "a", "q"], "y": ["v", "u"]}}, OneHotEncoder(sparse_output=False, categories=[["c", "b", "a", "q"], ["v", "u"]]), words, words)

gaps = pd.DataFrame({"a": [1.0, NAN, 2.0, 2.0, NAN, 7.0], "b": [NAN, 4.0, 4.0, 5.0, 5.0, -1.0]})
texts = pd.DataFrame({"x": pd.Series(["b", None, "a", "b", "a", None], dtype=object)}).replace({None: NAN})
empty = pd.DataFrame({"a": [1.0, NAN], "b": [NAN, NAN]})
for strategy in ["mean", "median", "most_frequent", "constant"]:
    ours = {"most_frequent": "mostFrequent"}.get(strategy, strategy)
    for frame, title in [(gaps, "gaps"), (empty, "empty")]:
        case(f"{ours} {title}", "SimpleImputer", {"strategy": ours}, SimpleImputer(strategy=strategy), frame, frame, inverse=False)
        case(f"{ours} {title}, kept", "SimpleImputer", {"strategy": ours, "keepEmptyFeatures": True}, SimpleImputer(strategy=strategy, keep_empty_features=True), frame, frame, inverse=False)
case("indicator", "SimpleImputer", {"addIndicator": True}, SimpleImputer(add_indicator=True), gaps, gaps)
case("constant 9", "SimpleImputer", {"strategy": "constant", "fillValue": 9}, SimpleImputer(strategy="constant", fill_value=9), gaps, gaps, inverse=False)
case("mostFrequent of text", "SimpleImputer", {"strategy": "mostFrequent"}, SimpleImputer(strategy="most_frequent"), texts, texts, inverse=False)
case("constant of text", "SimpleImputer", {"strategy": "constant", "fillValue": "?"}, SimpleImputer(strategy="constant", fill_value="?"), texts, texts, inverse=False)

spread = pd.DataFrame({"a": [1.0, 2.0, 2.0, 3.0, 4.0, 10.0, 11.0, 30.0], "b": [0.0, 0.0, 0.0, 0.0, 1.0, 5.0, 5.0, 9.0], "c": [4.0] * 8})
outside = pd.DataFrame({"a": [-5.0, 2.5, 100.0], "b": [0.0, 4.9, 5.0], "c": [3.0, 4.0, 5.0]})
for strategy in ["uniform", "quantile", "kmeans"]:
    for bins in [2, 3, 4]:
        for encode in ["ordinal", "onehot"]:
            options = {"nBins": bins, "encode": encode, "strategy": strategy}
            case(f"{options}", "KBinsDiscretizer", options, KBinsDiscretizer(bins, encode={"onehot": "onehot-dense"}.get(encode, encode), strategy=strategy), spread, outside)
case("linear", "KBinsDiscretizer", {"nBins": 3, "encode": "ordinal", "quantileMethod": "linear"}, KBinsDiscretizer(3, encode="ordinal", quantile_method="linear"), spread, outside)

for values in [["b", "a", "b", "é", "\U0001F600", "\uFFFD"], [3, 1, 2, 3], [True, False, True]]:
    encoder = LabelEncoder().fit(values)
    cases.append({"title": f"LabelEncoder {values}", "transformer": "LabelEncoder", "values": values, "codes": plain(encoder.transform(values)), "classes": plain(encoder.classes_)})

people = pd.DataFrame({"Sex": ["m", "f", "m"], "Age": [20.0, 30.0, 40.0], "Fare": [1.0, 2.0, 3.0], "id": [1, 2, 3]})
for remainder in ["drop", "passthrough"]:
    for verbose in [True, False]:
        combined = ColumnTransformer([("num", StandardScaler(), ["Fare", "Age"]), ("cat", OneHotEncoder(sparse_output=False), ["Sex"])], remainder=remainder, verbose_feature_names_out=verbose).set_output(transform="pandas")
        options = {"remainder": remainder, "verboseFeatureNamesOut": verbose}
        cases.append({"title": f"ColumnTransformer {options}", "transformer": "ColumnTransformer", "options": options, "train": frame_json(people), "dtypes": dtypes_of(people), "expected": frame_json(combined.fit_transform(people))})

path = pathlib.Path(__file__).with_name("learn-cases.json")
path.write_text("[\n" + ",\n".join(json.dumps(each, ensure_ascii=True) for each in cases) + "\n]\n")
print(f"{len(cases)} cases, scikit-learn {sklearn.__version__}")
