// The right answers, worked out apart from every contender: one pass over the input by csv-parse.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "csv-parse";
import { Digest, digest } from "./digest.mjs";
import { heavy } from "./heavy.mjs";

/**
 * Ways to say how long a text is. Python, DuckDB and polars count code points, JavaScript's `length` UTF-16 units; they
 * differ for a few names in 10,000, and each contender is held to the one it says that it counts.
 */
export const lengths = {
  codePoints: (text) => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0),
  utf16Units: (text) => text.length,
};

/** Texts of a CSV's records, its header first. */
export async function* records(file) {
  yield* createReadStream(file).pipe(parse({ relaxColumnCount: true }));
}

/** A line in the form that most writers agree on: quoted where it must be. */
export function formatLine(cells) {
  return `${cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\n`;
}

/**
 * Answers of every job over one file of passengers: digests of the columns, and for each way of counting the hash of the file
 * that the CSV job should write. Kept beside the input, since they cost seconds a million rows.
 */
export async function expectedAnswers(input) {
  const kept = `${input}.answers.json`;
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"));
  const heavyDigest = new Digest();
  const counted = Object.entries(lengths).map(([name, count]) => ({ name, count, digest: new Digest(), hash: createHash("sha256") }));
  let nameAt = -1;
  for await (const cells of records(input)) {
    if (nameAt < 0) {
      nameAt = cells.indexOf("Name");
      for (const { hash } of counted) hash.update(formatLine([...cells, "length_str"]));
      continue;
    }
    const name = cells[nameAt];
    heavyDigest.add(heavy(name));
    for (const { count, digest, hash } of counted) {
      const length = count(name);
      digest.add(length);
      hash.update(formatLine([...cells, String(length)]));
    }
  }
  const answers = { heavy: heavyDigest };
  for (const { name, digest, hash } of counted) answers[name] = { digest, sha256: hash.digest("hex") };
  writeFileSync(kept, JSON.stringify(answers));
  return JSON.parse(JSON.stringify(answers));
}

/** Answers of the suites that run tasks, without a file: digests, by what a contender counts. */
export function taskAnswers(rows, workers) {
  const doubles = (count) => digest(Array.from({ length: count }, (_, n) => n * 2));
  return { doubles: doubles(rows), firsts: doubles(workers), square: digest([49]) };
}
