import { CellSum } from "../harness/cell-sum.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "danfojs-node",
  url: import.meta.url,
  version: () => versionOf("danfojs-node", import.meta.url),
};

async function load(input, options = { dynamicTyping: false }) {
  const { default: danfo } = await import("danfojs-node");
  return { danfo, df: await danfo.readCSV(input, options) };
}

async function readCells(input, options) {
  const { df } = await load(input, options);
  return { cells: df.columns.map((name) => new CellSum(name).addAll(df[name].values)) };
}

// Its CSV writer joins cells with commas and quotes nothing, so a name with a comma makes a broken file. The job is only right
// if somebody quotes, so the adapter does, in the columns where it can be needed.
const quoted = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const jobs = {
  async "csv-length"({ input, output }) {
    const { danfo, df } = await load(input);
    df.addColumn("length_str", df["Name"].map((name) => name.length), { inplace: true });
    df.addColumn("Name", df["Name"].map(quoted), { inplace: true });
    danfo.toCSV(df, { filePath: output });
  },
  "csv-read": ({ input }) => readCells(input, { dynamicTyping: false }),
  "csv-read-typed": ({ input }) => readCells(input, {}),
  async "frame-length"({ input }) {
    const { df } = await load(input);
    return { step: () => df.addColumn("length_str", df["Name"].map((name) => name.length)), column: (out) => out["length_str"].values };
  },
};
