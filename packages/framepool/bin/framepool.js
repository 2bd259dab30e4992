#!/usr/bin/env node
import * as module from "node:module";

// Node 22.1 and later can keep what it compiles: of what is loaded behind this line, here and, as the environment tells them, in threads.
const kept = module.enableCompileCache?.();
if (kept?.directory !== undefined) process.env.NODE_COMPILE_CACHE = kept.directory;

const { main } = await import("../dist/cli/main.js");

const code = await main(process.argv.slice(2));
process.exitCode = code;
// What is still open must not hold the process: a timer of the transform's module, or, where it was ended from outside, somebody who writes to a pipe.
process.stderr.write("", () => process.exit(code));
