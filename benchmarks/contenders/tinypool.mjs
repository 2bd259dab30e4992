import { versionOf } from "../harness/version.mjs";
import { poolJobs } from "./task-pool.mjs";

export const library = {
  name: "tinypool",
  url: import.meta.url,
  version: () => versionOf("tinypool", import.meta.url),
};

export const jobs = poolJobs(async (workers) => {
  const { Tinypool } = await import("tinypool");
  const filename = new URL("tiny-task.mjs", import.meta.url).href;
  return () => {
    const pool = new Tinypool({ filename, minThreads: workers, maxThreads: workers });
    return { run: (n) => pool.run(n), end: () => pool.destroy() };
  };
});
