import { existsSync, readFileSync } from "node:fs";

/** Version of an installed package as a file at `from` (a file URL) finds it, read without loading the package. */
export function versionOf(packageName, from) {
  for (let folder = new URL("./", from); ; folder = new URL("../", folder)) {
    const manifest = new URL(`node_modules/${packageName}/package.json`, folder);
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, "utf8")).version;
    if (folder.pathname === "/") return "not installed";
  }
}
