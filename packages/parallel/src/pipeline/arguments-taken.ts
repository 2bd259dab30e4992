// How many arguments the methods of each class take: at place n of a list are those that take n (`refuseMore`).
// Those of which the frame's classes have the same are the frame's.

const REDUCTIONS = ["mean", "median", "min", "max", "sum", "prod", "skew", "kurt"] as const;
const COMPARISONS = ["eq", "ne", "lt", "le", "gt", "ge"] as const;
const ARITHMETIC = ["add", "sub", "mul", "div", "floordiv", "mod", "pow"] as const;
const CUMULATIVE = ["cumsum", "cumprod", "cummax", "cummin"] as const;
const RUNS = [[], ["collect", "run", "explain"], ["toCsv", "toArrow", "forEachBatch"]] as const;

export const OF_PIPELINE = [
  ["isna", "notna", "neg", "abs", "not", ...CUMULATIVE],
  [
    ...RUNS[1], "mapPartitions", "select", "drop", "rename", "head", "tail", "valueCounts", "describe", "transform", "agg", "filter", "assign", "applymap", "col", "fillna", "dropna", "explode", ...ARITHMETIC, "round", ...COMPARISONS, "and", "or", "isin",
    "dropDuplicates", "sample", "melt", "pivot", "pivotTable", "corr", "mode", "duplicated", "diff", "ffill", "bfill", "interpolate", "rank", "expanding", "ewm", "count", ...REDUCTIONS, "nunique", "any", "all", "std", "var",
  ],
  [...RUNS[2], "apply", "getDummies", "groupby", "astype", "replace", "clip", "where", "mask", "sortValues", "merge", "concat", "slice", "resample", "shift", "pctChange", "rolling", "quantile"],
  ["nlargest", "nsmallest", "crosstab"],
] as const;

export const OF_COLUMN = [
  ["neg", "abs", "not", "isna", "notna", "dropna", "count", ...REDUCTIONS, "mode", "unique", "any", "all", ...CUMULATIVE],
  [...RUNS[1], "map", "apply", ...ARITHMETIC, "round", ...COMPARISONS, "isin", "and", "or", "fillna", "std", "var", "valueCounts", "nunique", "agg", "toNumeric", "toDatetime", "factorize", "diff", "ffill", "bfill", "interpolate", "rank", "expanding", "ewm"],
  [...RUNS[2], "clip", "where", "mask", "replace", "quantile", "rolling", "astype", "cut", "qcut", "shift", "pctChange"],
  ["between"],
] as const;

export const OF_TEXT = [
  ["len", "lower", "upper", "title", "capitalize", "swapcase", "isalpha", "isalnum", "isdigit", "isdecimal", "isspace", "islower", "isupper"],
  ["strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "extractall", "count", "get", "zfill", "repeat", "getDummies"],
  ["contains", "match", "fullmatch", "startswith", "endswith", "extract", "split", "rsplit", "pad"],
  ["replace", "find", "slice"],
] as const;

export const OF_WINDOWS = [
  ["sum", "mean", "median", "min", "max", "skew", "kurt", "count"],
  ["var", "std"],
  ["quantile"],
] as const;

export const OF_WINDOW_FUNCTION = [[], ["apply"]] as const;

export const OF_GROUP_BY = [
  ["size", "count", ...CUMULATIVE],
  ["ngroup", "col", "select", "agg", ...REDUCTIONS, "nunique", "first", "last", "std", "var", "describe", "head", "tail", "nth", "filter", "apply", "transform", "diff", "ffill", "bfill", "rank", "cumcount"],
  ["quantile", "shift"],
] as const;

export const OF_RESAMPLED = [
  ["size", "count", "first", "last"],
  ["col", "agg", "sum", "mean", "median", "std", "var", "min", "max", "prod", "nunique"],
  ["quantile"],
] as const;

export const OF_RESAMPLED_COLUMN = [
  ["size", "count", "sum", "mean", "median", "min", "max", "prod", "first", "last"],
  ["agg", "std", "var", "nunique"],
  ["quantile"],
] as const;
