import { createRequire, SourceMap, type SourceMapPayload } from "node:module";
import type * as Inspector from "node:inspector";

/** A script as it runs: what a compiler, a coverage tool or a test runner made of a file, perhaps without any file. */
export interface Script {
  /** empty if it has none */
  readonly url: string;
  readonly text: string;
  /** the source map that it has inside, as test runners write it */
  readonly map: SourceMap | null;
}

export type Slots = readonly Inspector.Runtime.InternalPropertyDescriptor[];

const require = createRequire(import.meta.url);
const HANDLE = "@framepool/pool:located";

/** Gives what the engine keeps with a function, `[[FunctionLocation]]` and `[[Scopes]]`, to `use`. Null where Node has no inspector. */
export function inspect<T>(fn: object, use: (session: Inspector.Session, slots: Slots) => T): T | null {
  let session: Inspector.Session;
  let shared: object;
  try {
    const { Session } = require("node:inspector") as typeof Inspector;
    shared = Session;
    session = new Session();
    session.connect();
  } catch {
    return null;
  }
  try {
    // An object can only be handed over by a name that an expression has. Not a global one: a test runner gives its tests
    // (and so us) a global object of their own, and the inspector looks at Node's.
    Object.defineProperty(shared, HANDLE, { value: fn, configurable: true });
    return use(session, slotsOf(session));
  } finally {
    Reflect.deleteProperty(shared, HANDLE);
    session.disconnect();
  }
}

// The callbacks run before `post` returns: a session of one's own thread is synchronous.
function slotsOf(session: Inspector.Session): Slots {
  let found: Slots = [];
  const expression = `process.getBuiltinModule("node:inspector").Session[${JSON.stringify(HANDLE)}]`;
  session.post("Runtime.evaluate", { expression }, (failed, evaluated) => {
    if (failed === null) found = propertiesOf(session, evaluated.result).slots;
  });
  return found;
}

interface Properties {
  readonly properties: readonly Inspector.Runtime.PropertyDescriptor[];
  readonly slots: Slots;
}

export function propertiesOf(session: Inspector.Session, { objectId }: Inspector.Runtime.RemoteObject): Properties {
  let found: Properties = { properties: [], slots: [] };
  if (objectId === undefined) return found;
  session.post("Runtime.getProperties", { objectId, ownProperties: true }, (failed, given) => {
    if (failed === null) found = { properties: given.result, slots: given.internalProperties ?? [] };
  });
  return found;
}

/** V8 lists all scripts to tell of one: 5 to 20 ms. */
export function scriptWith(session: Inspector.Session, scriptId: string): Script | null {
  let script: Script | null = null;
  const found = new Map<string, { readonly url: string; readonly sourceMapURL?: string | undefined }>();
  session.on("Debugger.scriptParsed", ({ params }) => found.set(params.scriptId, params));
  session.post("Debugger.enable");
  const known = found.get(scriptId);
  session.post("Debugger.getScriptSource", { scriptId }, (failed, given) => {
    if (failed === null && known !== undefined) script = { url: known.url, text: given.scriptSource, map: inlineMap(known.sourceMapURL) };
  });
  session.post("Debugger.disable");
  return script;
}

function inlineMap(url: string | undefined): SourceMap | null {
  const written = /^data:application\/json;(?:charset=[\w-]+;)?base64,(.+)$/.exec(url ?? "");
  if (written?.[1] === undefined) return null;
  try {
    return new SourceMap(JSON.parse(Buffer.from(written[1], "base64").toString("utf8")) as SourceMapPayload);
  } catch {
    return null;
  }
}
