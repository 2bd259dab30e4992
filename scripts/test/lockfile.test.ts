// What an installation downloads comes from the npm registry, and needs no compiler and no second download.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const lockfile = readFileSync(new URL("../../pnpm-lock.yaml", import.meta.url), "utf8");

test("every package has the registry's checksum, and none an address of its own", () => {
  const resolutions = lockfile.split("\n").filter((line) => line.trimStart().startsWith("resolution:"));
  expect(resolutions.length).toBeGreaterThan(300);
  expect(resolutions.filter((line) => !/^ {4}resolution: \{integrity: sha\d+-[^ ,}]+\}$/.test(line))).toEqual([]);
});

test("danfojs-node does not bring the native part of tensorflow", () => {
  expect(lockfile).not.toMatch(/^ {2}'@tensorflow\/tfjs-node@/m);
  expect(lockfile).toMatch(/^ {2}'@tensorflow\/tfjs@/m);
});
