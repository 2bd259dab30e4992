import { plainInstant, type Instant, type TimeUnit } from "@framepool/frame/internal";

const ISO = /^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?\s*$/i;

/** Reads `2021-03-04`, `2021-03-04 05:06:07.891` (or with `T`), with `Z` or an offset; UTC where there is none. null for anything else. */
export function parseInstant(text: string): Instant | null {
  const plain = plainInstant(text);
  if (plain !== null) return plain;
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = found;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // Date rolls over: the 30th of February is the 2nd of March.
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const digits = fraction.padEnd(9, "0");
  const clock = Number(hour) * 3_600_000 + (Number(minute) - offset) * 60_000 + Number(second) * 1000 + Number(digits.slice(0, 3));
  return { ms: date.getTime() + clock, nanos: Number(digits.slice(3)) };
}

function offsetMinutes(zone: string): number | null {
  if (zone === "Z" || zone === "z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0;
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

// How fine the instants of a column are, as bits that are or-ed together over its cells.
const FINER_THAN_MS = 1;
const FINER_THAN_US = 2;

/** The bits of one instant. */
export function fineness({ nanos }: Instant): number {
  if (nanos === 0) return 0;
  return nanos % 1000 === 0 ? FINER_THAN_MS : FINER_THAN_MS | FINER_THAN_US;
}

/** The coarsest unit that keeps every digit. */
export function unitOf(bits: number): TimeUnit {
  return (bits & FINER_THAN_US) !== 0 ? "ns" : (bits & FINER_THAN_MS) !== 0 ? "us" : "ms";
}

/** An instant in a column's unit: ms as a number, finer ones as a count; undefined where digits would be lost or 64 bits are too few. */
export function inUnit({ ms, nanos }: Instant, unit: TimeUnit): number | bigint | undefined {
  switch (unit) {
    case "s": return nanos === 0 && ms % 1000 === 0 ? ms : undefined;
    case "ms": return nanos === 0 ? ms : undefined;
    case "us": return nanos % 1000 === 0 ? BigInt(ms) * 1000n + BigInt(nanos / 1000) : undefined;
    case "ns": {
      const count = BigInt(ms) * 1_000_000n + BigInt(nanos);
      return BigInt.asIntN(64, count) === count ? count : undefined;
    }
  }
}
