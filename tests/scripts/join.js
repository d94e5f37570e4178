// Join the scripts of each page into one, small: `node join.js` writes them, `node join.js --check` says whether they are up to date.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";
import { PAGES, read, scripts } from "./pages.js";

const BUILT = new URL("../../relnet/maps/assets/built/", import.meta.url);

/** The scripts of a page as one, whose names nothing outside it can see, with a note of what it is made from. */
async function joined(page) {
  const text = scripts(page).map(read).join("\n");
  const made = await minify(`(() => {"use strict";\n${text}})();\n`, { ecma: 2020, compress: { passes: 2 } });
  const sum = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return `/*${sum}*/${made.code}\n`;
}

function isUpToDate(file, text) {
  try {
    return readFileSync(file, "utf8") === text;
  } catch {
    return false;
  }
}

const check = process.argv.includes("--check");
mkdirSync(BUILT, { recursive: true });
for (const page of PAGES) {
  const file = new URL(`${page}.js`, BUILT);
  const text = await joined(page);
  if (isUpToDate(file, text)) continue;
  if (!check) {
    writeFileSync(file, text);
    continue;
  }
  console.error(`${page}.js is not what its scripts make; run: make joined`);
  process.exitCode = 1;
}
