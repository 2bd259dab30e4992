// pandas in its own language: the script of the source document (split, Pool(n).map, concat), and other jobs. Python is $PYTHON or python3.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const python = process.env.PYTHON ?? "python3";
const script = fileURLToPath(new URL("pandas-script.py", import.meta.url));

function ask(expression) {
  const { stdout, status } = spawnSync(python, ["-c", `import sys, pandas; print(${expression})`], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

export const library = {
  name: "pandas",
  url: import.meta.url,
  version: () => ask("pandas.__version__ + ', Python ' + sys.version.split()[0]") ?? "not installed",
  missing: () => (ask("pandas.__version__") === null ? `${python} has no pandas; install it, or name another Python with PYTHON=…` : null),
  command: (job, options) => [python, script, job, JSON.stringify(options)],
};
