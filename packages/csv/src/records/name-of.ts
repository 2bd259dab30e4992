/** How errors name a source. */
export function nameOf(file: string | null): string {
  return file ?? "the CSV text";
}
