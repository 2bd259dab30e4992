/** Whether a text can be a name in JavaScript: of ASCII, which is what messages need to know. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text);
}
