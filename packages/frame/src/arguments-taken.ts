// How many arguments the methods of each class take: at place n of a list are those that take n (`refuseMore`). Left out are
// those that are called for each row: `at`, `row`.

const REDUCTIONS = ["mean", "median", "min", "max", "sum", "prod", "skew", "kurt"] as const;
const COMPARISONS = ["eq", "ne", "lt", "le", "gt", "ge"] as const;
const ARITHMETIC = ["add", "sub", "mul", "div", "floordiv", "mod", "pow"] as const;
const CUMULATIVE = ["cumsum", "cumprod", "cummax", "cummin"] as const;

export const OF_SERIES = [
  ["toList", "neg", "abs", "not", "isna", "notna", "dropna", "count", ...REDUCTIONS, "any", "all", "mode", "unique", ...CUMULATIVE, "explode"],
  [
    "rename", "head", "tail", "filter", "map", "apply", "toString", "print", ...ARITHMETIC, "round", ...COMPARISONS, "isin", "and", "or", "fillna", "ffill", "bfill", "interpolate", "toNumeric", "toDatetime", "getDummies", "factorize",
    "diff", "expanding", "ewm", "std", "var", "agg", "nunique", "valueCounts", "describe", "sortValues", "rank", "duplicated", "dropDuplicates",
  ],
  ["slice", "clip", "where", "mask", "astype", "replace", "cut", "qcut", "shift", "pctChange", "rolling", "quantile", "corr", "nlargest", "nsmallest"],
  ["between"],
] as const;

export const OF_DATA_FRAME = [
  ["toRows", "toColumns", "info", "neg", "abs", "not", "isna", "notna", ...CUMULATIVE],
  [
    "col", "toString", "print", "select", "drop", "rename", "selectDtypes", "assign", "filter", "head", "tail", "sample", "applymap", "toArrow", "toArrowIpc", "duplicated", "dropDuplicates", "melt", "pivot", "pivotTable", "explode",
    "count", ...REDUCTIONS, "std", "var", "nunique", "any", "all", "agg", "mode", "describe", "corr", "valueCounts", "rank", "fillna", "ffill", "bfill", "dropna", "interpolate", "diff", "expanding", "ewm",
    ...ARITHMETIC, "round", ...COMPARISONS, "isin", "and", "or",
  ],
  ["slice", "apply", "sortValues", "merge", "quantile", "groupby", "resample", "astype", "replace", "getDummies", "shift", "pctChange", "rolling", "clip", "where", "mask"],
  ["nlargest", "nsmallest"],
] as const;

export const OF_TEXT_METHODS = [
  ["len", "lower", "upper", "title", "capitalize", "swapcase", "isalpha", "isalnum", "isdigit", "isdecimal", "isspace", "islower", "isupper"],
  ["strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "extractall", "count", "get", "zfill", "repeat", "getDummies"],
  ["contains", "match", "fullmatch", "startswith", "endswith", "extract", "split", "rsplit", "cat", "pad"],
  ["replace", "find", "slice"],
] as const;

export const OF_TIME_METHODS = [
  [
    "year", "quarter", "month", "day", "hour", "minute", "second", "microsecond", "nanosecond", "dayofweek", "weekday", "dayofyear", "daysInMonth", "isocalendar", "isMonthStart", "isMonthEnd", "isQuarterStart", "isQuarterEnd",
    "isYearStart", "isYearEnd", "isLeapYear", "normalize", "date", "dayName", "monthName", "days", "seconds", "microseconds", "totalSeconds",
  ],
  ["floor", "ceil", "round", "strftime"],
] as const;

export const OF_WINDOWS = [
  ["sum", "mean", "median", "min", "max", "skew", "kurt", "count"],
  ["var", "std", "apply"],
  ["quantile"],
] as const;

export const OF_EXPONENTIAL_WINDOWS = [["mean"], ["var", "std"]] as const;

export const OF_GROUP_BY = [
  ["size", "count", "groups", ...CUMULATIVE],
  ["ngroup", "col", "select", "agg", ...REDUCTIONS, "nunique", "first", "last", "std", "var", "describe", "head", "tail", "nth", "filter", "apply", "transform", "diff", "ffill", "bfill", "rank", "cumcount"],
  ["quantile", "shift"],
] as const;

export const OF_GROUP_BY_COLUMN = [
  ["size", "count", ...REDUCTIONS, "first", "last", "mode", ...CUMULATIVE],
  ["agg", "nunique", "std", "var", "describe", "apply", "transform", "diff", "ffill", "bfill", "rank", "cumcount"],
  ["quantile", "shift"],
] as const;
