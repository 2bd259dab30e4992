import { createRequire } from "node:module";
import { late } from "@framepool/errors";
import type * as EslintScope from "eslint-scope";
import { isCounterUse } from "./counter-use.js";
import type { ParsedFunction } from "./parse.js";
import { isSyntax, type Syntax, walk } from "./syntax.js";

/** A name that the function uses and does not define. */
export interface FreeName {
  readonly name: string;
  readonly uses: readonly Use[];
}

/** One place where a free name stands. Positions count from the start of the parsed text. */
export interface Use {
  readonly start: number;
  readonly end: number;
  /** `x` of `name.x`, where the name is followed by a property */
  readonly member: string | null;
  /** the property is called as a bare function, `(0, name.x)()`: only compilers write that */
  readonly bareCall: boolean;
  readonly write: boolean;
  /** `typeof name`, which raises nothing */
  readonly typeof: boolean;
  /** `require(…)` that a compiler made of `import(…)` */
  readonly compiledImport: boolean;
  /** stands as a coverage tool's counter does */
  readonly counter: boolean;
  /** `name(…)` */
  readonly called: boolean;
  /** part of `name || (name = __makeTemplateObject(…))`, which a compiler keeps outside of the function */
  readonly templateCache: boolean;
}

/** Something of the surroundings that no capture can give. */
export interface Bond {
  readonly what: "this" | "super" | "a private name" | "import.meta";
  readonly start: number;
}

export interface Findings {
  readonly free: readonly FreeName[];
  readonly bonds: readonly Bond[];
  /** there is an `import("x")` */
  readonly imports: boolean;
}

const require = createRequire(import.meta.url);

/** What ties a function to the place where it was written. */
export function findFreeNames(parsed: ParsedFunction): Findings {
  const free = freeIdentifiers(parsed);
  const names = new Map<string, Use[]>();
  const bonds: Bond[] = [];
  let imports = false;
  walk(parsed.node, (node, parents) => {
    if (node.type === "ImportExpression") imports = true;
    const what = bondOf(node, parents, parsed.node);
    if (what !== null) bonds.push({ what, start: node.start });
    const write = node.type === "Identifier" ? free.get(node.start) : undefined;
    if (write !== undefined) {
      const name = node["name"] as string;
      const uses = names.get(name) ?? [];
      names.set(name, uses);
      uses.push(useOf(node, parents, write));
    }
    return true;
  });
  return { free: [...names].map(([name, uses]) => ({ name, uses })), bonds, imports };
}

/** Start of every identifier that nothing in the function defines, and whether it is written to. */
function freeIdentifiers({ program, strict, node }: ParsedFunction): Map<number, boolean> {
  const { analyze } = late(() => require("eslint-scope") as typeof EslintScope);
  const scopes = analyze(program as unknown as Parameters<typeof analyze>[0], { ecmaVersion: 2022, sourceType: strict ? "module" : "script" });
  const found = new Map<number, boolean>();
  for (const reference of scopes.globalScope?.through ?? []) {
    const { start } = reference.identifier as unknown as Syntax;
    // A computed name of a method stands outside of the function and was evaluated long ago.
    if (start >= node.start) found.set(start, reference.isWrite());
  }
  return found;
}

function useOf(node: Syntax, parents: readonly Syntax[], write: boolean): Use {
  const parent = parents.at(-1);
  const member = parent?.type === "MemberExpression" && parent["object"] === node ? propertyName(parent) : null;
  const above = parents.at(-2);
  return {
    start: node.start,
    end: node.end,
    member,
    bareCall: member !== null && above?.type === "SequenceExpression",
    write: write || (parent?.type === "UpdateExpression" && member === null),
    typeof: parent?.type === "UnaryExpression" && parent["operator"] === "typeof",
    compiledImport: node["name"] === "require" && parent?.type === "CallExpression" && parent["callee"] === node && parents.some(isResolvedThen),
    counter: isCounterUse(node, parents),
    called: parent?.type === "CallExpression" && parent["callee"] === node,
    templateCache: isTemplateCache(parent) || isTemplateCache(parent?.["right"]),
  };
}

function propertyName(member: Syntax): string | null {
  const property = member["property"];
  if (!isSyntax(property)) return null;
  if (member["computed"] !== true) return property.type === "Identifier" ? (property["name"] as string) : null;
  return property.type === "Literal" && typeof property["value"] === "string" ? property["value"] : null;
}

/** `name = __makeTemplateObject(…)` */
function isTemplateCache(node: unknown): boolean {
  if (!isSyntax(node) || node.type !== "AssignmentExpression") return false;
  const value = node["right"];
  return isSyntax(value) && value.type === "CallExpression" && /^__(makeTemplateObject|template)\d*$/.test(calleeName(value) ?? "");
}

/** `f` of `f()`, `x.f()` and `(0, x.f)()`. */
function calleeName(call: Syntax): string | null {
  let callee = call["callee"];
  if (isSyntax(callee) && callee.type === "SequenceExpression") callee = (callee["expressions"] as unknown[]).at(-1);
  if (!isSyntax(callee)) return null;
  if (callee.type === "MemberExpression") return propertyName(callee);
  return typeof callee["name"] === "string" ? callee["name"] : null;
}

/** `Promise.resolve(…).then(…)`, as tsc and esbuild write `import(…)` in CommonJS. */
function isResolvedThen(node: Syntax): boolean {
  if (node.type !== "CallExpression") return false;
  const then = node["callee"];
  if (!isSyntax(then) || then.type !== "MemberExpression" || propertyName(then) !== "then") return false;
  const promise = then["object"];
  const resolve = isSyntax(promise) && promise.type === "CallExpression" ? promise["callee"] : null;
  if (!isSyntax(resolve) || resolve.type !== "MemberExpression" || propertyName(resolve) !== "resolve") return false;
  const owner = resolve["object"];
  return isSyntax(owner) && owner["name"] === "Promise";
}

function bondOf(node: Syntax, parents: readonly Syntax[], root: Syntax): Bond["what"] | null {
  switch (node.type) {
    case "ThisExpression":
      return !isHelperArgument(node, parents) && isOutermost(parents, root) ? "this" : null;
    case "Super":
      return isOutermost(parents, root) ? "super" : null;
    case "PrivateIdentifier":
      return parents.some(({ type }) => type === "ClassBody") ? null : "a private name";
    case "MetaProperty":
      return isSyntax(node["meta"]) && node["meta"]["name"] === "import" ? "import.meta" : null;
    default:
      return null;
  }
}

/** No function or class between here and the root has a `this` of its own. */
function isOutermost(parents: readonly Syntax[], root: Syntax): boolean {
  for (let i = parents.length - 1; i >= 0; i--) {
    const parent = parents[i] as Syntax;
    if (parent === root) return true;
    if (parent.type === "PropertyDefinition" || parent.type === "StaticBlock") return false;
    const ownThis = parent.type === "FunctionExpression" || parent.type === "FunctionDeclaration";
    // An async function that was compiled to a generator still means the `this` outside of it.
    if (ownThis && !isHelperArgument(parent, parents.slice(0, i))) return false;
  }
  return true;
}

const THIS_PASSING = new Set(["__awaiter", "__generator", "__asyncGenerator", "__async"]);

/** An argument of a helper that passes `this` on to the compiled body. */
function isHelperArgument(node: Syntax, parents: readonly Syntax[]): boolean {
  const call = parents.at(-1);
  if (call?.type !== "CallExpression" || call["callee"] === node) return false;
  return THIS_PASSING.has(calleeName(call) ?? "");
}
