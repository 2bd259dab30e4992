import { Buffer } from "node:buffer";
import { isSpace } from "./space-bytes.js";

/** What is done at a place of a cell: a number below 256 is a byte that has to be there. */
export const SPACES = 0x100;
export const YEAR = 0x101;
export const SHORT_YEAR = 0x102;
export const MONTH = 0x103;
export const MONTH_NAME = 0x104;
export const DAY = 0x105;
export const HOUR = 0x106;
export const HOUR_OF_TWELVE = 0x107;
export const MINUTE = 0x108;
export const SECOND = 0x109;
export const FRACTION = 0x10a;
export const HALF = 0x10b;
export const OFFSET = 0x10c;

/** The directives that are read of bytes, and the part of a time that each gives. */
const DIRECTIVES: Readonly<Record<string, readonly [op: number, part: string]>> = {
  Y: [YEAR, "year"], y: [SHORT_YEAR, "year"], m: [MONTH, "month"], b: [MONTH_NAME, "month"], d: [DAY, "day"],
  H: [HOUR, "hour"], I: [HOUR_OF_TWELVE, "hour"], M: [MINUTE, "minute"], S: [SECOND, "second"], f: [FRACTION, "fraction"],
  p: [HALF, "half"], z: [OFFSET, "offset"],
};

const PERCENT = 0x25;

/** What a format asks for, place by place; null if it has other directives, ones that give the same part, or none. */
export function opsOf(format: string): Int32Array | null {
  // Other spaces than those of ASCII stand for each other, too; half a surrogate pair has no bytes of its own.
  if (/[^\S\t-\r ]|\p{Surrogate}/u.test(format)) return null;
  const ops: number[] = [];
  const parts = new Set<string>();
  for (const text of format.split(/(%.?)/s)) {
    if (text === "%%") {
      ops.push(PERCENT);
    } else if (!text.startsWith("%")) {
      for (const byte of Buffer.from(text)) {
        if (!isSpace(byte)) ops.push(byte);
        else if (ops[ops.length - 1] !== SPACES) ops.push(SPACES);
      }
    } else {
      const key = text.slice(1);
      const directive = Object.hasOwn(DIRECTIVES, key) ? DIRECTIVES[key] : undefined;
      if (directive === undefined || parts.has(directive[1])) return null;
      ops.push(directive[0]);
      parts.add(directive[1]);
    }
  }
  // A format without any is perhaps a text that is taken for missing ("nat", or nothing). A half of the day says nothing to an hour of 24.
  return parts.size === 0 || (parts.has("half") && !ops.includes(HOUR_OF_TWELVE)) ? null : Int32Array.from(ops);
}
