// The other pools, each behind the same few words: a pool of one worker, one call of a function of a module.
import { fileURLToPath } from "node:url";
import { versionOf } from "../harness/version.mjs";

const limits = { maxOldGenerationSizeMb: 32 };
const fileOf = (module) => new URL(module, import.meta.url).href;

async function piscinaLike(Pool) {
  return (module) => {
    const pool = new Pool({ filename: fileOf(module), minThreads: 1, maxThreads: 1, resourceLimits: limits });
    return {
      call: (name, item, { timeout, signal }) => pool.run(item, { name, ...((signal ?? timeout) && { signal: signal ?? AbortSignal.timeout(timeout) }) }),
      end: () => pool.destroy(),
    };
  };
}

export const peers = {
  piscina: { version: () => versionOf("piscina", import.meta.url), open: async () => piscinaLike((await import("piscina")).Piscina) },
  tinypool: { version: () => versionOf("tinypool", import.meta.url), open: async () => piscinaLike((await import("tinypool")).Tinypool) },
  workerpool: {
    version: () => versionOf("workerpool", import.meta.url),
    async open() {
      const { default: workerpool } = await import("workerpool");
      return (module) => {
        const script = fileURLToPath(new URL("workerpool-worker.mjs", import.meta.url));
        const pool = workerpool.pool(script, { maxWorkers: 1, workerType: "thread", workerThreadOpts: { resourceLimits: limits, argv: [module] } });
        return {
          call(name, item, { timeout, signal }) {
            const running = pool.exec(name, [item]);
            if (timeout) return running.timeout(timeout);
            if (signal?.aborted) running.cancel();
            else signal?.addEventListener("abort", () => running.cancel());
            return running;
          },
          end: () => pool.terminate(),
        };
      };
    },
  },
};
