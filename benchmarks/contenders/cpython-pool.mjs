// CPython's own multiprocessing, started by fork as it does on Linux. Python is $PYTHON or python3.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const python = process.env.PYTHON ?? "python3";
const script = fileURLToPath(new URL("cpython-pool.py", import.meta.url));

function version() {
  const { stdout, status } = spawnSync(python, ["-c", "import sys; print(sys.version.split()[0])"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

export const library = {
  name: "CPython",
  url: import.meta.url,
  version: () => version() ?? "not installed",
  missing: () => (version() === null ? `there is no ${python}; name a Python with PYTHON=…` : null),
  command: (job, options) => [python, script, job, JSON.stringify(options)],
};
