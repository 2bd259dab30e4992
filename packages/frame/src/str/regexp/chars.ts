import { NO, UNSURE, YES, type Chars } from "./tree.js";

const ASCII = 0x80;
const EACH = String.fromCharCode(...Array.from({ length: ASCII }, (_, code) => code));
/** First bytes of the spaces beyond ASCII, and of other characters. */
const OF_SPACES = [0xc2, 0xe1, 0xe2, 0xe3, 0xef];
/** First byte of the ends of lines beyond ASCII, which `.` leaves out. */
const OF_LINES = [0xe2];

/** Which characters beyond ASCII are of a class: all, none, or those whose first bytes leave no doubt. */
interface Beyond {
  readonly is: boolean;
  readonly unsure: readonly number[] | "all";
}

const NONE: Beyond = { is: false, unsure: [] };
const ALL: Beyond = { is: true, unsure: [] };
const OPEN: Beyond = { is: false, unsure: "all" };
/** Without regard to case, ſ is an s, and the sign of kelvin a k. */
const FOLDED: Beyond = { is: false, unsure: [0xc5, 0xe2] };

/** The characters that an atom of a pattern takes: a character, an escape, a class in brackets, or the point. The engine is asked for those of ASCII. */
export function charsOf(source: string, flags: string): Chars {
  const one = new Uint8Array(256);
  for (const { index } of EACH.matchAll(new RegExp(source, `g${flags}`))) one[index] = YES;
  const beyond = beyondOf(source, flags, one);
  const many = one.slice();
  for (let byte = ASCII; byte < 256; byte++) {
    one[byte] = answerOf(beyond, byte, false);
    many[byte] = answerOf(beyond, byte, true);
  }
  return { kind: "chars", one, many };
}

/** How many bytes one character takes is not told by its first one, as bytes may be no UTF-8; of any number, all bytes are taken. */
function answerOf({ is, unsure }: Beyond, byte: number, many: boolean): number {
  if (unsure === "all" || unsure.includes(byte)) return UNSURE;
  if (!is) return NO;
  return many ? YES : UNSURE;
}

/** The brackets hold characters of ASCII, and escapes that mean none beyond it or are spaces. */
const PLAIN = /^\[\^?(?:[^\\\x80-\uffff]|\\[dwsnrtfv]|\\[^\w\x80-\uffff])*\]$/;

function beyondOf(source: string, flags: string, ascii: Uint8Array): Beyond {
  if (flags.includes("i")) {
    if (source === "." || /\\[sDSW]|^\[\^/.test(source) || (source.startsWith("[") && !PLAIN.test(source))) return OPEN;
    return ["s", "k"].some((letter) => ascii[letter.charCodeAt(0)] === YES) ? FOLDED : NONE;
  }
  if (source === ".") return flags.includes("s") ? ALL : { is: true, unsure: OF_LINES };
  if (source === "\\s") return { is: false, unsure: OF_SPACES };
  if (source === "\\S") return { is: true, unsure: OF_SPACES };
  if (!source.startsWith("[")) return /^\\[DW]$/.test(source) ? ALL : NONE;
  if (!PLAIN.test(source)) return OPEN;
  return { is: source.startsWith("[^"), unsure: source.includes("\\s") ? OF_SPACES : [] };
}
