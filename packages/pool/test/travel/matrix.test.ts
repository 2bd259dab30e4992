import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { COMPILERS, prepare } from "./compilers.js";
import { EXPECTED } from "./expected.js";

// Inside the repository: the scripts find @framepool/pool as a user's do.
const root = mkdtempSync(fileURLToPath(new URL("../.tmp-matrix-", import.meta.url)));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.concurrent.each(COMPILERS)("a script compiled by $name", ({ name, script, nodeArgs, type, missing, compile }) => {
  const folder = join(root, name.replace(/\W+/g, "-"));

  it("sends its functions in every form, and is told what it cannot send", async () => {
    prepare(folder, type);
    await compile(folder);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...(nodeArgs ?? []), script], { cwd: folder });
    expect(stderr).toBe("");
    const { refused, ...results } = JSON.parse(stdout) as Record<string, unknown>;
    expect(results).toEqual(missing === "named" ? EXPECTED : anyName(EXPECTED));
    expect(refused).toMatchObject({ name: "CaptureError", message: expect.stringMatching(missing === "minified" ? MINIFIED : NAMED) });
  });
});

/** Minified functions have lost their names. */
function anyName({ selfContained: [values], ...others }: typeof EXPECTED): object {
  return { ...others, selfContained: [{ ...values, name: expect.any(String) }] };
}

const NAMED = /^map cannot send \w+ to a worker: it uses shift \((?:main|forms)\.[jt]s:\d+\), threshold \((?:main|forms)\.[jt]s:\d+\), (label|helper) \((?:main|forms)\.[jt]s:\d+\) and Color \((?:main|forms)\.[jt]s:\d+\), which a worker does not have\. Give them as captures:\n {2}task\(\{ shift, threshold, (label|helper), Color \}, \(\w, \{ shift, threshold, \2, Color \}\) => …\)/;
const MINIFIED = /Its code looks minified, which hides the real names/;
