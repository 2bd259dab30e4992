import type { TimeUnit } from "../data-types.js";
import { clockText } from "../read/clock-text.js";

/** How many of a unit make a second. */
const PER_SECOND: Readonly<Record<TimeUnit, bigint>> = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n };
const DAY = 86_400n;

/** Instants as `2021-03-04 05:06:07.5`, with the digits that the unit has and a value needs; dates alone if all are at midnight. */
export function instantTexts(counts: readonly bigint[], unit: TimeUnit): string[] {
  const midnight = counts.every((count) => count % (DAY * PER_SECOND[unit]) === 0n);
  return counts.map((count) => {
    const seconds = floorDiv(count, PER_SECOND[unit]);
    const date = new Date(Number(seconds) * 1000);
    if (Number.isNaN(date.getTime())) return `${String(count)} ${unit}`; // beyond what a Date can be
    const [day, time] = date.toISOString().split("T");
    return midnight ? day! : `${day!} ${time!.slice(0, 8)}${fraction(count, unit)}`;
  });
}

/** Durations as `1 days 02:03:04.5`. */
export function durationText(count: bigint, unit: TimeUnit): string {
  const seconds = floorDiv(count, PER_SECOND[unit]);
  const days = floorDiv(seconds, DAY);
  const rest = Number(seconds - days * DAY);
  return `${String(days)} days ${clockText(rest)}${fraction(count, unit)}`;
}

/** `.5` of a second, without zeros at its end; nothing for a whole one. */
function fraction(count: bigint, unit: TimeUnit): string {
  const scale = PER_SECOND[unit];
  const rest = count - floorDiv(count, scale) * scale;
  if (rest === 0n) return "";
  const digits = String(rest).padStart(String(scale).length - 1, "0");
  return `.${digits.replace(/0+$/, "")}`;
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
