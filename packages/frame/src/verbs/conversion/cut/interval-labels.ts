import { floatText } from "../../numbers/number-text.js";
import { arithmeticRound } from "./round.js";

/** Which side of a bin is its own, and whether edges are written as integers. */
interface Sides {
  readonly right: boolean;
  readonly lowest: boolean;
  readonly integers: boolean;
}

/** `(0.0, 10.0]` for each bin, with as many digits as tell the edges apart, as pandas names intervals. */
export function intervalLabels(edges: readonly number[], { right, lowest, integers }: Sides, precision: number): string[] {
  const digits = enoughDigits(edges, precision);
  const rounded = edges.map((edge) => rounding(edge, digits));
  const moved = right && lowest && rounded.length > 0;
  if (moved) rounded[0] = rounded[0]! - Number(`1e-${String(digits)}`); // 10 ** -5 is not 1e-5
  const text = integers && !(moved && digits > 0) ? (edge: number): string => String(edge) : floatText;
  const [open, close] = right ? ["(", "]"] : ["[", ")"];
  return rounded.slice(1).map((edge, i) => `${open}${text(rounded[i]!)}, ${text(edge)}${close}`);
}

function enoughDigits(edges: readonly number[], precision: number): number {
  for (let digits = precision; digits < 20; digits++) {
    if (new Set(edges.map((edge) => rounding(edge, digits))).size === edges.length) return digits;
  }
  return precision;
}

/** To so many decimals; of a number below 1, counted from its first digit. */
function rounding(edge: number, digits: number): number {
  if (!Number.isFinite(edge) || edge === 0) return edge;
  const fraction = edge % 1;
  const places = Math.trunc(edge) === 0 ? -Math.floor(Math.log10(Math.abs(fraction))) - 1 + digits : digits;
  return arithmeticRound(edge, places);
}
