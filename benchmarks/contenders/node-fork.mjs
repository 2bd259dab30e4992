// A child process as Node gives it: the bare fork that a Process is measured against.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const child = fileURLToPath(new URL("node-fork-child.mjs", import.meta.url));

export const library = {
  name: "child_process.fork",
  url: import.meta.url,
  version: () => process.version,
};

export const jobs = {
  process: async () => ({
    step: () =>
      new Promise((resolve, reject) => {
        const running = fork(child, [], { serialization: "advanced", execArgv: [] });
        const results = [];
        running.on("message", (result) => results.push(result));
        running.once("error", reject);
        running.once("exit", () => resolve(results));
        running.send(7);
      }),
    column: (results) => results,
  }),
};
