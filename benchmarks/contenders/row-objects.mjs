// What one writes without a dataframe: csv-parse makes an object a row, piscina's workers get an array of them and send one back.
import { createReadStream, createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "csv-parse + piscina",
  url: import.meta.url,
  version: () => ["csv-parse", "piscina"].map((name) => versionOf(name, import.meta.url)).join(" + "),
};

async function load(input) {
  const { parse } = await import("csv-parse");
  const rows = [];
  for await (const row of createReadStream(input).pipe(parse({ columns: true }))) rows.push(row);
  return rows;
}

async function inWorkers(rows, workers, name) {
  const { Piscina } = await import("piscina");
  const pool = new Piscina({ filename: new URL("row-objects-worker.mjs", import.meta.url).href, maxThreads: workers, minThreads: workers });
  try {
    const size = Math.ceil(rows.length / workers);
    const parts = Array.from({ length: workers }, (_, part) => rows.slice(part * size, (part + 1) * size));
    return (await Promise.all(parts.map((part) => pool.run(part, { name })))).flat();
  } finally {
    await pool.destroy();
  }
}

async function write(rows, output) {
  const cell = (value) => (typeof value === "string" && /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const columns = Object.keys(rows[0]);
  const stream = createWriteStream(output);
  stream.write(`${columns.join(",")}\n`);
  for (let start = 0; start < rows.length; start += 5000) {
    let text = "";
    for (const row of rows.slice(start, start + 5000)) text += `${columns.map((column) => cell(row[column])).join(",")}\n`;
    if (!stream.write(text)) await once(stream, "drain");
  }
  stream.end();
  await finished(stream);
}

function* column(rows, name) {
  for (const row of rows) yield row[name];
}

export const jobs = {
  async "csv-length"({ input, output, workers }) {
    await write(await inWorkers(await load(input), workers, "addLength"), output);
  },
  async "frame-length"({ input, workers }) {
    const rows = await load(input);
    return { step: () => inWorkers(rows, workers, "addLength"), column: (out) => column(out, "length_str") };
  },
  async "frame-heavy"({ input, workers }) {
    const rows = await load(input);
    return { step: () => inWorkers(rows, workers, "addHeavy"), column: (out) => column(out, "heavy") };
  },
};
