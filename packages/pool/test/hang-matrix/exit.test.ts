import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { deaths } from "../../../../benchmarks/hangs/deaths.mjs";

const folder = mkdtempSync(fileURLToPath(new URL(".tmp-exit-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));
const hangs = new URL("../../../../benchmarks/hangs/", import.meta.url).href;

const script = (backend: string) => `
import { moduleTask, Pool } from "@framepool/pool";
import { deaths } from "${hangs}deaths.mjs";
import * as work from "${hangs}work.mjs";
const pool = new Pool({ processes: 1, backend: "${backend}", resourceLimits: { maxOldGenerationSizeMb: 32 } });
for (const { key, work: name, module, how, processesOnly } of deaths) {
  if (how === "initializer" || (processesOnly && "${backend}" === "threads")) continue;
  const signal = how === "abort before" ? AbortSignal.abort() : how === "abort during" ? AbortSignal.timeout(150) : undefined;
  const options = { ...(how === "timeout" && { timeout: 200 }), ...(signal && { signal }) };
  const item = how === "item cannot be sent" ? () => 1 : 1;
  const error = await pool.map(name ? work[name] : moduleTask("${hangs}" + module, "work"), [item], options).catch((reason) => reason);
  console.log(key, error.name);
}
console.log(await pool.map((n) => n, [1, 2]));
`;

it.each(["threads", "processes"])("a script in which a pool of %s met every death ends by itself, although nobody closed it", async (backend) => {
  const file = join(folder, `${backend}.mjs`);
  writeFileSync(file, script(backend));
  const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 25_000 });
  const told = deaths.filter(({ how, processesOnly }) => how !== "initializer" && (processesOnly !== true || backend === "processes")).map(({ key, error }) => `${key} ${error}`);
  expect(stdout.trim().split("\n")).toEqual([...told, "[ 1, 2 ]"]);
});
