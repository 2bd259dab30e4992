/** What a table says of a byte: that it is none of the characters, one of them, or that only the RegExp itself can say. */
export const NO = 0;
export const YES = 1;
export const UNSURE = 2;

/** One character of a class, by its bytes: a table of 256 for where just one is taken, and one for where any number is. */
export interface Chars {
  readonly kind: "chars";
  readonly one: Uint8Array;
  readonly many: Uint8Array;
}

/** A part of a pattern that can be matched in UTF-8. */
export type Node =
  | Chars
  | { readonly kind: "byte"; readonly byte: number }
  | { readonly kind: "sequence" | "either"; readonly of: readonly Node[] }
  | { readonly kind: "group"; readonly place: number; readonly of: Node }
  | { readonly kind: "repeat"; readonly of: Node; readonly min: number; readonly max: number; readonly greedy: boolean }
  | { readonly kind: "begin" | "end" }
  | { readonly kind: "edge"; readonly wanted: boolean };

/** Whether a part may match without taking a byte. */
export function isNullable(node: Node): boolean {
  switch (node.kind) {
    case "byte":
    case "chars": return false;
    case "sequence": return node.of.every(isNullable);
    case "either": return node.of.some(isNullable);
    case "group": return isNullable(node.of);
    case "repeat": return node.min === 0;
    default: return true;
  }
}

export function hasGroups(node: Node): boolean {
  switch (node.kind) {
    case "group": return true;
    case "sequence":
    case "either": return node.of.some(hasGroups);
    case "repeat": return hasGroups(node.of);
    default: return false;
  }
}
