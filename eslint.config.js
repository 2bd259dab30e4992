import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** Holds for every TypeScript file, tests among them. */
const everywhere = {
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": "allow-with-description", "ts-ignore": true, "ts-nocheck": true }],
  "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "all", ignoreRestSiblings: true }],
  // With noUncheckedIndexedAccess `a[i]!` is how a loop says that it stays inside the array.
  "@typescript-eslint/no-non-null-assertion": "off",
  // Numbers and booleans print as one expects; what prints as [object Object] stays an error.
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
  // `== null` is the one loose comparison that says what it means: null or undefined.
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-var": "error",
  "prefer-const": "error",
};

export default defineConfig(
  // Fixtures are shaped as compilers and users leave them, not as we write.
  globalIgnores(["packages/*/test/**/fixtures/", "benchmarks/hangs/fixtures/", "**/dist/", "**/node_modules/", "**/coverage/", "**/.tmp*/", "out/", "benchmarks/data/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true } },
  {
    files: ["packages/*/src/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      ...everywhere,
      // A message passed on is often `void` on purpose: `() => port.postMessage(x)` needs no braces.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true }],
      "@typescript-eslint/no-meaningless-void-operator": "off",
      // A method is handed over to say where a stack trace shall begin (`callSite(this.map)`), never to be called.
      "@typescript-eslint/unbound-method": "off",
      // What a generic's options are before any was given.
      "@typescript-eslint/no-generated-empty-object-type": "off",
      // A generic that is used once still names a type for who calls: `postTask<R>()`.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // A user's error travels as it is: what they threw need not be an Error.
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/prefer-promise-reject-errors": "off",
      // An interface's async method may have an implementation that awaits nothing; it still owes a promise, never a throw.
      "@typescript-eslint/require-await": "off",
      // `for (;;)` and `while (true)` are loops that end inside.
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        { selector: "Program > ExpressionStatement > AwaitExpression", message: "No top-level await in a package: require() of it must work." },
        { selector: "Program > VariableDeclaration > VariableDeclarator > AwaitExpression", message: "No top-level await in a package: require() of it must work." },
        {
          selector: "CallExpression[callee.property.name=/^(push|unshift|max|min)$/] > SpreadElement",
          message: "Do not spread data into arguments: at some 100,000 elements the call fails.",
        },
      ],
    },
  },
  {
    // Tests check values at run time; types are checked by `npm run types`, so no rule here needs them.
    files: ["packages/*/test/**/*.ts", "docs/**/*.ts", "benchmarks/**/*.ts", "datasets/**/*.ts", "scripts/**/*.ts", "*.ts"],
    extends: [tseslint.configs.recommended],
    rules: { ...everywhere, "@typescript-eslint/restrict-template-expressions": "off", "@typescript-eslint/no-unused-expressions": "off" },
  },
  {
    files: ["**/*.mjs", "**/*.js", "**/*.cjs"],
    extends: [tseslint.configs.recommended],
    rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error", "@typescript-eslint/no-require-imports": "off" },
  },
);
