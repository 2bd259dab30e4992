/** A bool in a text that is made of it, a name of a column too: as Python writes it. */
export function boolText(flag: boolean): string {
  return flag ? "True" : "False";
}
