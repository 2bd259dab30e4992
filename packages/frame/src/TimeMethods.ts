import { OF_TIME_METHODS } from "./arguments-taken.js";
import type { DurationCell, TimeCell } from "./cell.js";
import type { Column } from "./column.js";
import { COLUMNS } from "./columns-key.js";
import type { DataFrame } from "./DataFrame.js";
import { dayName, monthName, normalize } from "./dt/dates.js";
import { days, microseconds, seconds, totalSeconds } from "./dt/durations.js";
import { clockField, dateField, dateFlag, isocalendar } from "./dt/fields.js";
import { snap } from "./dt/snap.js";
import { strftime } from "./dt/strftime.js";
import { makeFrame } from "./frame-maker.js";
import type { Series } from "./Series.js";
import type { OneOf } from "./types.js";
import { refuseMore } from "./verbs/arguments/refuse-more.js";
import { dateOf } from "./verbs/conversion/date-of.js";

// Which cells a method is for is the type of its `this`: of other cells it does not compile.
type OfTimes<T> = TimeMethods<TimeCell> | OneOf<T, TimeCell>;
type OfDurations<T> = TimeMethods<DurationCell> | OneOf<T, DurationCell>;
type Numbers = Series<number | null>;
type Times = Series<Date | null>;

/**
 * What `series.dt` gives: methods of dates and timestamps, UTC, and of durations. A missing cell stays missing. Digits finer
 * than a Date has are kept in the column. Throw FrameError for a column of another type.
 */
export class TimeMethods<out T> {
  static {
    refuseMore(this, OF_TIME_METHODS);
  }

  readonly #column: Column;
  readonly #series: <U>(column: Column) => Series<U>;

  constructor(of: Series<T>, series: <U>(column: Column) => Series<U>) {
    this.#column = of[COLUMNS];
    this.#series = series;
  }

  /**
   * Year.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([new Date("1969-12-31T23:59:59Z"), null]).dt.year().toList(); // → [ 1969, null ]
   * ```
   */
  year(this: OfTimes<T>): Numbers { return this.#series(dateField(this.#column, "year")); }

  /** Quarter of the year, 1 to 4. */
  quarter(this: OfTimes<T>): Numbers { return this.#series(dateField(this.#column, "quarter")); }

  /** Month, 1 to 12. */
  month(this: OfTimes<T>): Numbers { return this.#series(dateField(this.#column, "month")); }

  /** Day of the month, from 1. */
  day(this: OfTimes<T>): Numbers { return this.#series(dateField(this.#column, "day")); }

  /** Hour, 0 to 23. */
  hour(this: OfTimes<T>): Numbers { return this.#series(clockField(this.#column, "hour")); }

  /** Minute of the hour. */
  minute(this: OfTimes<T>): Numbers { return this.#series(clockField(this.#column, "minute")); }

  /** Second of the minute. */
  second(this: OfTimes<T>): Numbers { return this.#series(clockField(this.#column, "second")); }

  /** Microsecond of the second, 0 to 999,999. */
  microsecond(this: OfTimes<T>): Numbers { return this.#series(clockField(this.#column, "microsecond")); }

  /** Nanosecond of the microsecond, 0 to 999. */
  nanosecond(this: OfTimes<T>): Numbers { return this.#series(clockField(this.#column, "nanosecond")); }

  /**
   * Day of the week: 0 is Monday, 6 Sunday.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([new Date("2021-03-04")]).dt.dayofweek().toList(); // → [ 3 ]
   * ```
   */
  dayofweek(this: OfTimes<T>): Numbers { return this.#series(dateField(this.#column, "dayofweek")); }

  /** {@link TimeMethods.dayofweek}, under pandas' other name. */
  weekday(this: OfTimes<T>): Numbers { return this.dayofweek(); }

  /** Day of the year, from 1. */
  dayofyear(this: OfTimes<T>): Numbers { return this.#series(dateField(this.#column, "dayofyear")); }

  /** How many days the month has. */
  daysInMonth(this: OfTimes<T>): Numbers { return this.#series(dateField(this.#column, "daysInMonth")); }

  /** Year, week and day (1 is Monday) by ISO 8601, as a frame. */
  isocalendar(this: OfTimes<T>): DataFrame<{ year: number | null; week: number | null; day: number | null }> { return makeFrame(isocalendar(this.#column)); }

  /** Whether it is the first day of a month; false where missing. */
  isMonthStart(this: OfTimes<T>): Series<boolean> { return this.#series(dateFlag(this.#column, "isMonthStart")); }

  /** Whether it is the last day of a month; false where missing. */
  isMonthEnd(this: OfTimes<T>): Series<boolean> { return this.#series(dateFlag(this.#column, "isMonthEnd")); }

  /** Whether it is the first day of a quarter; false where missing. */
  isQuarterStart(this: OfTimes<T>): Series<boolean> { return this.#series(dateFlag(this.#column, "isQuarterStart")); }

  /** Whether it is the last day of a quarter; false where missing. */
  isQuarterEnd(this: OfTimes<T>): Series<boolean> { return this.#series(dateFlag(this.#column, "isQuarterEnd")); }

  /** Whether it is the first day of a year; false where missing. */
  isYearStart(this: OfTimes<T>): Series<boolean> { return this.#series(dateFlag(this.#column, "isYearStart")); }

  /** Whether it is the last day of a year; false where missing. */
  isYearEnd(this: OfTimes<T>): Series<boolean> { return this.#series(dateFlag(this.#column, "isYearEnd")); }

  /** Whether the year has 366 days; false where missing. */
  isLeapYear(this: OfTimes<T>): Series<boolean> { return this.#series(dateFlag(this.#column, "isLeapYear")); }

  /**
   * The last tick of a frequency that is not later: `"D"`, `"6h"`, `"15min"`, `"30s"`, `"ms"`, `"us"`, `"ns"`, or a number
   * of ms. Ticks are counted from 1970, UTC. Throws ArgumentError for months and others that have no fixed length.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const time = new Series([new Date("2021-03-04T05:37:30Z")]);
   * time.dt.floor("15min").toList(); // → [ 2021-03-04T05:30:00.000Z ]
   * time.dt.round("h").toList(); // → [ 2021-03-04T06:00:00.000Z ]
   * ```
   */
  floor(this: OfTimes<T>, frequency: string | number): Times { return this.#series(snap(this.#column, "floor", frequency)); }

  /** The first tick of a frequency that is not earlier. */
  ceil(this: OfTimes<T>, frequency: string | number): Times { return this.#series(snap(this.#column, "ceil", frequency)); }

  /** The nearest tick of a frequency; half-way, the even one. */
  round(this: OfTimes<T>, frequency: string | number): Times { return this.#series(snap(this.#column, "round", frequency)); }

  /** Midnight of the day, UTC, as a timestamp. */
  normalize(this: OfTimes<T>): Times { return this.#series(normalize(this.#column)); }

  /** The day, UTC, as a date. */
  date(this: OfTimes<T>): Times { return this.#series(dateOf(this.#column)); }

  /**
   * Text in a format of Python's strftime, UTC, in English. Throws ArgumentError for a directive that is not known.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([new Date("2021-03-04T05:06:07Z"), null]).dt.strftime("%a %d %b %Y, %H:%M").toList(); // → [ 'Thu 04 Mar 2021, 05:06', null ]
   * ```
   */
  strftime(this: OfTimes<T>, format: string): Series<string | null> { return this.#series(strftime(this.#column, format)); }

  /** `Monday` … */
  dayName(this: OfTimes<T>): Series<string | null> { return this.#series(dayName(this.#column)); }

  /** `January` … */
  monthName(this: OfTimes<T>): Series<string | null> { return this.#series(monthName(this.#column)); }

  /**
   * Whole days of a duration, rounded down.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const end = new Series([new Date("2021-03-04T12:00:00Z")]);
   * end.sub(new Date("2021-03-01")).dt.days().toList(); // → [ 3 ]
   * end.sub(new Date("2021-03-01")).dt.totalSeconds().toList(); // → [ 302400 ]
   * ```
   */
  days(this: OfDurations<T>): Numbers { return this.#series(days(this.#column)); }

  /** Whole seconds of a duration beyond its days, 0 to 86,399. */
  seconds(this: OfDurations<T>): Numbers { return this.#series(seconds(this.#column)); }

  /** Whole microseconds of a duration beyond its seconds, 0 to 999,999. */
  microseconds(this: OfDurations<T>): Numbers { return this.#series(microseconds(this.#column)); }

  /** All of a duration in seconds. */
  totalSeconds(this: OfDurations<T>): Numbers { return this.#series(totalSeconds(this.#column)); }
}
