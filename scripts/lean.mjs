// What esbuild writes to be right in every case, and that takes a thread time while it loads: where the case is a plain one,
// this takes it out of a bundle.
import ts from "typescript";

/**
 * Functions and classes that JavaScript itself calls what `__name` would call them: only those that were renamed, since
 * another module's have the same name, need to be told. A call for each of two thousand takes a thread a millisecond.
 */
export function withoutNamesThatStand(code) {
  const cuts = [];
  const file = ts.createSourceFile("bundle.js", code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const visit = (node) => {
    if (isStandingStatement(node)) return cuts.push([node.getFullStart(), node.end]);
    if (isStandingFunction(node)) cuts.push([node.getFullStart(), node.arguments[0].getStart()], [node.arguments[0].end, node.end]);
    return ts.forEachChild(node, (child) => void visit(child));
  };
  visit(file);
  return cuts.sort(([a], [b]) => b - a).reduce((text, [from, to]) => text.slice(0, from) + text.slice(to), code);
}

/** `__name(x, "x");` behind the function x, and `static { __name(this, "X"); }` in a class that is called X anyhow. */
function isStandingStatement(node) {
  if (ts.isExpressionStatement(node)) return isNaming(node.expression) && node.expression.arguments[0].text === nameIn(node.expression);
  if (!ts.isClassStaticBlockDeclaration(node)) return false;
  const [only, more] = node.body.statements;
  return more === undefined && ts.isExpressionStatement(only) && isNaming(only.expression) && nameOf(node.parent, node.parent) === nameIn(only.expression);
}

/** `x = __name(() => …, "x")`. */
function isStandingFunction(node) {
  if (!isNaming(node)) return false;
  const [what] = node.arguments;
  return (ts.isArrowFunction(what) || ts.isFunctionExpression(what)) && nameOf(what, node) === nameIn(node);
}

const nameIn = ({ arguments: [, name] }) => name.text;

function isNaming(node) {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "__name" && ts.isStringLiteral(node.arguments[1]);
}

/** What JavaScript calls a function or class, by its own name or by what it becomes the value of. */
function nameOf(what, { parent }) {
  const names = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
  return (what.name ?? (names && ts.isIdentifier(parent.name) ? parent.name : undefined))?.text;
}

/** A module's text without the list of what it exports, and that list as CommonJS: values, where esbuild writes a getter for each. */
export function exportsApart(text) {
  // The last one: what looks like a list before it is a text of the module's.
  const at = text.lastIndexOf("\nexport {\n") + 1;
  const [list, names] = /^export \{\n([^}]*)\};\n/.exec(text.slice(at)) ?? ["", ""];
  const entries = names.replace(/^  (?:(\w+) as )?([^,\n]+)/gm, (_, local, name) => (local === undefined ? `  ${name}` : `  ${name}: ${local}`));
  return { rest: text.slice(0, at) + text.slice(at + list.length), exports: `module.exports = {\n${entries}};\nObject.defineProperty(module.exports, "__esModule", { value: true });\n` };
}
