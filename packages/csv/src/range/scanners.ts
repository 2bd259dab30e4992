import { Scanner } from "../scan/Scanner.js";
import type { ScanDialect } from "../scan/scan-types.js";

/** Scanners of this thread that nobody uses: their memory is used again, since fresh memory costs as much as reading into it. */
const idle = new Map<string, Scanner[]>();

/** A scanner for nobody else, until it is given back. */
export function takeScanner(dialect: ScanDialect): Scanner {
  return idle.get(keyOf(dialect))?.pop() ?? new Scanner(dialect);
}

export function giveBack(scanner: Scanner): void {
  const key = keyOf(scanner.dialect);
  const others = idle.get(key);
  if (others === undefined) idle.set(key, [scanner]);
  else others.push(scanner);
}

function keyOf({ sep, quote, skipBlankLines }: ScanDialect): string {
  return `${String(sep)} ${String(quote)} ${String(skipBlankLines)}`;
}
