/** The code points of a text, each as a text. */
export function codePoints(text: string): string[] {
  return Array.from(text);
}
