import { A_PROMISE, ArgumentError, isThenable } from "@framepool/errors";

const UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** Bytes from a number or a text such as `"2GiB"`. Throws ArgumentError, naming the option, for anything else. */
export function byteSize(option: string, value: number | string): number {
  const [, digits, unit = "B"] = typeof value === "string" ? (/^([\d.]+)\s*([KMG]i?B|B)?$/.exec(value) ?? []) : ["", String(value)];
  const bytes = digits === undefined ? Number.NaN : Number(digits) * UNITS[unit]!;
  if (Number.isFinite(bytes) && bytes >= 1) return Math.floor(bytes);
  throw new ArgumentError(`${option} is ${isThenable(value) ? A_PROMISE : JSON.stringify(value)}; give a number of bytes, or a text such as "64MiB"`);
}
