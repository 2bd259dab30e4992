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
  const test = { include: ["packages/pool/test/travel/vitest.test.ts"], coverage, reporters: ["json"], outputFile: join(folder, "result.json") };
  writeFileSync(join(folder, "vitest.config.mjs"), `export default ${JSON.stringify({ root, test })};`);
  await promisify(execFile)(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", join(folder, "vitest.config.mjs")], {
    cwd: root,
    env: { ...process.env, FRAMEPOOL_TEST_INSTRUMENTED: "yes" },
  });
  expect(JSON.parse(readFileSync(join(folder, "result.json"), "utf8"))).toMatchObject({ numPassedTests: 6, numFailedTests: 0 });
}, 60_000);
