import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";

/**
 * The number of cores that this process may use, at least 1: those of its affinity mask, bounded by the CPU quota of its
 * container (`cpu.max` of cgroup v2, `cpu.cfs_quota_us` of v1), rounded up. A Pool has that many workers by default.
 *
 * @example
 * import { cpuCount } from "@framepool/pool";
 *
 * cpuCount() >= 1; // → true
 */
export function cpuCount(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.ceil(cpuQuota("/"))));
}

/** The smallest CPU quota of this process's control group and those above it, in cores; Infinity for none. `root` is where `/proc` and `/sys` are. */
export function cpuQuota(root: string): number {
  let quota = Infinity;
  for (const line of read(join(root, "proc/self/cgroup"))?.split("\n") ?? []) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    if (controllers === "") {
      quota = Math.min(quota, smallest(join(root, "sys/fs/cgroup"), path, quotaV2), smallest(join(root, "sys/fs/cgroup/unified"), path, quotaV2));
    } else if (controllers.split(",").includes("cpu")) {
      quota = Math.min(quota, smallest(join(root, "sys/fs/cgroup", controllers), path, quotaV1), smallest(join(root, "sys/fs/cgroup/cpu"), path, quotaV1));
    }
  }
  return quota;
}

/** A group is bound by every group above it. In a container the path may name a group of the host's that is not mounted here: its parents are asked all the same. */
function smallest(mount: string, path: string, quotaOf: (folder: string) => number): number {
  let quota = Infinity;
  for (let folder = join("/", path); ; folder = dirname(folder)) {
    quota = Math.min(quota, quotaOf(join(mount, folder)));
    if (folder === "/") return quota;
  }
}

function quotaV2(folder: string): number {
  const [quota, period] = read(join(folder, "cpu.max"))?.trim().split(" ") ?? [];
  return cores(quota, period);
}

function quotaV1(folder: string): number {
  return cores(read(join(folder, "cpu.cfs_quota_us")), read(join(folder, "cpu.cfs_period_us")));
}

/** "max", -1 and what cannot be read are no bound. */
function cores(quota: string | undefined, period: string | undefined): number {
  const value = Number(quota) / Number(period);
  return value > 0 ? value : Infinity;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
