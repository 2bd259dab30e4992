import { OF_TIME_METHODS, refuseMore } from "@framepool/frame/internal";
import type { DurationCell, OneOf, TimeCell } from "@framepool/frame/internal";
import type { Step } from "../plan/plan.js";
import { Accessor, FRAME, VERB } from "./Accessor.js";
import type { Pipeline } from "./Pipeline.js";
import type { PipelineColumn } from "./PipelineColumn.js";

// Which cells a method is for is the type of its `this`: of other cells it does not compile.
type OfTimes<T> = PipelineTime<TimeCell> | OneOf<T, TimeCell>;
type OfDurations<T> = PipelineTime<DurationCell> | OneOf<T, DurationCell>;
type Numbers = PipelineColumn<number | null>;
type Flags = PipelineColumn<boolean>;
type Times = PipelineColumn<Date | null>;
type Text = PipelineColumn<string | null>;

/**
 * What `pipe.col(name).dt` gives: methods of dates, timestamps (UTC) and durations, those of `series.dt`, each a step that is
 * done part by part. FrameError when it runs, for a column of another type.
 */
export class PipelineTime<out T> extends Accessor<T> {
  static {
    refuseMore(this, OF_TIME_METHODS);
  }

  /** Made by `pipe.col(name).dt`. */
  constructor(column: (steps: readonly Step[]) => unknown, frame: (steps: readonly Step[]) => unknown) {
    super("dt", column, frame);
  }

  /** Year. */
  year(this: OfTimes<T>): Numbers { return this[VERB]("year"); }
  /** Quarter, from 1. */
  quarter(this: OfTimes<T>): Numbers { return this[VERB]("quarter"); }
  /** Month, from 1. */
  month(this: OfTimes<T>): Numbers { return this[VERB]("month"); }
  /** Day of the month, from 1. */
  day(this: OfTimes<T>): Numbers { return this[VERB]("day"); }
  /** Hour, from 0. */
  hour(this: OfTimes<T>): Numbers { return this[VERB]("hour"); }
  /** Minute, from 0. */
  minute(this: OfTimes<T>): Numbers { return this[VERB]("minute"); }
  /** Second, from 0. */
  second(this: OfTimes<T>): Numbers { return this[VERB]("second"); }
  /** Microseconds of the second. */
  microsecond(this: OfTimes<T>): Numbers { return this[VERB]("microsecond"); }
  /** Nanoseconds of the microsecond. */
  nanosecond(this: OfTimes<T>): Numbers { return this[VERB]("nanosecond"); }
  /** Day of the week: 0 is Monday. */
  dayofweek(this: OfTimes<T>): Numbers { return this[VERB]("dayofweek"); }
  /** The same. */
  weekday(this: OfTimes<T>): Numbers { return this[VERB]("weekday"); }
  /** Day of the year, from 1. */
  dayofyear(this: OfTimes<T>): Numbers { return this[VERB]("dayofyear"); }
  /** How many days the month has. */
  daysInMonth(this: OfTimes<T>): Numbers { return this[VERB]("daysInMonth"); }
  /** Whether it is a month's first day. */
  isMonthStart(this: OfTimes<T>): Flags { return this[VERB]("isMonthStart"); }
  /** Whether it is a month's last day. */
  isMonthEnd(this: OfTimes<T>): Flags { return this[VERB]("isMonthEnd"); }
  /** Whether it is a quarter's first day. */
  isQuarterStart(this: OfTimes<T>): Flags { return this[VERB]("isQuarterStart"); }
  /** Whether it is a quarter's last day. */
  isQuarterEnd(this: OfTimes<T>): Flags { return this[VERB]("isQuarterEnd"); }
  /** Whether it is a year's first day. */
  isYearStart(this: OfTimes<T>): Flags { return this[VERB]("isYearStart"); }
  /** Whether it is a year's last day. */
  isYearEnd(this: OfTimes<T>): Flags { return this[VERB]("isYearEnd"); }
  /** Whether the year is a leap year. */
  isLeapYear(this: OfTimes<T>): Flags { return this[VERB]("isLeapYear"); }
  /** At midnight. */
  normalize(this: OfTimes<T>): Times { return this[VERB]("normalize"); }
  /** The date alone. */
  date(this: OfTimes<T>): Times { return this[VERB]("date"); }
  /** The day's English name. */
  dayName(this: OfTimes<T>): Text { return this[VERB]("dayName"); }
  /** The month's English name. */
  monthName(this: OfTimes<T>): Text { return this[VERB]("monthName"); }
  /** Whole days of a duration. */
  days(this: OfDurations<T>): Numbers { return this[VERB]("days"); }
  /** Seconds of a duration beyond its days. */
  seconds(this: OfDurations<T>): Numbers { return this[VERB]("seconds"); }
  /** Microseconds of a duration beyond its seconds. */
  microseconds(this: OfDurations<T>): Numbers { return this[VERB]("microseconds"); }
  /** A duration in seconds. */
  totalSeconds(this: OfDurations<T>): Numbers { return this[VERB]("totalSeconds"); }
  /** Down to a multiple of a frequency (`"15min"`, or ms). */
  floor(this: OfTimes<T>, frequency: string | number): Times { return this[VERB]("floor", frequency); }
  /** Up to a multiple of a frequency. */
  ceil(this: OfTimes<T>, frequency: string | number): Times { return this[VERB]("ceil", frequency); }
  /** To the nearest multiple of a frequency. */
  round(this: OfTimes<T>, frequency: string | number): Times { return this[VERB]("round", frequency); }
  /** As text by a format, as Python's `strftime`. */
  strftime(this: OfTimes<T>, format: string): Text { return this[VERB]("strftime", format); }
  /** ISO year, week and day, a column each. */
  isocalendar(this: OfTimes<T>): Pipeline<{ year: number | null; week: number | null; day: number | null }> { return this[FRAME]("isocalendar"); }
}
