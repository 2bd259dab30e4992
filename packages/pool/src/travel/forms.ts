import { A_TASK, ofKind } from "@framepool/errors";
import type { Shippable } from "./types.js";

// By symbol and not by class: a script may get `task` from one copy of the package and `Pool` from another.
const FORM = Symbol.for("framepool.form");

export type AnyFunction = (...args: never[]) => unknown;

/** What `task` makes. */
export interface CapturedForm {
  readonly [FORM]: "captured";
  readonly captures: Readonly<Record<string, unknown>>;
  readonly fn: AnyFunction;
}

/** What `moduleTask` makes. */
export interface ModuleForm {
  readonly [FORM]: "module";
  readonly url: string;
  readonly name: string;
}

/** What `perWorker` makes. */
export interface OnceForm {
  readonly [FORM]: "once";
  readonly make: Shippable;
}

export function capturedForm(captures: object, fn: AnyFunction): CapturedForm {
  return ofKind({ [FORM]: "captured", captures: { ...captures }, fn }, A_TASK);
}

export function moduleForm(url: string, name: string): ModuleForm {
  return ofKind({ [FORM]: "module", url, name }, A_TASK);
}

export function onceForm(make: Shippable): OnceForm {
  return ofKind({ [FORM]: "once", make }, "a perWorker value");
}

/** The form of a task or a `perWorker` value; undefined for everything else. */
export function formOf(value: unknown): CapturedForm | ModuleForm | OnceForm | undefined {
  if (typeof value !== "object" || value === null || !(FORM in value)) return undefined;
  return value as CapturedForm | ModuleForm | OnceForm;
}

export function formKind(form: CapturedForm | ModuleForm | OnceForm): "captured" | "module" | "once" {
  return form[FORM];
}
