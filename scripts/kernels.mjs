// The WebAssembly of packages/{csv,frame}/assembly: compiled from AssemblyScript when its sources, or this script, have changed.
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folders = ["csv", "frame"].map((name) => fileURLToPath(new URL(`../packages/${name}/assembly/`, import.meta.url)));

const options = [
  "--optimizeLevel", "3",
  "--shrinkLevel", "0",
  "--converge",
  "--noAssert",
  // No allocator and no collector: the code works on addresses that it is given.
  "--runtime", "stub",
  "--enable", "simd",
  "--enable", "threads",
  "--importMemory",
  "--sharedMemory",
  "--initialMemory", "1",
  // 1 GiB
  "--maximumMemory", "16384",
];

/** Compiles the kernels of each package unless they are newer than what they are made of. */
export async function buildKernels() {
  for (const folder of folders) await buildFolder(folder);
}

async function buildFolder(folder) {
  const output = join(folder, "build", "kernels.wasm");
  const written = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".ts"));
  const sources = [fileURLToPath(import.meta.url), ...written.map((name) => join(folder, name))];
  if (existsSync(output) && sources.every((source) => statSync(source).mtimeMs < statSync(output).mtimeMs)) return;
  const { default: asc } = await import("assemblyscript/asc");
  const { error, stderr } = await asc.main(["index.ts", "--baseDir", folder, "--outFile", "kernels.wasm", ...options], { writeFile: (_, contents) => replace(output, contents) });
  if (error !== null) throw new Error(`${folder} does not compile\n${stderr.toString()}`, { cause: error });
}

/** Never shows half of a file: another build may be reading it. */
function replace(output, contents) {
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(`${output}.${process.pid}`, contents);
  renameSync(`${output}.${process.pid}`, output);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();
