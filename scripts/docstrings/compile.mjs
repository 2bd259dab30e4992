import { transformSync } from "esbuild";
import ts from "typescript";

const ARROW = /^\s*\/\/\s*→ ?(.*)$/;

/**
 * An example as a module that checks itself. `expr; // → text` hands the value and the text to `docstring.check`; comment lines
 * right below continue the text. `docstring.at(line)` before each statement tells where an error came from. Functions are left as
 * they are written, since many of them travel; and where a worker imports the module there is no `docstring`, and nothing is checked.
 */
export function compileExample({ code, line }) {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const lines = code.split("\n");
  const unclaimed = new Set(lines.flatMap((text, number) => (/\/\/\s*→/.test(text) ? [number] : [])));
  let module = "";
  let copied = 0;
  for (const statement of statementsOutsideFunctions(source)) {
    const [start, end] = [statement.getStart(source), statement.getEnd()];
    const number = line + source.getLineAndCharacterOfPosition(start).line;
    module += `${code.slice(copied, start)}globalThis.docstring?.at(${number}); `;
    copied = start;
    const after = source.getLineAndCharacterOfPosition(end);
    const expected = expectedText(lines, after);
    const value = expected === null ? null : valueOf(statement, source);
    if (value === null) continue;
    unclaimed.delete(after.line);
    const kept = ts.isVariableStatement(statement) ? code.slice(start, end) : "";
    module += `${kept} globalThis.docstring?.check(${number}, ${value}, ${JSON.stringify(expected)});`;
    copied = end;
  }
  module += code.slice(copied);
  for (const number of unclaimed) throw new SyntaxError(`"// →" belongs behind an expression or the declaration of one name, outside of functions, not behind: ${lines[number].trim()}`);
  return transformSync(module, { loader: "ts", format: "esm", target: "node20" }).code;
}

// In order of their places, those inside `if`, `for`, `try` … behind the statement that holds them.
function* statementsOutsideFunctions(node) {
  for (const child of node.getChildren()) {
    if (ts.isFunctionLike(child) || ts.isClassLike(child) || ts.isImportDeclaration(child)) continue;
    const listed = ts.isSourceFile(node.parent ?? node) || (node.parent !== undefined && ts.isBlock(node.parent));
    if (listed && ts.isStatement(child) && !ts.isBlock(child)) yield child;
    yield* statementsOutsideFunctions(child);
  }
}

// The text after the statement on its last line, with the comment lines that follow.
function expectedText(lines, end) {
  const first = ARROW.exec(lines[end.line].slice(end.character))?.[1];
  if (first === undefined) return null;
  const rest = lines.slice(end.line + 1);
  const stop = rest.findIndex((line) => !/^\s*\/\//.test(line));
  return [first, ...rest.slice(0, stop < 0 ? rest.length : stop).map((line) => line.replace(/^\s*\/\/ ?/, ""))].join("\n");
}

function valueOf(statement, source) {
  if (ts.isExpressionStatement(statement)) return `(${statement.expression.getText(source)})`;
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return null;
  const { name } = statement.declarationList.declarations[0];
  return ts.isIdentifier(name) ? name.text : null;
}
