import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { addedColumns } from "./added-columns.mjs";
import { placesOf, records } from "./answers.mjs";

/** Differences of outputs whose bytes are not the expected ones, by hash: such a file is parsed once a run, not each round. */
const differences = new Map();

// Numbers added up in another order differ in their last bits.
const CLOSE = 1e-9;

/**
 * The hash of the file a contender wrote, and what is wrong with it or null. The hash of the expected file settles it at once; a
 * file with other bytes is parsed and compared cell by cell, since two writers may quote differently and both be right.
 */
export async function checkFile(output, input, expected, counts) {
  if (!existsSync(output)) return { sha256: null, wrong: "no output file" };
  const sha256 = await hashOf(output);
  if (sha256 === expected[counts].sha256) return { sha256, wrong: null };
  const key = `${sha256} ${counts} ${input}`;
  if (!differences.has(key)) differences.set(key, await firstDifference(output, input, addedColumns[counts]));
  return { sha256, wrong: differences.get(key) };
}

/** What is wrong with the digest of a column, or null. */
export function wrongDigest(answer, expected) {
  if (isDeepStrictEqual(answer, expected)) return null;
  return `${JSON.stringify(answer)} is not ${JSON.stringify(expected)}`;
}

/** What is wrong with the sums of all cells, column by column, or null. */
export function wrongCells(answer, expected) {
  if (answer?.length !== expected.length) return `sums of ${answer?.length ?? "no"} columns, not of ${expected.length}`;
  const at = expected.findIndex((column, place) => !sameSums(answer[place], column));
  return at < 0 ? null : `column ${expected[at].name}: ${JSON.stringify(answer[at])} is not ${JSON.stringify(expected[at])}`;
}

function sameSums(found, { numbers, ...exact }) {
  const { numbers: sum, ...others } = found;
  return isDeepStrictEqual(others, exact) && Math.abs(sum - numbers) <= CLOSE * Math.abs(numbers);
}

export async function hashOf(file) {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(bytes);
  return hash.digest("hex");
}

async function firstDifference(output, input, added) {
  const written = records(output);
  let row = -1;
  let at = {};
  try {
    for await (const cells of records(input)) {
      if (row < 0) at = placesOf(cells);
      const expected = [...cells, ...(row < 0 ? added.names : added.cells(cells, at))];
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
