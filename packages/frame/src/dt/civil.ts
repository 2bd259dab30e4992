const DAY = 86_400_000;

/** A day of the calendar. */
export interface Civil {
  year: number;
  /** 1 to 12 */
  month: number;
  /** 1 to 31 */
  day: number;
}

/** Days since 1970 of an instant in ms. */
export function dayNumber(ms: number): number {
  return Math.floor(ms / DAY);
}

/**
 * The date of a day number, in the proleptic Gregorian calendar, by counting in eras of 400 years that begin in March
 * (after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"): a `Date` for each cell is ten times dearer.
 */
export function civilOf(days: number, into: Civil): Civil {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  into.day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  into.month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  into.year = yearOfEra + era * 400 + (into.month <= 2 ? 1 : 0);
  return into;
}

/** The day number of a date: the inverse of {@link civilOf}. */
export function daysOf(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The same for years of at most four digits, in integers of 32 bits: a quarter of the time. */
export function daysOfUsual(year: number, month: number, day: number): number {
  // 400 years more, of 146,097 days, and nothing is below 0.
  const shiftedYear = (month <= 2 ? year + 399 : year + 400) | 0;
  const centuries = (shiftedYear / 100) | 0;
  const dayOfYear = ((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0;
  return shiftedYear * 365 + (shiftedYear >> 2) - centuries + (centuries >> 2) + dayOfYear + day - 1 - 719_468 - 146_097;
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const LENGTHS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1]!;
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

/** Year and week by ISO 8601: week 1 holds the year's first Thursday. */
export function isoWeek(days: number): { year: number; week: number } {
  const thursday = days - weekdayOf(days) + 3;
  const { year } = civilOf(thursday, { year: 0, month: 0, day: 0 });
  return { year, week: Math.floor((thursday - daysOf(year, 1, 1)) / 7) + 1 };
}
