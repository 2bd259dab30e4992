// csv-parse without objects: a record is an array of texts, and which of them are numbers the program says.
import { createReadStream } from "node:fs";
import { CellSum } from "../harness/cell-sum.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "csv-parse",
  url: import.meta.url,
  version: () => versionOf("csv-parse", import.meta.url),
};

// Places of PassengerId, Survived, Pclass, Age, SibSp, Parch and Fare.
const numeric = [0, 1, 2, 5, 6, 7, 9];

/** Its `cast` is called for each cell with an object that tells where it is, which takes many times as long as the parsing. */
function toNumbers(row) {
  for (const place of numeric) if (row[place] !== "") row[place] = Number(row[place]);
}

async function readCells(input, change = () => {}) {
  const { parse } = await import("csv-parse");
  let names = null;
  const rows = [];
  for await (const row of createReadStream(input).pipe(parse())) {
    if (names === null) names = row;
    else {
      change(row);
      rows.push(row);
    }
  }
  const cells = names.map((name) => new CellSum(name));
  for (const row of rows) cells.forEach((column, place) => column.add(row[place]));
  return { cells };
}

export const jobs = {
  "csv-read": ({ input }) => readCells(input),
  "csv-read-typed": ({ input }) => readCells(input, toNumbers),
};
