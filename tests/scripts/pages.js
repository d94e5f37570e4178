// The pages that a map can be, and their scripts in order, as the type checker has them.

import { readFileSync } from "node:fs";

export const PAGES = ["svg", "vis"];

/** The scripts of a page, by their place from here. */
export function scripts(page) {
  const { files } = JSON.parse(read(`tsconfig.${page}.json`));
  return files.filter((file) => file.endsWith(".js"));
}

/** The text of a file, by its place from here. */
export function read(file) {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}
