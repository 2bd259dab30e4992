import type { NumberCell, TimeCell } from "@framepool/frame/internal";
import type { Step } from "../plan/plan.js";
import { Accessor } from "./Accessor.js";
import type { Pipeline } from "./Pipeline.js";
import type { PipelineColumn } from "./PipelineColumn.js";

// Which cells a method is for is the type of its `this`: of other cells it does not compile.
type OfTimes = PipelineTime<TimeCell>;
type OfDurations = PipelineTime<NumberCell>;
type Numbers = PipelineColumn<number | null>;
type Flags = PipelineColumn<boolean>;
type Times = PipelineColumn<Date | null>;
type Text = PipelineColumn<string | null>;

/**
 * What `pipe.col(name).dt` gives: methods of dates, timestamps (UTC) and durations, those of `series.dt`, each a step that is
 * done part by part. FrameError when it runs, for a column of another type.
 */
export class PipelineTime<out T> extends Accessor<T> {
  /** Made by `pipe.col(name).dt`. */
  constructor(column: (steps: readonly Step[]) => unknown, frame: (steps: readonly Step[]) => unknown) {
    super("dt", column, frame);
  }

  /** Year. */
  year(this: OfTimes): Numbers { return this.verb("year"); }
  /** Quarter, from 1. */
  quarter(this: OfTimes): Numbers { return this.verb("quarter"); }
  /** Month, from 1. */
  month(this: OfTimes): Numbers { return this.verb("month"); }
  /** Day of the month, from 1. */
  day(this: OfTimes): Numbers { return this.verb("day"); }
  /** Hour, from 0. */
  hour(this: OfTimes): Numbers { return this.verb("hour"); }
  /** Minute, from 0. */
  minute(this: OfTimes): Numbers { return this.verb("minute"); }
  /** Second, from 0. */
  second(this: OfTimes): Numbers { return this.verb("second"); }
  /** Microseconds of the second. */
  microsecond(this: OfTimes): Numbers { return this.verb("microsecond"); }
  /** Nanoseconds of the microsecond. */
  nanosecond(this: OfTimes): Numbers { return this.verb("nanosecond"); }
  /** Day of the week: 0 is Monday. */
  dayofweek(this: OfTimes): Numbers { return this.verb("dayofweek"); }
  /** The same. */
  weekday(this: OfTimes): Numbers { return this.verb("weekday"); }
  /** Day of the year, from 1. */
  dayofyear(this: OfTimes): Numbers { return this.verb("dayofyear"); }
  /** How many days the month has. */
  daysInMonth(this: OfTimes): Numbers { return this.verb("daysInMonth"); }
  /** Whether it is a month's first day. */
  isMonthStart(this: OfTimes): Flags { return this.verb("isMonthStart"); }
  /** Whether it is a month's last day. */
  isMonthEnd(this: OfTimes): Flags { return this.verb("isMonthEnd"); }
  /** Whether it is a quarter's first day. */
  isQuarterStart(this: OfTimes): Flags { return this.verb("isQuarterStart"); }
  /** Whether it is a quarter's last day. */
  isQuarterEnd(this: OfTimes): Flags { return this.verb("isQuarterEnd"); }
  /** Whether it is a year's first day. */
  isYearStart(this: OfTimes): Flags { return this.verb("isYearStart"); }
  /** Whether it is a year's last day. */
  isYearEnd(this: OfTimes): Flags { return this.verb("isYearEnd"); }
  /** Whether the year is a leap year. */
  isLeapYear(this: OfTimes): Flags { return this.verb("isLeapYear"); }
  /** At midnight. */
  normalize(this: OfTimes): Times { return this.verb("normalize"); }
  /** The date alone. */
  date(this: OfTimes): Times { return this.verb("date"); }
  /** The day's English name. */
  dayName(this: OfTimes): Text { return this.verb("dayName"); }
  /** The month's English name. */
  monthName(this: OfTimes): Text { return this.verb("monthName"); }
  /** Whole days of a duration. */
  days(this: OfDurations): Numbers { return this.verb("days"); }
  /** Seconds of a duration beyond its days. */
  seconds(this: OfDurations): Numbers { return this.verb("seconds"); }
  /** Microseconds of a duration beyond its seconds. */
  microseconds(this: OfDurations): Numbers { return this.verb("microseconds"); }
  /** A duration in seconds. */
  totalSeconds(this: OfDurations): Numbers { return this.verb("totalSeconds"); }
  /** Down to a multiple of a frequency (`"15min"`, or ms). */
  floor(this: OfTimes, frequency: string | number): Times { return this.verb("floor", frequency); }
  /** Up to a multiple of a frequency. */
  ceil(this: OfTimes, frequency: string | number): Times { return this.verb("ceil", frequency); }
  /** To the nearest multiple of a frequency. */
  round(this: OfTimes, frequency: string | number): Times { return this.verb("round", frequency); }
  /** As text by a format, as Python's `strftime`. */
  strftime(this: OfTimes, format: string): Text { return this.verb("strftime", format); }
  /** ISO year, week and day, a column each. */
  isocalendar(this: OfTimes): Pipeline<{ year: number | null; week: number | null; day: number | null }> { return this.frame("isocalendar"); }
}
