/** As much of an ESTree node as we look at. */
export interface Syntax {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

export function isSyntax(value: unknown): value is Syntax {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value;
}

/** Calls `visit` with every node under `node`, parents first; a node for which it returns false is not entered. */
export function walk(node: Syntax, visit: (node: Syntax, parents: readonly Syntax[]) => boolean): void {
  const parents: Syntax[] = [];
  const enter = (at: Syntax): void => {
    if (!visit(at, parents)) return;
    parents.push(at);
    for (const key of Object.keys(at)) {
      const child = at[key];
      if (Array.isArray(child)) {
        for (const each of child) if (isSyntax(each)) enter(each);
      } else if (isSyntax(child)) enter(child);
    }
    parents.pop();
  };
  enter(node);
}
