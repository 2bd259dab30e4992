// node benchmarks/memory-floor.mjs: what memory alone takes of verbs of text, which no way of computing them goes below: the cells are
// copied once, block by block, to where a kernel reads them, and as many bytes as the result has are written once to fresh memory.
// Beside it stands what the verb takes here, and what the targets of the frame suites ask of it.
import { fileURLToPath } from "node:url";
import { DataFrame } from "framepool";
import { steps } from "./contenders/framepool-frame.mjs";
import { frameData, frameJobs } from "./frame-jobs.mjs";
import { updateReadme } from "./harness/readme.mjs";
import { keptResults } from "./harness/results-file.mjs";
import { median } from "./harness/statistics.mjs";

const ROWS = 1_000_000;
const TIMES = 21;
const BLOCK = 65_536;

const offsets = 4 * (ROWS + 1);
const bits = ROWS / 8;
const textBytes = (cells) => cells.reduce((sum, cell) => sum + (cell === null ? 0 : Buffer.byteLength(cell)), 0);
/** The bytes of a result, given its cells. */
const written = {
  "str-lower": (cells) => [textBytes(cells), offsets],
  "str-contains": () => [bits],
  "str-slice": (cells) => [textBytes(cells), offsets],
  "str-len": () => [4 * ROWS],
  "str-extract": (cells) => [textBytes(cells), offsets, bits],
  "value-counts-few": () => [],
};

function timed(work) {
  const times = [];
  for (let i = 0; i < TIMES; i++) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  return median(times);
}

const filled = (size) => new Uint8Array(new SharedArrayBuffer(size)).fill(1);

/** ms to copy so many bytes that lie in memory, and then to write those of the result. */
function floorOf(read, sizes) {
  const from = read.map(filled);
  const block = filled(BLOCK);
  return timed(() => {
    for (const bytes of from) for (let at = 0; at < bytes.length; at += BLOCK) block.set(bytes.subarray(at, Math.min(at + BLOCK, bytes.length)));
    return sizes.map(filled);
  });
}

const ms = (time) => time.toFixed(1);
const MB = (sizes) => (sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1);

/** What a target asks for: a part of another's time. */
function asked(job, name, times) {
  const result = keptResults(`frame-${job}`, ROWS)?.results.find((each) => each.name === name);
  const time = result?.stepMs ?? result?.wrongMs;
  return time === undefined ? "" : ms(time / times);
}

const lines = Object.keys(written).map((job) => {
  const { columns } = frameData(job, ROWS);
  const [cells] = Object.values(columns);
  const df = new DataFrame(columns);
  const read = [textBytes(cells), offsets];
  const sizes = written[job](job.startsWith("str") ? [...steps[job](df)] : []);
  const took = timed(() => steps[job](df));
  return `| ${[frameJobs[job].title, MB(read), MB(sizes), ms(floorOf(read, sizes)), ms(took), asked(job, "arquero", 5), asked(job, "danfojs", 50)].join(" | ")} |`;
});
const table = [
  "### What memory alone takes, 1,000,000 rows",
  "",
  "The cells copied once to where a kernel reads them, and the bytes of the result written once, to memory that is fresh as a result's is: no computing. Medians of 21, in ms.",
  "",
  "| verb | read, MB | written, MB | memory alone | framepool | arquero's time / 5 | danfojs' time / 50 |",
  "| :-- | --: | --: | --: | --: | --: | --: |",
  ...lines,
].join("\n");
console.log(table);
updateReadme(fileURLToPath(new URL("README.md", import.meta.url)), "memory-floor", table);
