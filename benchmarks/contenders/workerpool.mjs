import { fileURLToPath } from "node:url";
import { versionOf } from "../harness/version.mjs";
import { poolJobs } from "./task-pool.mjs";

export const library = {
  name: "workerpool",
  url: import.meta.url,
  version: () => versionOf("workerpool", import.meta.url),
};

export const jobs = poolJobs(async (workers) => {
  const { default: workerpool } = await import("workerpool");
  const script = fileURLToPath(new URL("workerpool-task.mjs", import.meta.url));
  return () => {
    const pool = workerpool.pool(script, { minWorkers: workers, maxWorkers: workers, workerType: "thread" });
    return { run: (n) => pool.exec("double", [n]), end: () => pool.terminate() };
  };
});
