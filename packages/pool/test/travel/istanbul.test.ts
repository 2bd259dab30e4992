import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const folder = mkdtempSync(join(root, "packages/pool/test/.tmp-istanbul-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("functions with coverage counters are sent in every form", async () => {
  const coverage = { enabled: true, provider: "istanbul", include: ["packages/pool/test/travel/fixtures/forms.ts"], reporter: ["json"], reportsDirectory: join(folder, "coverage") };
  expect(await again({ coverage }, { FRAMEPOOL_TEST_INSTRUMENTED: "yes" })).toMatchObject({ numPassedTests: 6, numFailedTests: 0 });
}, 60_000);

it("so are those of tests that have a global object of their own", async () => {
  expect(await again({ pool: "vmThreads" }, {})).toMatchObject({ numPassedTests: 6, numFailedTests: 0 });
}, 60_000);

/** What vitest says of vitest.test.ts. */
async function again(options: object, env: NodeJS.ProcessEnv): Promise<unknown> {
  const test = { include: ["packages/pool/test/travel/vitest.test.ts"], ...options, reporters: ["json"], outputFile: join(folder, "result.json") };
  writeFileSync(join(folder, "vitest.config.mjs"), `export default ${JSON.stringify({ root, test })};`);
  await promisify(execFile)(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", join(folder, "vitest.config.mjs")], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  return JSON.parse(readFileSync(join(folder, "result.json"), "utf8"));
}
