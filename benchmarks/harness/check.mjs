import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { lengths, records } from "./answers.mjs";

/** Hashes of outputs written another way (all fields quoted, say) that were read and found right: read once a run, not each round. */
const foundRight = new Map();

/**
 * What is wrong with the file a contender wrote, or null. The hash of the expected file settles it at once; a file with other
 * bytes is parsed and compared cell by cell, since two writers may quote differently and both be right.
 */
export async function wrongFile(output, input, expected, counts) {
  if (!existsSync(output)) return "no output file";
  const sha256 = await hashOf(output);
  if (sha256 === expected[counts].sha256) return null;
  const key = `${sha256} ${counts} ${input}`;
  if (!foundRight.has(key)) foundRight.set(key, await firstDifference(output, input, lengths[counts]));
  return foundRight.get(key);
}

/** What is wrong with the digest of a column, or null. */
export function wrongDigest(answer, expected) {
  if (isDeepStrictEqual(answer, expected)) return null;
  return `${JSON.stringify(answer)} is not ${JSON.stringify(expected)}`;
}

async function hashOf(file) {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(bytes);
  return hash.digest("hex");
}

async function firstDifference(output, input, count) {
  const written = records(output);
  let row = -1;
  let nameAt = 0;
  try {
    for await (const cells of records(input)) {
      if (row < 0) nameAt = cells.indexOf("Name");
      const expected = [...cells, row < 0 ? "length_str" : String(count(cells[nameAt]))];
      const { value: found = [] } = await written.next();
      if (!isDeepStrictEqual(found, expected)) return `${row < 0 ? "header" : `row ${row}`} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`;
      row++;
    }
    const { done } = await written.next();
    return done ? null : `more than ${row} rows`;
  } catch (error) {
    return `row ${row}: ${error.message}`;
  } finally {
    await written.return();
  }
}
