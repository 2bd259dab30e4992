import { ArgumentError, FrameError } from "@framepool/errors";
import { DataFrame, Series, type Cell } from "@framepool/frame";
import { seriesOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryColumns } from "./support/arbitrary-columns.js";
import { cellsOf, DTYPES, inPieces } from "./support/random-columns.js";

type Verb = (series: Series) => unknown;

/** Every verb of cleaning, text, time and windows that keeps the number of rows. */
const VERBS: Readonly<Record<string, Verb>> = {
  isna: (s) => s.isna(), notna: (s) => s.notna(), ffill: (s) => s.ffill(), bfill: (s) => s.bfill({ limit: 1 }), fillna: (s) => s.fillna(s), interpolate: (s) => s.interpolate(),
  ...Object.fromEntries(DTYPES.map((dtype) => [`astype ${dtype}`, (s: Series) => s.astype(dtype)])),
  toNumeric: (s) => s.toNumeric({ errors: "coerce" }), toDatetime: (s) => s.toDatetime({ errors: "coerce" }), replace: (s) => s.replace("a", "b"), "replace RegExp": (s) => s.replace(/a/, "b"),
  getDummies: (s) => s.getDummies(), cut: (s) => s.cut([0, 1, 100], { labels: false }), factorize: (s) => s.factorize({ sort: true })[0], isin: (s) => s.isin(["a", 1, null]),
  shift: (s) => s.shift(2), diff: (s) => s.diff(), pctChange: (s) => s.pctChange(), where: (s) => s.where(s.notna()),
  "rolling sum": (s) => s.rolling(2).sum(), "rolling std": (s) => s.rolling(3, { minPeriods: 0 }).std(), "rolling max": (s) => s.rolling(2, { center: true }).max(), "rolling median": (s) => s.rolling(2).median(), "rolling count": (s) => s.rolling(2).count(),
  "expanding skew": (s) => s.expanding().skew(), ewm: (s) => s.ewm({ com: 1 }).std(), "rolling apply": (s) => s.rolling(1).apply((window: Series) => window.length),
  "str.lower": (s) => s.str.lower(), "str.title": (s) => s.str.title(), "str.len": (s) => s.str.len(), "str.strip": (s) => s.str.strip(), "str.contains": (s) => s.str.contains("a"), "str.slice": (s) => s.str.slice(1), "str.get": (s) => s.str.get(0), "str.split": (s) => s.str.split(), "str.split expand": (s) => s.str.split(undefined, { expand: true }),
  "str.extract": (s) => s.str.extract(/(a)/), "str.replace": (s) => s.str.replace(/a/, "b"), "str.cat": (s) => s.str.cat(s), "str.pad": (s) => s.str.pad(3), "str.zfill": (s) => s.str.zfill(3), "str.find": (s) => s.str.find("a"), "str.getDummies": (s) => s.str.getDummies(), "str.isalpha": (s) => s.str.isalpha(),
  "dt.year": (s) => s.dt.year(), "dt.hour": (s) => s.dt.hour(), "dt.floor": (s) => s.dt.floor("D"), "dt.round us": (s) => s.dt.round("us"), "dt.strftime": (s) => s.dt.strftime("%Y"), "dt.dayName": (s) => s.dt.dayName(), "dt.date": (s) => s.dt.date(), "dt.isMonthEnd": (s) => s.dt.isMonthEnd(), "dt.isocalendar": (s) => s.dt.isocalendar(), "dt.days": (s) => s.dt.days(), "dt.totalSeconds": (s) => s.dt.totalSeconds(),
};

/** As many rows as before, or an error of ours that says why not. */
function keepsRows(verb: Verb, series: Series): void {
  let result: unknown;
  try {
    result = verb(series);
  } catch (error) {
    if (!(error instanceof FrameError) && !(error instanceof ArgumentError)) throw error;
    return;
  }
  if (result instanceof DataFrame) {
    expect(result.numRows).toBe(series.length);
    result.toColumns();
  } else {
    expect(result).toBeInstanceOf(Series);
    expect((result as Series).length).toBe(series.length);
    (result as Series).toString();
  }
}

describe("every verb gives as many rows, or an error of ours", () => {
  it.each(Object.entries(VERBS))("%s", (_, verb) => {
    for (const dtype of DTYPES) for (const cells of [[], [null], [null, null, null]] as Cell[][]) keepsRows(verb, new Series(cells, { dtype }));
    fc.assert(fc.property(fc.constantFrom(...DTYPES), fc.array(fc.nat()), fc.gen(), (dtype, cuts, g) => keepsRows(verb, seriesOf(inPieces("x", g(cellsOf, dtype, { maxLength: 12 }), dtype, cuts)))), { numRuns: 60 });
    fc.assert(fc.property(arbitraryColumns({ maxColumns: 2 }), (columns) => columns.forEach((column) => keepsRows(verb, seriesOf(column)))), { numRuns: 60 });
  });
});
