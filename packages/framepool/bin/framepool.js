#!/usr/bin/env node
import * as module from "node:module";

// Node 22.1 and later can keep what it compiles: of what is loaded behind this line, here and, as the environment tells them, in threads.
const kept = module.enableCompileCache?.();
if (kept?.directory !== undefined) process.env.NODE_COMPILE_CACHE = kept.directory;

const { main } = await import("../dist/cli/main.js");

const code = await main(process.argv.slice(2));
process.exitCode = code;
// Ended from outside: what is still waited for, as somebody who writes to a pipe, must not hold the process.
if (code > 128) process.stderr.write("", () => process.exit(code));
