// node benchmarks/memory-floor.mjs: what memory alone takes of verbs, which no way of computing them on one thread goes below: bytes that
// have to be seen are seen once, a look-up of a row reads one place in a table that has room for the keys and nothing else, and of each
// page of the result one byte is written, which is when the system gives it. Nothing is computed. Beside it stands what the frame suites
// measured the last time, and what their targets ask. A second table: how moving cells in no order grows from one million to ten.
import { Buffer } from "node:buffer";
import { fileURLToPath } from "node:url";
import { DataFrame } from "framepool";
import { steps } from "./contenders/framepool-frame.mjs";
import { frameData, frameJobs } from "./frame-jobs.mjs";
import { updateReadme } from "./harness/readme.mjs";
import { keptResults } from "./harness/results-file.mjs";

const ROWS = 1_000_000;
const TIMES = 15;
const PAGE = 4096;
/** Bytes of a text that a table must hold to tell it from others, with its number or count: none of those that are looked up is longer. */
const KEY = 8 + 4;

const offsets = 4 * (ROWS + 1);
const bits = ROWS / 8;
const textBytes = (cells) => cells.reduce((sum, cell) => sum + (cell === null ? 0 : Buffer.byteLength(cell)), 0);
const distinct = (cells) => new Set(cells).size;
/** Bytes of a hash table of so many keys, whose slots are a power of two, a quarter of them free at least, and of 16 bytes, which a line of a cache has four of. */
const slots = (keys) => 16 * 2 ** Math.ceil(Math.log2((keys * 4) / 3));

/**
 * What each verb cannot do without, given its cells: bytes that are read one behind the other, bytes of the result, and the
 * bytes of each table that every row looks something up in, somewhere. Where keys are looked up there is a second one, of who does it by
 * a hash table.
 */
const needs = [
  // It keeps the offsets that it is given.
  ["str-lower", "", (cells, result) => ({ read: [textBytes(cells)], written: [textBytes(result())], tables: [] })],
  ["str-contains", "", (cells) => ({ read: [textBytes(cells), offsets], written: [bits], tables: [] })],
  ["str-slice", "", (cells, result) => ({ read: [textBytes(cells), offsets], written: [textBytes(result()), offsets], tables: [] })],
  ["str-len", "", (cells) => ({ read: [textBytes(cells), offsets], written: [4 * ROWS], tables: [] })],
  ["str-extract", "", (cells, result) => ({ read: [textBytes(cells), offsets], written: [textBytes(result()), offsets, bits], tables: [] })],
  ["value-counts-few", "", (cells) => ({ read: [textBytes(cells), offsets, bits], written: [], tables: [] })],
  ["value-counts-many", "", (cells) => counting(cells, KEY * distinct(cells))],
  ["value-counts-many", ", by a hash table", (cells) => counting(cells, slots(distinct(cells)))],
  ["join-texts", "", (cells, _result, tickets) => joining(cells, tickets, KEY * tickets.Ticket.length)],
  ["join-texts", ", by a hash table", (cells, _result, tickets) => joining(cells, tickets, slots(tickets.Ticket.length))],
];

/** The result: the texts, where each ends, and how often it is there. */
function counting(cells, table) {
  return { read: [textBytes(cells), offsets], written: [textBytes([...new Set(cells)]), 4 * distinct(cells), 4 * distinct(cells)], tables: [table] };
}

/** The result: a price, a letter and where it ends, and which are there; prices are somewhere, too. */
function joining(cells, tickets, table) {
  return { read: [textBytes(cells), offsets], written: [8 * ROWS, ROWS, offsets, 2 * bits], tables: [table, 8 * tickets.Ticket.length] };
}

/** What keeps engines from leaving out what nobody reads. */
let seen = 0;

/** The times of doing that again and again, in ms. What it gives is kept until the end, so that each result is new memory, as in the suites, where nothing is collected between two steps. */
function timesOf(work) {
  const times = [];
  const results = [];
  for (let i = 0; i < TIMES; i++) {
    const start = performance.now();
    results.push(work());
    times.push(performance.now() - start);
  }
  seen += results.length;
  return times;
}

const least = (work) => Math.min(...timesOf(work));

/** All bytes are looked at, 32 a step: by the C library, for one that is not there. */
function readAll(bytes) {
  seen += bytes.indexOf(0xff);
}

/** The system gives each page when it is first written to. */
function touchFresh(size) {
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  for (let at = 0; at < size; at += PAGE) bytes[at] = 1;
  return bytes;
}

/** No read waits for the one before, so that the processor has as many on their way as it can. */
function lookUp(table, places) {
  let sum = 0;
  for (let row = 0; row < places.length; row++) sum ^= table[places[row]];
  seen += sum;
}

/** A place in a table for each row. */
function anywhere(rows, length) {
  return Int32Array.from({ length: rows }, () => Math.floor(Math.random() * length));
}

function floorOf({ read, written, tables }) {
  const sources = read.map((size) => Buffer.from(new SharedArrayBuffer(size)).fill(1));
  const looked = tables.map((size) => ({ table: new Int32Array(size / 4).fill(1), places: anywhere(ROWS, size / 4) }));
  const parts = [
    least(() => sources.forEach(readAll)),
    least(() => looked.forEach(({ table, places }) => lookUp(table, places))),
    least(() => written.map(touchFresh)),
  ];
  return { parts, whole: parts.reduce((sum, part) => sum + part, 0) };
}

const ms = (time) => time.toFixed(1);
const MB = (sizes) => (sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1);

/** The time of a contender as its suite measured it the last time, in ms. */
function keptTime(job, name) {
  const result = keptResults(`frame-${job}`, ROWS)?.results.find((each) => each.name === name);
  return result?.stepMs ?? result?.wrongMs;
}

/** The part of another's time that a target asks for, with what is to be said of it. */
function target(job, name, times, floor) {
  const [ours, theirs] = [keptTime(job, "framepool"), keptTime(job, name)];
  if (ours === undefined || theirs === undefined) return "";
  const asked = theirs / times;
  return `${ms(asked)}, ${ours <= asked ? "met" : asked < floor ? "below memory alone" : "missed"}`;
}

function lineOf([job, how, needed]) {
  const { columns, tickets } = frameData(job, ROWS);
  const cells = columns[job === "join-texts" ? "Ticket" : frameJobs[job].columns[0]];
  const { read, written, tables } = needed(cells, () => [...steps[job](new DataFrame(columns))], tickets);
  const { parts, whole } = floorOf({ read, written, tables });
  const ours = keptTime(job, "framepool");
  const figures = [MB(read), MB(tables), MB(written), ...parts.map(ms), ms(whole), ours === undefined ? "" : ms(ours)];
  return `| ${[frameJobs[job].title + how, ...figures, target(job, "arquero", 5, whole), target(job, "danfojs", 50, whole)].join(" | ")} |`;
}

/** How long it takes to move so many cells of 64 bits to other places, in memory that was touched before, and one behind the other. */
function moving(rows) {
  const from = new Float64Array(rows).fill(1);
  const to = new Float64Array(rows).fill(1);
  const order = anywhere(rows, rows);
  const inNoOrder = least(() => {
    for (let row = 0; row < rows; row++) to[row] = from[order[row]];
  });
  return { inNoOrder, inOrder: least(() => to.set(from)) };
}

function growthTable() {
  const [one, ten] = [moving(ROWS), moving(10 * ROWS)];
  // Whoever orders keys by comparing two of them has to tell apart n! orders.
  const comparing = (10 * Math.log2(10 * ROWS)) / Math.log2(ROWS);
  const line = (what, [few, many]) => `| ${what} | ${ms(few)} | ${ms(many)} | ${(many / few).toFixed(1)} × |`;
  return [
    "A sort moves the cells of each column once. How that grows from one million rows to ten, of which 10.5 × is asked; the least of 15 times, in ms:",
    "",
    "| 8 bytes a row, in memory that was touched before | 1,000,000 | 10,000,000 | growth |",
    "| :-- | --: | --: | --: |",
    line("copied as they lie", [one.inOrder, ten.inOrder]),
    line("each from some other place", [one.inNoOrder, ten.inNoOrder]),
    `| comparisons that sorting by them takes at least | | | ${comparing.toFixed(1)} × |`,
  ];
}

const table = [
  "### What memory alone takes, 1,000,000 rows",
  "",
  "What no way of computing a verb does without: the bytes of its cells looked at once (`memchr`), one place a row read in a table that has room for 12 bytes a key, or for the values, and nothing else (by a hash table: 16 bytes a slot, a quarter of them free at least), and one byte written of each page of the result, which is new memory. The least of 15 times, in ms; framepool and the others, of whose time a target is a fifth or a fiftieth, as the suites above measured them.",
  "",
  "| verb | read, MB | tables, MB | written, MB | reading | looking up | pages of the result | memory alone | framepool | arquero's time / 5 | danfojs' time / 50 |",
  "| :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
  ...needs.map(lineOf),
  "",
  ...growthTable(),
].join("\n");
if (Number.isNaN(seen)) throw new RangeError("what was read are no numbers");
console.log(table);
updateReadme(fileURLToPath(new URL("README.md", import.meta.url)), "memory-floor", table);
