import { versionOf } from "../harness/version.mjs";
import { poolJobs } from "./task-pool.mjs";

export const library = {
  name: "piscina",
  url: import.meta.url,
  version: () => versionOf("piscina", import.meta.url),
};

export const jobs = poolJobs(async (workers) => {
  const { Piscina } = await import("piscina");
  const filename = new URL("tiny-task.mjs", import.meta.url).href;
  return () => {
    const pool = new Piscina({ filename, minThreads: workers, maxThreads: workers });
    return { run: (n) => pool.run(n), end: () => pool.destroy() };
  };
});
