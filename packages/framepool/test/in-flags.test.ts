import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const packages = fileURLToPath(new URL("../../", import.meta.url));

/** All TypeScript of the packages that the command line calls. */
function sources(): string {
  return ["csv", "frame", "parallel", "pool", "errors"]
    .flatMap((name) => readdirSync(`${packages}${name}/src`, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts")).map((file) => readFileSync(`${packages}${name}/src/${file}`, "utf8")))
    .join("\n");
}

describe("what the command line says otherwise", () => {
  it("is a sentence of the library, as it stands", () => {
    const own = readFileSync(`${packages}framepool/src/cli/in-flags.ts`, "utf8");
    const sentences = [...own.matchAll(/^ {2}\[(["'])(.*?)\1, "/gm)].map(([, , text]) => text!);
    expect(sentences.length).toBeGreaterThan(8);
    const library = sources();
    expect(sentences.filter((sentence) => !library.includes(sentence))).toEqual([]);
  });
});
