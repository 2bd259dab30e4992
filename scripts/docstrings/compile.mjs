import { transformSync } from "esbuild";
import ts from "typescript";

const ARROW = /^\s*\/\/\s*→ ?(.*)$/;

/**
 * An example as a module that checks itself. `expr; // → text` hands the value and the text to `docstring.check`; comment lines
 * right below continue the text. `docstring.at(line)` before each statement tells where an error came from. Functions are left as
 * they are written, since many of them travel.
 */
export function compileExample({ code, line }) {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const lines = code.split("\n");
  let module = "";
  for (const statement of source.statements) {
    const text = statement.getText(source);
    if (ts.isImportDeclaration(statement)) {
      module += `${text}\n`;
      continue;
    }
    const number = line + source.getLineAndCharacterOfPosition(statement.getStart(source)).line;
    const expected = expectedText(lines, source.getLineAndCharacterOfPosition(statement.getEnd()));
    module += `docstring.at(${number});\n`;
    if (expected === null) module += `${text}\n`;
    else module += checked(statement, source, (value) => `docstring.check(${number}, ${value}, ${JSON.stringify(expected)});\n`);
  }
  return transformSync(module, { loader: "ts", format: "esm", target: "node20" }).code;
}

// The text after the statement on its last line, with the comment lines that follow.
function expectedText(lines, end) {
  const first = ARROW.exec(lines[end.line].slice(end.character))?.[1];
  if (first === undefined) return null;
  const rest = lines.slice(end.line + 1);
  const stop = rest.findIndex((line) => !/^\s*\/\//.test(line));
  return [first, ...rest.slice(0, stop < 0 ? rest.length : stop).map((line) => line.replace(/^\s*\/\/ ?/, ""))].join("\n");
}

function checked(statement, source, check) {
  if (ts.isExpressionStatement(statement)) return check(`(${statement.expression.getText(source)})`);
  const text = statement.getText(source);
  const names = ts.isVariableStatement(statement) ? statement.declarationList.declarations.map(({ name }) => name.getText(source)) : [];
  if (names.length !== 1) throw new SyntaxError(`"// →" belongs behind an expression or the declaration of one name, not behind: ${text}`);
  return `${text}\n${check(names[0])}`;
}
