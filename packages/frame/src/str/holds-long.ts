import { codePoints } from "./code-points.js";
import { regExpOf } from "./pattern.js";

/** Code points up to which a text is one RegExp: V8 makes none of some ten thousand letters, whatever their case. */
const MOST = 1000;

/** Whether a text is too long to be looked for by one RegExp. */
export function isLong(wanted: string): boolean {
  return wanted.length > MOST;
}

/** Whether texts hold a long one, whatever the case of letters: piece by piece, each where the one before ended. */
export function holdsLong(wanted: string): (text: string) => boolean {
  const points = codePoints(wanted);
  const pieces: RegExp[] = [];
  for (let begin = 0; begin < points.length; begin += MOST) {
    const { source, flags } = regExpOf("contains", points.slice(begin, begin + MOST).join(""), { ignoreCase: true });
    pieces.push(new RegExp(source, `${flags}${begin === 0 ? "g" : "y"}`));
  }
  const [first, ...others] = pieces as [RegExp, ...RegExp[]];
  return (text) => {
    first.lastIndex = 0;
    for (let found = first.exec(text); found !== null; found = first.exec(text)) {
      let at = first.lastIndex;
      const follows = others.every((piece) => {
        piece.lastIndex = at;
        const isThere = piece.test(text);
        at = piece.lastIndex;
        return isThere;
      });
      if (follows) return true;
      first.lastIndex = found.index + (text.codePointAt(found.index)! > 0xffff ? 2 : 1);
    }
    return false;
  };
}
