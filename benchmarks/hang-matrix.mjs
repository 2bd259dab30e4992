// node benchmarks/hang-matrix.mjs: tries the deaths of the hang matrix on the other pools, and keeps what was seen in
// results/hang-matrix.json. The page docs/reference/hang-matrix.md is made of that by the tests of pool.
import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deaths } from "./hangs/deaths.mjs";
import { peers } from "./hangs/peers.mjs";

const FIRST_MS = 5000;
const NEXT_MS = 3000;
const python = process.env.PYTHON ?? "python3";
const pathOf = (file) => fileURLToPath(new URL(file, import.meta.url));

/** Runs one try; says what came, and what did not within its time. */
function attempt(program, args) {
  const seen = {};
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"], detached: true });
    let late = setTimeout(stop, FIRST_MS + 1000);
    function stop() {
      // The whole group: a pool that hangs leaves its processes.
      process.kill(-child.pid, "SIGKILL");
    }
    child.stdout.setEncoding("utf8").on("data", (text) => {
      for (const line of text.split("\n").filter((each) => each.startsWith("hang-matrix "))) {
        Object.assign(seen, JSON.parse(line.slice("hang-matrix ".length)));
        clearTimeout(late);
        late = setTimeout(stop, NEXT_MS);
      }
    });
    child.once("exit", (code, signal) => {
      clearTimeout(late);
      resolve({ ...seen, code, signal });
    });
  });
}

/** A cell of the table. */
function cell({ first, next, uncaught, ended, signal, code }) {
  if (first === undefined) return signal === "SIGKILL" ? "**hangs**" : `**the program dies** (exit ${code ?? signal})`;
  const said = [first.error ?? `the value ${first.value}`];
  if (next === undefined && ended === undefined) said.push("then **hangs**");
  else if (next?.error !== undefined) said.push(`then **fails** (${next.error})`);
  else if (signal === "SIGKILL") said.push("**does not exit**");
  if (uncaught !== undefined) said.push(`and uncaught: ${uncaught}`);
  return said.join(", ");
}

const results = [];
for (const [name, peer] of Object.entries(peers)) {
  const cells = {};
  for (const { key, how, processesOnly } of deaths) {
    if (processesOnly === true || how === "initializer") continue;
    cells[key] = cell(await attempt(process.execPath, [pathOf("hangs/try.mjs"), name, key]));
    console.error(`${name} ${key}: ${cells[key]}`);
  }
  results.push({ name, version: peer.version(), cells });
}

const version = spawnSync(python, ["-c", "import sys; print(sys.version.split()[0])"], { encoding: "utf8" });
if (version.status !== 0) console.error(`!!! CPython is SKIPPED: there is no ${python}; name one with PYTHON=…`);
else {
  const cells = {};
  // Without what has no like in Python: undefined, proxies, a heap of its own, modules by path, abort.
  for (const key of ["throws", "getter", "circle", "odd-error", "exit", "uncaught", "signal", "loop", "pending", "result", "argument", "initializer"]) {
    cells[key] = cell(await attempt(python, [pathOf("hangs/try-python.py"), key]));
    console.error(`CPython ${key}: ${cells[key]}`);
  }
  results.push({ name: "CPython's Pool", version: version.stdout.trim(), cells });
}

const seen = { date: new Date().toISOString().slice(0, 10), node: process.version, peers: results };
writeFileSync(pathOf("results/hang-matrix.json"), `${JSON.stringify(seen, null, 2)}\n`);
