import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cpuCount } from "@framepool/pool";
import { cpuQuota } from "@framepool/pool/internal";
import { afterEach, expect, it } from "vitest";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** A file system with these files. */
function rootWith(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "cpu-quota-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

it("is a whole number between 1 and the cores of the affinity mask", () => {
  expect(Number.isInteger(cpuCount())).toBe(true);
  expect(cpuCount()).toBeGreaterThanOrEqual(1);
  expect(cpuCount()).toBeLessThanOrEqual(availableParallelism());
});

it("knows no bound where there are no control groups", () => {
  expect(cpuQuota(rootWith({}))).toBe(Infinity);
});

it("reads cpu.max of cgroup v2", () => {
  expect(cpuQuota(rootWith({ "proc/self/cgroup": "0::/pod\n", "sys/fs/cgroup/pod/cpu.max": "150000 100000\n" }))).toBe(1.5);
});

it("takes max for no bound", () => {
  expect(cpuQuota(rootWith({ "proc/self/cgroup": "0::/pod\n", "sys/fs/cgroup/pod/cpu.max": "max 100000\n" }))).toBe(Infinity);
});

it("is bound by the tightest of the groups above", () => {
  const files = { "proc/self/cgroup": "0::/a/b/c\n", "sys/fs/cgroup/a/cpu.max": "200000 100000", "sys/fs/cgroup/a/b/cpu.max": "max 100000", "sys/fs/cgroup/a/b/c/cpu.max": "400000 100000" };
  expect(cpuQuota(rootWith(files))).toBe(2);
});

it("finds the quota at the mount where the group's path is the host's", () => {
  expect(cpuQuota(rootWith({ "proc/self/cgroup": "0::/kubepods/pod1/container\n", "sys/fs/cgroup/cpu.max": "50000 100000" }))).toBe(0.5);
});

it("reads the quota of cgroup v1, wherever its controller is mounted", () => {
  const group = "4:memory:/job\n3:cpu,cpuacct:/job\n";
  expect(cpuQuota(rootWith({ "proc/self/cgroup": group, "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us": "300000", "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us": "100000" }))).toBe(3);
  expect(cpuQuota(rootWith({ "proc/self/cgroup": group, "sys/fs/cgroup/cpu/job/cpu.cfs_quota_us": "300000", "sys/fs/cgroup/cpu/job/cpu.cfs_period_us": "100000" }))).toBe(3);
});

it("takes -1 of cgroup v1 for no bound", () => {
  expect(cpuQuota(rootWith({ "proc/self/cgroup": "3:cpu:/\n", "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1", "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000" }))).toBe(Infinity);
});

it("passes over lines that make no sense", () => {
  expect(cpuQuota(rootWith({ "proc/self/cgroup": "nonsense\n\n0::/p\n", "sys/fs/cgroup/p/cpu.max": "rubbish" }))).toBe(Infinity);
});
