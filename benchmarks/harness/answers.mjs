// The right answers, worked out apart from every contender: one pass over the input by csv-parse.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "csv-parse";
import { addedColumns, lengths } from "./added-columns.mjs";
import { CellSum } from "./cell-sum.mjs";
import { Digest, digest } from "./digest.mjs";
import { heavy } from "./heavy.mjs";

/** What decides an answer: another source makes another answer. */
const sources = ["answers.mjs", "added-columns.mjs", "cell-sum.mjs", "digest.mjs", "heavy.mjs"].map((file) => new URL(file, import.meta.url));

/** Texts of a CSV's records, its header first. */
export async function* records(file) {
  yield* createReadStream(file).pipe(parse({ relaxColumnCount: true }));
}

/** A line in the form that most writers agree on: quoted where it must be. */
export function formatLine(cells) {
  return `${cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\n`;
}

/** Place of each column, by name. */
export const placesOf = (header) => Object.fromEntries(header.map((name, place) => [name, place]));

/** By what a contender `counts`: given the header, takes the records one after the other and gives the answer at the end. */
const answers = {
  codePoints: (header) => both(fileHash(header, "codePoints"), columnDigest(header, lengths.codePoints)),
  utf16Units: (header) => both(fileHash(header, "utf16Units"), columnDigest(header, lengths.utf16Units)),
  recipe: (header) => fileHash(header, "recipe"),
  heavy: (header) => columnDigest(header, heavy),
  textCells: (header) => cellSums(header, () => false),
  typedCells: (header) => cellSums(header, (cell) => Number.isFinite(Number(cell))),
};

/**
 * Answers about one file of passengers, by what contenders count: the hash of the file that a job should write (`sha256`), the
 * digest of a column, the sums of all cells. Kept beside the input, since they cost seconds a million rows.
 */
export async function expectedAnswers(input, wanted = Object.keys(answers)) {
  const code = createHash("sha256");
  for (const source of sources) code.update(readFileSync(source));
  const file = `${input}.answers-${code.digest("hex").slice(0, 8)}.json`;
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const missing = wanted.filter((name) => !Object.hasOwn(kept, name));
  if (missing.length === 0) return kept;
  let makers = null;
  for await (const cells of records(input)) {
    if (makers === null) makers = missing.map((name) => answers[name](cells));
    else for (const maker of makers) maker.add(cells);
  }
  missing.forEach((name, at) => (kept[name] = makers[at].answer()));
  writeFileSync(file, JSON.stringify(kept));
  return JSON.parse(JSON.stringify(kept));
}

function fileHash(header, counts) {
  const { names, cells: added } = addedColumns[counts];
  const at = placesOf(header);
  const hash = createHash("sha256").update(formatLine([...header, ...names]));
  return { add: (cells) => hash.update(formatLine([...cells, ...added(cells, at)])), answer: () => ({ sha256: hash.digest("hex") }) };
}

function columnDigest(header, count) {
  const nameAt = header.indexOf("Name");
  const digest = new Digest();
  return { add: (cells) => digest.add(count(cells[nameAt])), answer: () => ({ digest }) };
}

function both(first, second) {
  return {
    add(cells) {
      first.add(cells);
      second.add(cells);
    },
    answer: () => ({ ...first.answer(), ...second.answer() }),
  };
}

/** A column is one of numbers if every cell that is there is one; which it is shows at the end, so both are summed. */
function cellSums(header, isNumber) {
  const columns = header.map((name) => ({ texts: new CellSum(name), numbers: new CellSum(name), numeric: true }));
  return {
    add(cells) {
      for (let at = 0; at < columns.length; at++) {
        const column = columns[at];
        const cell = cells[at];
        column.texts.add(cell);
        if (column.numeric && cell !== "") column.numeric = isNumber(cell);
        if (column.numeric) column.numbers.add(cell === "" ? null : Number(cell));
      }
    },
    answer: () => ({ cells: columns.map(({ texts, numbers, numeric }) => (numeric ? numbers : texts)) }),
  };
}

/** Answers of the suites that run tasks, without a file: digests, by what a contender counts. */
export function taskAnswers(rows, workers) {
  const doubles = (count) => digest(Array.from({ length: count }, (_, n) => n * 2));
  return { doubles: doubles(rows), firsts: doubles(workers), square: digest([49]) };
}
