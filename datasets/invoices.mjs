// Lines of a shop's invoices over a year, the same bytes for the same number of lines: node datasets/invoices.mjs LINES FILE
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { makeRandom } from "./random.mjs";

const HEADER = "Invoice,Item,Description,Quantity,InvoiceDate,UnitPrice,Customer,Country";
const items = [
  ["L100", "LANTERN", 3.39], ["H210", " HEART OF WOOD ", 2.55], ["N700", "NESTING BOXES", 7.65], ["POST", "POSTAGE", 18], ["W330", "HAND WARMER", 1.85], ["B050", "", 4.25],
];
const countries = ["United Kingdom", "United Kingdom", "United Kingdom", "France", "Germany", "Ireland"];
const MINUTE = 60_000;

/** The file as text: invoices of a few lines, some cancelled, some without a customer, and every hundredth line twice. */
export function invoices(lines) {
  const random = makeRandom(1846);
  const below = (n) => Math.floor(random() * n);
  const rows = [];
  let at = Date.UTC(2010, 11, 1, 8, 26);
  for (let invoice = 536_000; rows.length < lines; invoice++) {
    at += below(Math.ceil((365 * 24 * 60 * 6) / lines)) * MINUTE;
    const cancelled = random() < 0.04;
    const customer = random() < 0.1 ? "" : String(12_000 + below(60));
    const country = countries[customer === "" ? 0 : Number(customer) % countries.length];
    const date = new Date(at).toISOString().slice(0, 19).replace("T", " ");
    for (let line = 1 + below(5); line > 0; line--) {
      const [item, description, price] = items[below(items.length)];
      rows.push([`${cancelled ? "C" : ""}${String(invoice)}`, item, description, String(cancelled ? -1 - below(9) : 1 + below(40)), date, String(price), customer, country].join(","));
      if (rows.length % 100 === 99) rows.push(rows.at(-1));
    }
  }
  return `${[HEADER, ...rows.slice(0, lines)].join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [lines, file] = [Number(process.argv[2]), process.argv[3]];
  if (!Number.isSafeInteger(lines) || file === undefined) throw new Error("usage: node datasets/invoices.mjs LINES FILE");
  writeFileSync(file, invoices(lines));
}
