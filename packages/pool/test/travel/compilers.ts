import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import ts from "typescript";

/** One column of the matrix: how a user's script gets from TypeScript to what Node runs. */
export interface Compiler {
  readonly name: string;
  /** the script that is run, in the cell's folder */
  readonly script: string;
  /** arguments of `node` before the script */
  readonly nodeArgs?: readonly string[];
  readonly type: "module" | "commonjs";
  /** how the message of the form that must be refused begins to speak of what is missing */
  readonly missing: "named" | "minified" | "mapped";
  compile(folder: string): Promise<void>;
}

const FIXTURES = fileURLToPath(new URL("./fixtures/", import.meta.url));
const FILES = ["main", "forms", "helper", "work", "here"];
const HERE: Readonly<Record<Compiler["type"], string>> = {
  module: 'export const here = new URL("./main.js", import.meta.url).href;\n',
  commonjs: 'exports.here = require("node:path").join(__dirname, "main.js");\n',
};

/** A folder with everything but the compiled files; `ts/` keeps the sources, for module tasks in TypeScript. */
export function prepare(folder: string, type: Compiler["type"]): void {
  mkdirSync(join(folder, "ts"), { recursive: true });
  for (const file of ["helper", "work"]) cpSync(join(FIXTURES, `${file}.ts`), join(folder, "ts", `${file}.ts`));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type }));
}

function read(file: string): string {
  return readFileSync(join(FIXTURES, `${file}.ts`), "utf8");
}

function source(file: string, type: Compiler["type"]): string {
  // A CommonJS script says where it is by __filename, and has no import.meta.
  const text = read(file);
  return type === "commonjs" ? text.replace("new URL(\"./work.js\", here)", "here.replace(\"main.js\", \"work.js\")").replace("new URL(\"./ts/work.ts\", here)", "here.replace(\"main.js\", \"ts/work.ts\")") : text;
}

function tsc(name: string, type: Compiler["type"], options: ts.CompilerOptions): Compiler {
  const module = type === "module" ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS;
  return {
    name: `tsc ${name}`,
    script: "main.js",
    type,
    missing: "named",
    async compile(folder) {
      for (const file of FILES) {
        const compilerOptions = { module, target: ts.ScriptTarget.ES2022, esModuleInterop: true, downlevelIteration: true, ...options };
        const { outputText } = ts.transpileModule(source(file, type), { fileName: `${file}.ts`, compilerOptions });
        writeFileSync(join(folder, `${file}.js`), file === "here" ? HERE[type] : outputText);
      }
    },
  };
}

function transformed(name: string, options: esbuild.TransformOptions, missing: Compiler["missing"] = "named"): Compiler {
  const type = options.format === "cjs" ? "commonjs" : "module";
  return {
    name: `esbuild ${name}`,
    script: "main.js",
    type,
    missing,
    async compile(folder) {
      for (const file of FILES) {
        const { code } = await esbuild.transform(source(file, type), { loader: "ts", ...options });
        writeFileSync(join(folder, `${file}.js`), file === "here" ? HERE[type] : code);
      }
    },
  };
}

function bundled(name: string, options: esbuild.BuildOptions, missing: Compiler["missing"] = "named"): Compiler {
  return {
    name: `esbuild ${name}`,
    script: "main.js",
    type: "module",
    missing,
    async compile(folder) {
      writeFileSync(join(folder, "here.js"), HERE.module);
      await esbuild.build({
        entryPoints: [join(FIXTURES, "main.ts"), join(FIXTURES, "work.ts")],
        outdir: folder,
        bundle: true,
        format: "esm",
        platform: "node",
        external: ["@framepool/pool", "./here.js"],
        ...options,
      });
    },
  };
}

const tsx: Compiler = {
  name: "tsx",
  script: "main.ts",
  nodeArgs: ["--import", "tsx"],
  type: "module",
  missing: "named",
  async compile(folder) {
    for (const file of FILES) cpSync(join(FIXTURES, `${file}.ts`), join(folder, `${file}.ts`));
  },
};

const tsxCommonJs: Compiler = {
  ...tsx,
  name: "tsx of CommonJS",
  type: "commonjs",
  async compile(folder) {
    for (const file of FILES) writeFileSync(join(folder, `${file}.ts`), file === "here" ? HERE.commonjs : source(file, "commonjs"));
  },
};

export const COMPILERS: readonly Compiler[] = [
  tsc("ES2022", "module", {}),
  tsc("ES2017", "module", { target: ts.ScriptTarget.ES2017 }),
  tsc("ES2015", "module", { target: ts.ScriptTarget.ES2015 }),
  tsc("ES2015 with tslib", "module", { target: ts.ScriptTarget.ES2015, importHelpers: true }),
  tsc("ES5", "module", { target: ts.ScriptTarget.ES5, ignoreDeprecations: "6.0" }),
  tsc("CommonJS", "commonjs", {}),
  tsc("CommonJS ES2015 with tslib", "commonjs", { target: ts.ScriptTarget.ES2015, importHelpers: true }),
  tsx,
  tsxCommonJs,
  transformed("ES2022", { target: "es2022" }),
  transformed("ES2017", { target: "es2017" }),
  transformed("ES2015", { target: "es2015" }),
  transformed("keepNames", { keepNames: true }),
  transformed("CommonJS", { format: "cjs", target: "es2022" }),
  bundled("bundle", { keepNames: true }),
  bundled("bundle ES2017", { target: "es2017" }),
  bundled("bundle, minified", { minify: true }, "minified"),
  bundled("bundle, minified, with source map", { minify: true, sourcemap: "inline" }, "mapped"),
];
