import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DEFAULT_SEED, generate } from "../../datasets/generate.mjs";

const folder = new URL("../data/", import.meta.url);
const generator = ["generate.mjs", "passenger.mjs", "random.mjs"].map((file) => new URL(`../../datasets/${file}`, import.meta.url));

/** A small CSV that passengers are joined with. */
export const ports = fileURLToPath(new URL("../../datasets/ports.csv", import.meta.url));

/** Path of a file of `rows` passengers, made if it is not there. Its name holds a hash of the generator: another one makes another file. */
export async function passengers(rows, seed = DEFAULT_SEED) {
  const hash = createHash("sha256");
  for (const source of generator) hash.update(readFileSync(source));
  const file = fileURLToPath(new URL(`passengers-${rows}-${seed}-${hash.digest("hex").slice(0, 8)}.csv`, folder));
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    // Under another name until it is whole: an interrupted run leaves no half file to measure.
    await generate(rows, `${file}.part`, { seed });
    await rename(`${file}.part`, file);
  }
  return file;
}
