import { expect, test } from "vitest";
import { addedColumns } from "../harness/added-columns.mjs";
import { libraries, suites } from "../suites.mjs";

type Of = string | { name: string };
interface Suite {
  answer: string;
  contenders: { name: string; library: string; job: string; counts: string; limit?: { rows: number } }[];
  targets?: { of: Of[] }[];
}

const all = Object.entries(suites as Record<string, Suite>);

test.each(all)("suite %s names each contender once, and targets of its own contenders", (_, { contenders, targets = [] }) => {
  const names = contenders.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { of } of targets) expect(names).toEqual(expect.arrayContaining(of.map((one) => (typeof one === "string" ? one : one.name))));
});

test.each(all)("suite %s gives jobs that their libraries have, of answers that are known", async (_, { answer, contenders }) => {
  for (const { library, job, counts } of contenders) {
    const adapter = (libraries as Record<string, { url: string; command?: unknown }>)[library]!;
    if (adapter.command === undefined) expect(((await import(adapter.url)) as { jobs: object }).jobs).toHaveProperty([job]);
    if (answer === "file") expect(addedColumns).toHaveProperty(counts);
  }
});

test.each(all)("suite %s runs framepool over any number of rows", (_, { contenders }) => {
  for (const { library, limit } of contenders) if (library === "framepool") expect(limit).toBeUndefined();
});
