import { flagOf } from "./csv-flags.js";

/** What is said of programs, and of a command line otherwise. */
const OTHERWISE: readonly (readonly [of: string, said: string])[] = [
  ["pipe the stream through zlib.createGzip()", "give -o a name, or pipe standard output through gzip"],
  ["for several runs read it into memory first, const df = await readCsv(stream), or give each a stream of its own", "give the path of a file"],
  ["compression is that of a file", "--out-compression is that of a file"],
  ["encoding is that of a file; a stream gets", "--out-encoding is that of a file; standard output gets"],
  ['with quoting: "none"; give naRep', "with --out-quoting none; give --na-rep"],
  ['with quoting: "none"', "with --out-quoting none"],
  ["there is no escapechar; give one, or another quoting", "there is no --out-escapechar; give one, or another --out-quoting"],
  ["maxErrors bounds errors", "--max-errors bounds errors"],
  ['give onError "skip", "null", "collect" or a function, too', "give --on-error skip, null or collect, too"],
  ['cut the input into smaller parts, { partitionBytes: "1MiB" } or partitionRows, or give each worker more room, { resourceLimits: { maxOldGenerationSizeMb } } (memoryLimit sets it too)', "cut the input into smaller parts, by more --partitions, or give each worker more room by --memory"],
  ["the CSV text", "standard input"],
  ["a larger maxRowBytes", "a larger --max-row-bytes"],
  ["a larger maxCompressionRatio", "a larger --max-compression-ratio"],
];

/** A message of the library, which speaks of options, with the flags that these are: `{ encoding: "latin1" }` is `--encoding latin1`. */
export function inFlags(message: string): string {
  const said = OTHERWISE.reduce((text, [of, other]) => text.replace(of, other), message);
  return said.replace(/\{ (\w+): ("\w+"|null|false) \}|\b(\w+): ("\w+"|null|false)(?=[ ;,.]|$)/g, (whole, braced: string | undefined, inside: string | undefined, bare: string, value: string) => flagOf(braced ?? bare, JSON.parse(inside ?? value) as string | boolean | null) ?? whole);
}
