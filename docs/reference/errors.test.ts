// Every code has its section, which names all that the error knows, and shows one that is raised.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import * as errors from "@framepool/errors";
import { runExamples } from "../../scripts/docstrings/run.mjs";

const text = readFileSync(new URL("errors.md", import.meta.url), "utf8");
const sections = text.split(/^## /m).slice(1).map((section) => {
  const [code = ""] = section.split("\n", 1);
  const before = text.slice(0, text.indexOf(`## ${section}`)).split("\n").length;
  const example = /```js\n([\s\S]*?)```/.exec(section);
  return { code, section, example: { line: before, code: example?.[1] ?? "" } };
});

/** One of each class, made with no facts. */
const made = {
  ERR_FRAMEPOOL_TASK: new errors.TaskError("", {}, null),
  ERR_FRAMEPOOL_CAPTURE: new errors.CaptureError(""),
  ERR_FRAMEPOOL_SERIALIZATION: new errors.SerializationError("", { direction: "to worker" }),
  ERR_FRAMEPOOL_TIMEOUT: new errors.TimeoutError("", 1),
  ERR_FRAMEPOOL_ABORT: new errors.AbortError(""),
  ERR_FRAMEPOOL_WORKER_EXIT: new errors.WorkerExitError("", {}),
  ERR_FRAMEPOOL_WORKER_MEMORY: new errors.WorkerMemoryError(""),
  ERR_FRAMEPOOL_INITIALIZER: new errors.InitializerError(""),
  ERR_FRAMEPOOL_SCHEMA: new errors.SchemaMismatchError("", { op: "merge" }),
  ERR_FRAMEPOOL_CSV: new errors.CsvParseError(""),
  ERR_FRAMEPOOL_FRAME: new errors.FrameError("", { place: { op: "merge", partition: 0, firstRow: 0, file: null, line: null, byte: null, worker: null, attempt: 1 } }),
  ERR_FRAMEPOOL_ARGUMENT: new errors.ArgumentError(""),
  ERR_FRAMEPOOL_STATE: new errors.StateError(""),
  ERR_FRAMEPOOL_SINK: new errors.SinkError(""),
} satisfies Record<errors.ErrorCode, errors.ParallelError>;

describe("the page of errors", () => {
  it("has a section for every code, and for no other", () => {
    expect(sections.map(({ code }) => code)).toEqual([...errors.ERROR_CLASSES.keys()]);
  });

  it.each(sections)("names what an error of $code knows", ({ code, section }) => {
    const error = made[code as errors.ErrorCode];
    const named = new Set([...section.split("```")[0]!.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    const facts = Object.keys(error).filter((key) => key !== "code");
    expect([error.name, ...facts].filter((name) => !named.has(name))).toEqual([]);
  });

  describe("shows", () => {
    let faults: { readonly line: number; readonly message: string }[][];
    beforeAll(async () => {
      faults = await runExamples(sections.map(({ example }) => example), fileURLToPath(new URL("..", import.meta.url)));
    }, 60_000);

    it.each(sections.map(({ code, example }, index) => ({ code, example, index })))("one of $code", ({ code, example, index }) => {
      expect(example.code).toContain(code);
      expect(faults[index]).toEqual([]);
    });
  });
});
