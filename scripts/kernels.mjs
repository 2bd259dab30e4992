// The WebAssembly of packages/{csv,frame}/assembly: compiled from AssemblyScript when its sources, or this script, have changed.
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../packages/", import.meta.url));

const options = [
  "--optimizeLevel", "3",
  "--shrinkLevel", "0",
  "--converge",
  "--noAssert",
  // No allocator and no collector: the code works on addresses that it is given.
  "--runtime", "stub",
  "--enable", "simd",
];

/**
 * Memory that JavaScript makes, of so many pages at most. It is shared, though a table's is seen by one thread only: memory that is
 * not gives its old ArrayBuffer up when it grows, and from the first that does so on V8 compiles every loop over any typed array of the
 * thread for buffers that may be gone, which makes loops take half as long again.
 */
const shared = (initial, maximum) => [
  "--enable", "threads",
  "--importMemory",
  "--sharedMemory",
  "--initialMemory", String(initial),
  "--maximumMemory", String(maximum),
];

/** Each instance gets a memory that nobody has written to: room for tables is no bytes of the module. */
const zeroed = ["--zeroFilledMemory"];

const kernels = [
  { folder: join(packages, "csv", "assembly"), entry: "index.ts", name: "kernels.wasm", memory: [...shared(1, 16_384), ...zeroed] },
  { folder: join(packages, "frame", "assembly"), entry: "index.ts", name: "kernels.wasm", memory: shared(1, 16_384) },
  { folder: join(packages, "frame", "assembly"), entry: "tables/index.ts", name: "tables.wasm", memory: shared(2, 65_536) },
  { folder: join(packages, "frame", "assembly"), entry: "powers/index.ts", name: "powers.wasm", memory: shared(12, 12) },
  { folder: join(packages, "frame", "assembly"), entry: "sums/index.ts", name: "sums.wasm", memory: shared(9, 9) },
];

/** Compiles the kernels of each package unless they are newer than what they are made of. */
export async function buildKernels() {
  for (const kernel of kernels) await buildKernel(kernel);
}

async function buildKernel({ folder, entry, name, memory }) {
  const output = join(folder, "build", name);
  const written = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".ts"));
  const sources = [fileURLToPath(import.meta.url), ...written.map((file) => join(folder, file))];
  if (existsSync(output) && sources.every((source) => statSync(source).mtimeMs < statSync(output).mtimeMs)) return;
  const { default: asc } = await import("assemblyscript/asc");
  const { error, stderr } = await asc.main([entry, "--baseDir", folder, "--outFile", name, ...options, ...memory], { writeFile: (_, contents) => replace(output, contents) });
  if (error !== null) throw new Error(`${join(folder, entry)} does not compile\n${stderr.toString()}`, { cause: error });
}

/** Never shows half of a file: another build may be reading it. */
function replace(output, contents) {
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(`${output}.${process.pid}`, contents);
  renameSync(`${output}.${process.pid}`, output);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();
