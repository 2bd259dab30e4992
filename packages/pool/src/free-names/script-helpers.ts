import { isWorkerGlobal } from "./globals.js";
import { findFreeNames } from "./find.js";
import { parseFunction, parseScript } from "./parse.js";
import { isSyntax, type Syntax, walk } from "./syntax.js";
import type { Place } from "./where.js";

/**
 * What Babel and SWC call their helpers, without `_` and capitals: `_objectSpread`, `_object_spread`. They write them into
 * each file, by what their version takes them to be, so that only what stands there is right.
 */
const NAMES = new Set(
  (
    "arraylikeToArray arrayWithHoles arrayWithoutHoles assertClassBrand assertThisInitialized asyncGenerator asyncGeneratorDelegate asyncIterator " +
    "asyncToGenerator awaitAsyncGenerator callSuper checkInRHS checkPrivateRedeclaration classApplyDescriptorGet classApplyDescriptorSet classCallCheck " +
    "classExtractFieldDescriptor classPrivateFieldGet classPrivateFieldInit classPrivateFieldInitSpec classPrivateFieldLooseBase classPrivateFieldLooseKey " +
    "classPrivateFieldSet classPrivateGetter classPrivateMethodGet classPrivateMethodInit classPrivateMethodInitSpec classPrivateMethodSet classPrivateSetter " +
    "classStaticPrivateFieldSpecGet classStaticPrivateFieldSpecSet classStaticPrivateMethodGet construct createClass createForOfIteratorHelper " +
    "createForOfIteratorHelperLoose createSuper defineProperty extends get getPrototypeOf inherits inheritsLoose instanceof interopRequireDefault " +
    "interopRequireWildcard iterableToArray iterableToArrayLimit newArrowCheck nonIterableRest nonIterableSpread objectDestructuringEmpty objectSpread " +
    "objectSpreadProps objectWithoutProperties objectWithoutPropertiesLoose possibleConstructorReturn regenerator regeneratorRuntime set setFunctionName " +
    "setPrototypeOf slicedToArray superPropBase superPropGet superPropSet taggedTemplateLiteral taggedTemplateLiteralLoose templateObject this toArray " +
    "toConsumableArray toPrimitive toPropertyKey tsAddDisposableResource tsDisposeResources tsGenerator tsValues typeof typeOf unsupportedIterableToArray " +
    "usingCtx wrapAsyncGenerator wrapNativeSuper wrapRegExp"
  ).toLowerCase().split(" "),
);

export function isScriptHelper(name: string): boolean {
  return name.startsWith("_") && NAMES.has(name.replace(/\$?\d+$/, "").replaceAll("_", "").toLowerCase());
}

/** The packages that have the helpers where they are not written into each file. */
const PACKAGE = /["'](?:@babel\/runtime(?:-corejs\d)?|@swc\/helpers)\/[^"']+["']/;

/** Something that a script declares, or a statement that adds to it. */
interface Declared {
  readonly start: number;
  /** the declaration by itself */
  readonly text: string;
  /** a function whose free names are those of the declaration */
  readonly asFunction: string;
}

/**
 * The declarations of helpers, and of what they use, that stand in the script around a function. Null if one is not there,
 * or uses what a worker has not.
 */
export function scriptHelpers({ script, line, column }: Place, names: readonly string[]): string | null {
  const program = script === undefined ? null : parseScript(script.text);
  if (script === undefined || program === null) return null;
  const scopes = scopesAround(program, offsetOf(script.text, line, column), script.text);
  const found = new Map<string, Declared>();
  const wanted = [...names];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (found.has(name)) continue;
    const declared = declaredIn(scopes, name);
    const parsed = declared === undefined ? null : parseFunction(declared.asFunction, false);
    if (declared === undefined || parsed === null) return null;
    found.set(name, declared);
    for (const free of findFreeNames(parsed).free) {
      // `typeof Iterator == "function" ? Iterator : …`
      const isAsked = free.uses.some((use) => use.typeof) && declaredIn(scopes, free.name) === undefined;
      if (free.name !== "require" && !isAsked && !isWorkerGlobal(free.name)) wanted.push(free.name);
    }
    for (const more of scopes.flatMap((scope) => scope.get(additionsTo(name)) ?? [])) found.set(`${name} ${more.start}`, more);
  }
  // In the script's order: a variable has its value from where it stands on.
  return [...found.values()].sort((a, b) => a.start - b.start).map(({ text }) => text).join("\n");
}

type Scope = ReadonlyMap<string, readonly Declared[]>;

/** The key of what is put on a function's prototype. No variable has a dot in its name. */
function additionsTo(name: string): string {
  return `${name}.prototype`;
}

function declaredIn(scopes: readonly Scope[], name: string): Declared | undefined {
  return scopes.find((scope) => scope.has(name))?.get(name)?.[0];
}

/** What the blocks around a position declare, the nearest first. */
function scopesAround(program: Syntax, offset: number, text: string): readonly Scope[] {
  const scopes: Scope[] = [];
  walk(program, (node) => {
    if (node.type !== "Program" && (offset < node.start || offset >= node.end)) return false;
    if (node.type === "Program" || node.type === "BlockStatement") scopes.unshift(scopeOf(node["body"] as Syntax[], text));
    return true;
  });
  return scopes;
}

function scopeOf(body: readonly Syntax[], text: string): Scope {
  const scope = new Map<string, Declared[]>();
  for (const node of body) {
    for (const [name, declared] of declarations(node, text)) scope.set(name, [...(scope.get(name) ?? []), { start: node.start, ...declared }]);
  }
  return scope;
}

type Found = [string, Omit<Declared, "start">];

function declarations(node: Syntax, text: string): Found[] {
  const of = ({ start, end }: Syntax): string => text.slice(start, end);
  switch (node.type) {
    case "FunctionDeclaration":
      return [[nameOf(node["id"]), { text: of(node), asFunction: of(node) }]];
    case "VariableDeclaration":
      return (node["declarations"] as Syntax[]).flatMap((each) => variable(each, of));
    case "ImportDeclaration":
      return PACKAGE.test(of(node["source"] as Syntax)) ? (node["specifiers"] as Syntax[]).map((each) => imported(each, of(node["source"] as Syntax))) : [];
    case "ExpressionStatement": {
      const owner = /^([\w$]+)\.prototype\b/.exec(of(node))?.[1];
      return owner === undefined ? [] : [[additionsTo(owner), { text: of(node), asFunction: "() => {}" }]];
    }
    default:
      return [];
  }
}

/** Only what holds nothing yet, or a helper (`var _this = void 0`, `var id = 0`, a count): other values, and variables that are named otherwise, are the script's own. */
function variable({ id, init }: Syntax, of: (node: Syntax) => string): Found[] {
  const name = nameOf(id);
  if (!isSyntax(init)) return name.startsWith("_") ? [[name, { text: `var ${name};`, asFunction: "() => {}" }]] : [];
  const isPlain = /^(?:0|void 0)$/.test(of(init)) && /^(?:_|id$)/.test(name);
  return isPlain || PACKAGE.test(of(init)) ? [[name, { text: `var ${name} = ${of(init)};`, asFunction: `() => (${of(init)})` }]] : [];
}

function imported(specifier: Syntax, from: string): Found {
  const name = nameOf(specifier["local"]);
  const module = `require(${from})`;
  const value = specifier.type === "ImportSpecifier" ? `${module}.${nameOf(specifier["imported"])}` : `(${module}.default ?? ${module})`;
  return [name, { text: `var ${name} = ${value};`, asFunction: "() => {}" }];
}

function nameOf(id: unknown): string {
  return isSyntax(id) && id.type === "Identifier" ? (id["name"] as string) : "";
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let n = 0; n < line; n++) start = text.indexOf("\n", start) + 1;
  return start + column;
}
