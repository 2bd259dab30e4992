// node benchmarks/error-location.mjs: one function that fails at row 700 of 1,000, given to each library as its users would;
// says what the error that arrives still tells. docs/reliability.md has the table.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { peers } from "./error-location/peers.mjs";

const ROW = 700;

/** What an error, and what caused it, tells of the row, and keeps of what was thrown. */
function told(error) {
  const cause = error?.cause ?? error;
  const text = `${error?.message ?? error}`;
  return {
    row: error?.globalRow === ROW || error?.index === ROW || new RegExp(`\\brow ${ROW}\\b`).test(text),
    values: error?.row?.id === ROW,
    class: cause instanceof RangeError,
    properties: cause?.detail === 7,
    stack: /work|peers|error-location/.test(String(cause?.stack ?? "").split("\n").slice(1).join("\n")),
  };
}

const results = [];
for (const [name, attempt] of Object.entries(peers)) {
  let result;
  try {
    await attempt();
    result = { error: "none" };
  } catch (error) {
    result = { message: String(error?.message ?? error).split("\n")[0].slice(0, 120), ...told(error) };
  }
  results.push({ name, ...result });
  console.error(`${name}: ${JSON.stringify(result)}`);
}
writeFileSync(fileURLToPath(new URL("results/error-location.json", import.meta.url)), `${JSON.stringify({ node: process.version, row: ROW, results }, null, 2)}\n`);
process.exit(0);
