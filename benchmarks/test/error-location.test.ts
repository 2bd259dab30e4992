import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

interface Told {
  readonly name: string;
  readonly row: boolean;
  readonly values: boolean;
  readonly class: boolean;
  readonly properties: boolean;
  readonly stack: boolean;
}

describe("the table of what errors tell of the row", () => {
  it("in docs/reliability.md says what was measured", () => {
    const { results } = JSON.parse(read("../results/error-location.json")) as { results: readonly Told[] };
    const section = read("../../docs/reliability.md").split("## Which row was it?")[1]!;
    const rows = section.split("\n").filter((line) => /^\| [a-z]/.test(line)).slice(1);
    const yes = (told: boolean): string => (told ? "yes" : "no");
    expect(rows).toEqual(results.map((each) => `| ${[each.name, ...[each.row, each.values, each.class, each.properties, each.stack].map(yes)].join(" | ")} |`));
  });
});
