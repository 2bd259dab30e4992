// Titanic-shaped passengers, any number of them, the same bytes for the same seed:
//   node datasets/generate.mjs ROWS FILE [--seed N]
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makePassenger } from "./passenger.mjs";
import { makeRandom } from "./random.mjs";

export const HEADER = "PassengerId,Survived,Pclass,Name,Sex,Age,SibSp,Parch,Ticket,Fare,Cabin,Embarked";
export const DEFAULT_SEED = 1912;

// As many rows as make a chunk of about 300 KB: fewer, larger writes, and never more than two chunks in memory.
const ROWS_A_CHUNK = 4096;

/** Yields the file as text, a few thousand lines at a time. */
export function* passengerChunks(rows, { seed = DEFAULT_SEED } = {}) {
  const random = makeRandom(seed);
  let text = `${HEADER}\n`;
  for (let id = 1; id <= rows; id++) {
    text += `${formatRow(makePassenger(id, random))}\n`;
    if (id % ROWS_A_CHUNK === 0) {
      yield text;
      text = "";
    }
  }
  if (text !== "") yield text;
}

/** Writes the file, waiting for the disk where it is slower than we are. */
export async function generate(rows, file, options) {
  const stream = createWriteStream(file);
  for (const text of passengerChunks(rows, options)) {
    if (!stream.write(text)) await once(stream, "drain");
  }
  stream.end();
  await finished(stream);
}

// Quoted where it must be and nowhere else: the form that pandas, DuckDB and polars write, so that a program which copies
// fields and one which writes them anew make the same bytes.
function formatRow(cells) {
  return cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: "string", default: String(DEFAULT_SEED) } },
  });
  const [rows, file] = [Number(positionals[0]), positionals[1]];
  const seed = Number(values.seed);
  if (positionals.length !== 2 || !Number.isSafeInteger(rows) || rows < 0 || !Number.isSafeInteger(seed)) {
    console.error("usage: node datasets/generate.mjs ROWS FILE [--seed N]");
    process.exit(2);
  }
  await generate(rows, file, { seed });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
