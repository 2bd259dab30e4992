import { task } from "@framepool/pool";
/** What goes wrong in a run. */
export const FAULTS = ["none", "delay", "throw", "exit", "exit once", "abort", "truncate", "source fails", "disk full", "folder vanishes", "reader goes"];
/** The step of every run: adds a column, and on the way to it may throw at a row, end its worker there, or be slow. */
export function step(fault, row, marker) {
  return task({ fault, row, marker }, async (part, { fault, row, marker }, { firstRow }) => {
    const has = firstRow !== null && row >= firstRow && row < firstRow + part.numRows;
    if (fault === "delay" || fault === "abort")
      await new Promise((done) => setTimeout(done, (row % 7) * 2));
    if (has && fault === "exit")
      process.exit(5);
    if (has && fault === "exit once") {
      const { existsSync, writeFileSync } = await import("node:fs");
      if (!existsSync(marker)) {
        writeFileSync(marker, "");
        process.exit(5);
      }
    }
    return part.assign({
      twice: part.col("id").map((id) => {
        if (fault === "throw" && id === row)
          throw new RangeError(`no ${id}`);
        return id * 2;
      }),
    });
  });
}
