/**
 * Where `-o` writes: a file, or standard output, which is the table's alone. What the transform prints, here and in workers, goes to
 * standard error then.
 */
export function tableOutput(output: string): string | NodeJS.WriteStream {
  if (output !== "-") return output;
  const { stdout, stderr } = process;
  // The console and new threads look it up when they first need it.
  Object.defineProperty(process, "stdout", { value: stderr, configurable: true, enumerable: true });
  return stdout;
}
