import type { Step } from "../plan/plan.js";
import { Accessor } from "./Accessor.js";
import type { Pipeline } from "./Pipeline.js";
import type { PipelineColumn } from "./PipelineColumn.js";

type Numbers = PipelineColumn<number | null>;
type Flags = PipelineColumn<boolean>;
type Times = PipelineColumn<Date | null>;
type Text = PipelineColumn<string | null>;

/**
 * What `pipe.col(name).dt` gives: methods of dates, timestamps (UTC) and durations, those of `series.dt`, each a step that is
 * done part by part. FrameError when it runs, for a column of another type.
 */
export class PipelineTime extends Accessor {
  /** Made by `pipe.col(name).dt`. */
  constructor(column: (steps: readonly Step[]) => unknown, frame: (steps: readonly Step[]) => unknown) {
    super("dt", column, frame);
  }

  /** Year. */
  year(): Numbers { return this.verb("year"); }
  /** Quarter, from 1. */
  quarter(): Numbers { return this.verb("quarter"); }
  /** Month, from 1. */
  month(): Numbers { return this.verb("month"); }
  /** Day of the month, from 1. */
  day(): Numbers { return this.verb("day"); }
  /** Hour, from 0. */
  hour(): Numbers { return this.verb("hour"); }
  /** Minute, from 0. */
  minute(): Numbers { return this.verb("minute"); }
  /** Second, from 0. */
  second(): Numbers { return this.verb("second"); }
  /** Microseconds of the second. */
  microsecond(): Numbers { return this.verb("microsecond"); }
  /** Nanoseconds of the microsecond. */
  nanosecond(): Numbers { return this.verb("nanosecond"); }
  /** Day of the week: 0 is Monday. */
  dayofweek(): Numbers { return this.verb("dayofweek"); }
  /** The same. */
  weekday(): Numbers { return this.verb("weekday"); }
  /** Day of the year, from 1. */
  dayofyear(): Numbers { return this.verb("dayofyear"); }
  /** How many days the month has. */
  daysInMonth(): Numbers { return this.verb("daysInMonth"); }
  /** Whether it is a month's first day. */
  isMonthStart(): Flags { return this.verb("isMonthStart"); }
  /** Whether it is a month's last day. */
  isMonthEnd(): Flags { return this.verb("isMonthEnd"); }
  /** Whether it is a quarter's first day. */
  isQuarterStart(): Flags { return this.verb("isQuarterStart"); }
  /** Whether it is a quarter's last day. */
  isQuarterEnd(): Flags { return this.verb("isQuarterEnd"); }
  /** Whether it is a year's first day. */
  isYearStart(): Flags { return this.verb("isYearStart"); }
  /** Whether it is a year's last day. */
  isYearEnd(): Flags { return this.verb("isYearEnd"); }
  /** Whether the year is a leap year. */
  isLeapYear(): Flags { return this.verb("isLeapYear"); }
  /** At midnight. */
  normalize(): Times { return this.verb("normalize"); }
  /** The date alone. */
  date(): Times { return this.verb("date"); }
  /** The day's English name. */
  dayName(): Text { return this.verb("dayName"); }
  /** The month's English name. */
  monthName(): Text { return this.verb("monthName"); }
  /** Whole days of a duration. */
  days(): Numbers { return this.verb("days"); }
  /** Seconds of a duration beyond its days. */
  seconds(): Numbers { return this.verb("seconds"); }
  /** Microseconds of a duration beyond its seconds. */
  microseconds(): Numbers { return this.verb("microseconds"); }
  /** A duration in seconds. */
  totalSeconds(): Numbers { return this.verb("totalSeconds"); }
  /** Down to a multiple of a frequency (`"15min"`, or ms). */
  floor(frequency: string | number): Times { return this.verb("floor", frequency); }
  /** Up to a multiple of a frequency. */
  ceil(frequency: string | number): Times { return this.verb("ceil", frequency); }
  /** To the nearest multiple of a frequency. */
  round(frequency: string | number): Times { return this.verb("round", frequency); }
  /** As text by a format, as Python's `strftime`. */
  strftime(format: string): Text { return this.verb("strftime", format); }
  /** ISO year, week and day, a column each. */
  isocalendar(): Pipeline<{ year: number | null; week: number | null; day: number | null }> { return this.frame("isocalendar"); }
}
