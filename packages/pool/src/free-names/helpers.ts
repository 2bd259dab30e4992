import type { HelperName } from "../travel/shipped.js";
import type { FreeName } from "./find.js";

/** Everything of tslib that can stand in a function's body. */
const TSLIB = new Set(
  (
    "__extends __assign __rest __decorate __param __esDecorate __runInitializers __propKey __setFunctionName __metadata __awaiter " +
    "__generator __createBinding __exportStar __values __read __spread __spreadArrays __spreadArray __await __asyncGenerator " +
    "__asyncDelegator __asyncValues __makeTemplateObject __importStar __importDefault __classPrivateFieldGet " +
    "__classPrivateFieldSet __classPrivateFieldIn __addDisposableResource __disposeResources __rewriteRelativeImportExtension"
  ).split(" "),
);

/** Everything of esbuild's runtime (tsx and older vite use it too) that compiler-helpers/ has. */
const ESBUILD = new Set(
  (
    "__name __async __asyncGenerator __await __forAwait __yieldStar __spreadValues __spreadProps __objRest __restKey __pow " +
    "__publicField __template __privateGet __privateSet __privateAdd __privateIn __privateMethod __privateWrapper __toESM __using __callDispose"
  ).split(" "),
);

/** Both libraries have `__await` and `__asyncGenerator`; esbuild makes the one with `new`, and has these beside them. */
const ESBUILD_SIGN = /\bnew __await\d*\(|\b__(forAwait|yieldStar|async|spreadValues|spreadProps|pow)\d*\(/;

const TSLIB_MODULE = /^(tslib(_\d+)?|import_tslib\d*|__(vi|vite_ssr)_import_\d+__)$/;
const ISTANBUL = /^cov_[a-z0-9]+$/;

/** The helper that a free name stands for, or null: names of compilers and coverage tools, which the worker supplies. */
export function helperOf({ name, uses }: FreeName, text: string): HelperName | null {
  if (ISTANBUL.test(name) && uses.every((use) => use.counter)) return { local: name, library: "istanbul", name: "*" };
  if (uses.every((use) => use.templateCache)) return { local: name, library: "cache", name };
  if (name === "require" && uses.every((use) => use.compiledImport)) return { local: name, library: "require", name: "*" };
  if (TSLIB_MODULE.test(name) && uses.every(({ member }) => member !== null && TSLIB.has(member))) return { local: name, library: "tslib", name: "*" };
  // A bundler numbers a name that it has twice.
  const plain = name.replace(/\d+$/, "");
  const inEsbuild = ESBUILD.has(plain);
  const inTslib = TSLIB.has(plain);
  if (inEsbuild && (!inTslib || ESBUILD_SIGN.test(text))) return { local: name, library: "esbuild", name: plain };
  return inTslib ? { local: name, library: "tslib", name: plain } : null;
}
