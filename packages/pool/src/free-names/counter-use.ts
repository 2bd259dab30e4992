import { isSyntax, type Syntax } from "./syntax.js";

/** What istanbul counts: statements, functions, branches, and branches that were true. */
const KINDS = new Set(["s", "f", "b", "bT"]);

/**
 * Whether an identifier stands as istanbul writes its counters: `cov_x().s[3]++`, `++cov_x().b[1][0]`, the place of a
 * condition's value, `cov_x().cov_x_temp`, or any of them without the call. `parents` ends with the nearest.
 */
export function isCounterUse(node: Syntax, parents: readonly Syntax[]): boolean {
  const above = parents.slice(-5).reverse();
  if (above[0]?.type === "CallExpression" && above[0]["callee"] === node) above.shift();
  const kind = memberName(above.shift());
  if (kind === `${String(node["name"])}_temp`) return true;
  if (kind === null || !KINDS.has(kind)) return false;
  let numbers = 0;
  for (; isNumbered(above[0]); above.shift()) numbers++;
  return numbers > 0 && above[0]?.type === "UpdateExpression";
}

/** `x` of `….x` */
function memberName(node: Syntax | undefined): string | null {
  const property = node?.type === "MemberExpression" && node["computed"] === false ? node["property"] : null;
  return isSyntax(property) && property.type === "Identifier" ? (property["name"] as string) : null;
}

/** `…[3]` */
function isNumbered(node: Syntax | undefined): boolean {
  const property = node?.type === "MemberExpression" && node["computed"] === true ? node["property"] : null;
  return isSyntax(property) && property.type === "Literal" && typeof property["value"] === "number";
}
