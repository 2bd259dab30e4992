import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.test.ts", "docs/**/*.test.ts", "benchmarks/**/*.test.ts", "datasets/**/*.test.ts", "scripts/**/*.test.ts"],
    // Test what ships: packages are imported by name and run from their built output, untransformed.
    server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
    globalSetup: ["scripts/bundle.mjs"],
    pool: "forks",
    // Many have workers and processes of their own, and limits of time: more at once would be measured, not tested.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
