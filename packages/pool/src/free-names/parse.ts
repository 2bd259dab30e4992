import { createRequire } from "node:module";
import { late } from "@framepool/errors";
import type * as Acorn from "acorn";
import { isSyntax, type Syntax } from "./syntax.js";

/** A function's text, parsed. */
export interface ParsedFunction {
  /** what `fn.toString()` gave */
  readonly text: string;
  readonly program: Syntax;
  /** position in the parsed text of `text`'s first character */
  readonly shift: number;
  readonly kind: "function" | "arrow" | "method" | "getter" | "setter" | "class";
  /** the function's own node: parameters and body */
  readonly node: Syntax;
  readonly strict: boolean;
  /** position in `text` of what V8 calls the function's place: an arrow's start, else the parenthesis of the parameters */
  readonly anchor: number;
}

// acorn takes 10 ms to load, and its ESM build could only be had asynchronously.
const require = createRequire(import.meta.url);

/**
 * Parses a function in any form in which it can have been written: expression or declaration, method shorthand, accessor.
 * Null if the text is no function that stands by itself.
 *
 * @param sloppy the function is known not to be strict-mode code
 */
export function parseFunction(text: string, sloppy: boolean): ParsedFunction | null {
  const modes = sloppy ? [false] : [true, false];
  for (const strict of modes) {
    const found = parseExpression(text, strict) ?? parseMethod(text, strict);
    if (found !== null) return found;
  }
  return null;
}

function parseExpression(text: string, strict: boolean): ParsedFunction | null {
  const program = parse(`(${text}\n)`, strict);
  const node = program === null ? null : onlyExpression(program);
  if (program === null || node === null) return null;
  const kind = KINDS[node.type];
  return kind === undefined ? null : { text, program, shift: 1, kind, node, strict, anchor: kind === "function" ? parenthesis(text, node) : 0 };
}

const KINDS: Readonly<Record<string, ParsedFunction["kind"]>> = {
  ArrowFunctionExpression: "arrow",
  FunctionExpression: "function",
  ClassExpression: "class",
};

/** `m() {}`, `async m() {}`, `[name]() {}`, `get x() {}`, `#m() {}`: what `toString` gives for a method. */
function parseMethod(text: string, strict: boolean): ParsedFunction | null {
  // In a class body, where private names and everything that an object literal allows are allowed too.
  const prefix = "(class { ";
  const program = parse(`${prefix}${text}\n})`, strict);
  const type = program === null ? null : onlyExpression(program);
  const body = type?.["body"];
  const members = isSyntax(body) ? body["body"] : undefined;
  if (program === null || !Array.isArray(members) || members.length !== 1) return null;
  const member: unknown = members[0];
  if (!isSyntax(member) || member.type !== "MethodDefinition" || !isSyntax(member["value"])) return null;
  const kind = member["kind"] === "get" ? "getter" : member["kind"] === "set" ? "setter" : "method";
  return { text, program, shift: prefix.length, kind, node: member["value"], strict, anchor: member["value"].start - prefix.length };
}

/** The first parenthesis behind the function's name that stands in no comment. */
function parenthesis(text: string, node: Syntax): number {
  const from = isSyntax(node["id"]) ? node["id"].end - 1 : text.indexOf("function") + "function".length;
  const rest = /^(?:\/\*[^]*?\*\/|\/\/.*|[^(/])*/.exec(text.slice(from));
  return from + (rest?.[0].length ?? 0);
}

function parse(text: string, strict: boolean): Syntax | null {
  const acorn = late(() => require("acorn") as typeof Acorn);
  try {
    return acorn.parse(text, {
      ecmaVersion: "latest",
      // A module's code is strict, and may say `import.meta`, which we then refuse by name.
      sourceType: strict ? "module" : "script",
      checkPrivateFields: false,
      ranges: true,
    }) as unknown as Syntax;
  } catch {
    return null;
  }
}

function onlyExpression(program: Syntax): Syntax | null {
  const body = program["body"];
  const statement: unknown = Array.isArray(body) && body.length === 1 ? body[0] : null;
  const expression = isSyntax(statement) && statement.type === "ExpressionStatement" ? statement["expression"] : null;
  return isSyntax(expression) ? expression : null;
}
