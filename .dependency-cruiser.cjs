// The walls of docs/architecture.md as rules; `npm run layers` fails when one is broken. An import only goes down.
//
// Types are erased, so a type may be taken from anywhere inside its own package (a class and what it is made of name each
// other), but for the rooms of frame's verbs. Across packages the rules count types too, since a published .d.ts needs its
// package installed.

/** @type {Record<string, string[]>} what each package may import of the others */
const packages = {
  errors: [],
  frame: ["errors"],
  pool: ["errors"],
  csv: ["errors", "frame"],
  parallel: ["errors", "frame", "pool", "csv"],
  danfo: ["errors", "frame", "parallel"],
  framepool: ["errors", "frame", "pool", "csv", "parallel"],
};

/** The rooms of frame's verbs from the lowest up, and the folders that stand between them: of these not even a type goes up. */
const verbs = [
  "verbs/arguments", "verbs/cells", "verbs/numbers", "verbs/take", "verbs/creation", "verbs/missing", "dt", "str", "format", "verbs/keys", "verbs/sort", "aggregates",
  "verbs/elementwise", "verbs/selection", "verbs/apply", "verbs/joining", "verbs/groupby", "verbs/conversion", "verbs/reshaping", "verbs/window", "verbs/resample", "verbs/statistics",
];

/** Rooms of a package from the lowest up; a room may use those before it, and itself. A file that no room names is free. */
const rooms = {
  frame: [
    ["memory", "(bitmap|cell|column|columns-key|data-types|layout|lazy-storage|record-batch|schema|storage|vector)\\.ts|read/"],
    ["build", "build/|(cast|concat-columns|null-vector|unify)\\.ts"],
    ["wire and Arrow", "(arrow|transfer)/"],
    ...verbs.map((folder) => [folder, `${folder}/`]),
    ["kernels of learn", "learn/[a-z]"],
    ["facades", "[A-Z]\\w+\\.ts|learn/[A-Z]"],
    ["entries", "(index|internal|worker-side)\\.ts"],
  ],
  pool: [
    ["protocol", "(protocol|envelope)\\.ts|crew/job\\.ts|travel/shipped\\.ts"],
    ["values", "values/"],
    ["names", "(free-names|compiler-helpers)/"],
    ["travel", "travel/"],
    ["workers", "(worker|backend)/"],
    ["crew", "crew/"],
    ["calls", "pool/"],
    ["facades", "[A-Z]\\w+\\.ts"],
    ["entries", "(index|internal|worker-side)\\.ts"],
  ],
  parallel: [
    ["parts", "parts/|transformers\\.ts"],
    ["plans and steps", "(plan|worker|steps|reductions|statistics|exchanges|faults|random|sources|sinks)/|(worker|codecs)\\.ts"],
    ["runs", "run/|options\\.ts"],
    ["pipelines", "pipeline/"],
    ["entries", "(index|own-exports|tables|parallel|parallel-dataframe|read-csv|scan-\\w+)\\.ts"],
  ],
};

const notTypeOnly = { dependencyTypesNot: ["type-only"] };

const acrossPackages = Object.entries(packages).map(([name, below]) => ({
  name: `${name}-imports-only-below`,
  comment: `${name} may import ${below.length > 0 ? below.join(", ") : "no other package"}`,
  severity: "error",
  from: { path: `^packages/${name}/src/` },
  to: { path: `^packages/(?!(${[name, ...below].join("|")})/)` },
}));

const insidePackages = Object.entries(rooms).flatMap(([name, levels]) =>
  levels.slice(0, -1).map(([room, files], level) => {
    const lower = levels.slice(0, level + 1).map(([, below]) => `^packages/${name}/src/(${below})`);
    const above = levels.slice(level + 1).map(([, upper]) => `^packages/${name}/src/(${upper})`);
    return {
      name: `${name}-${room.replaceAll(/[ /]/g, "-")}-imports-only-below`,
      comment: `in ${name}, ${room} may not import ${levels.slice(level + 1).map(([upper]) => upper).join(", ")}`,
      severity: "error",
      // A file belongs to the first room that names it: crew/job.ts is wire types, not the crew.
      from: { path: `^packages/${name}/src/(${files})`, pathNot: lower.slice(0, -1) },
      to: { path: above, pathNot: lower, ...(verbs.includes(room) ? {} : notTypeOnly) },
    };
  }),
);

module.exports = {
  forbidden: [
    ...acrossPackages,
    ...insidePackages,
    {
      name: "across-packages-by-the-door",
      comment: "another package is entered through its index or its ./internal, never through a file inside it",
      severity: "error",
      from: { path: "^packages/([^/]+)/" },
      to: { path: "^packages/(?!$1/)[^/]+/", pathNot: "^packages/[^/]+/dist/(index|internal|worker-side)\\.(js|d\\.ts)$" },
    },
    {
      name: "only-arrow-imports-apache-arrow",
      comment: "apache-arrow costs 80 ms and 15 MB in each isolate; only packages/frame/src/arrow/ knows it",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: "^packages/frame/src/arrow/" },
      to: { path: "node_modules/apache-arrow/" },
    },
    {
      name: "only-danfo-imports-danfojs",
      comment: "danfojs-node costs a second and 160 MB; nobody loads it who did not ask for it, and no worker",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: "^packages/danfo/src/" },
      to: { path: "node_modules/danfojs-node/" },
    },
    {
      name: "workers-load-little",
      comment: "what a worker loads is paid once in every isolate: no parser, no thread pool, nothing that only the main side needs",
      severity: "error",
      from: { path: "^packages/pool/src/worker/" },
      to: { path: "node_modules/(acorn|eslint-scope|piscina)/|^packages/pool/src/(crew/[A-Z]|backend/|Pool|Process)", ...notTypeOnly },
    },
    {
      name: "workers-reach-no-parser",
      comment: "not by a detour either",
      severity: "error",
      from: { path: "^packages/pool/src/worker/" },
      to: { path: "node_modules/(acorn|eslint-scope|piscina)/", reachable: true },
    },
    {
      name: "benchmarks-use-public-packages",
      comment: "what is measured is what people install: the index of a package, not its insides",
      severity: "error",
      from: { path: "^(benchmarks|docs|datasets)/" },
      to: { path: "^packages/", pathNot: "^packages/[^/]+/dist/index\\.(js|d\\.ts)$" },
    },
    {
      name: "packages-stand-alone",
      comment: "what is published imports nothing of the repository around it",
      severity: "error",
      from: { path: "^packages/[^/]+/(src|bin)/" },
      to: { path: "^(benchmarks|docs|datasets|scripts|packages/[^/]+/test)/" },
    },
    {
      name: "only-declared-dependencies",
      comment: "a package imports what its own package.json lists: a devDependency is not there for who installs it, unless the bundle holds it (and THIRD-PARTY-NOTICES.md its licence), or it is an optional peer",
      severity: "error",
      from: { path: "^packages/[^/]+/(src|bin)/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"], pathNot: "node_modules/(get-east-asian-width|danfojs-node)/" },
    },
    {
      name: "resolvable",
      comment: "an import that nothing answers to",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-cycles",
      comment: "two files that need each other are one file, or lack a third below both",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: notTypeOnly },
    },
    {
      name: "no-orphans",
      comment: "a file that nothing imports and that imports nothing is dead",
      severity: "error",
      from: { orphan: true, path: "^packages/[^/]+/src/", pathNot: "/(index|internal|worker-side)\\.ts$|\\.d\\.ts$" },
      to: {},
    },
  ],
  options: {
    // Imports of another package resolve to its built files; those and everything installed are looked at, not into.
    doNotFollow: { path: ["node_modules", "/dist/"] },
    exclude: { path: ["\\.test\\.ts$", "^benchmarks/hangs/fixtures/"] },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    moduleSystems: ["es6", "cjs"],
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".mjs", ".js", ".json", ".d.ts"],
    },
  },
};
