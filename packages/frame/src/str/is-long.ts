/** Code points up to which a text is one RegExp: V8 makes none of some ten thousand letters, whatever their case. */
const MOST = 1000;

/** Whether a text is too long to be looked for by one RegExp. */
export function isLong(wanted: string): boolean {
  return wanted.length > MOST;
}
