// What stands in the scripts of a map and is used by no page: a script alone cannot tell, for all share one scope.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { Linter } from "eslint";

const linter = new Linter();
const rules = { "no-unused-vars": ["error", { args: "none" }] };

/** The scripts of a page, as its type checker has them. */
function scripts(page) {
  const { files } = JSON.parse(readFileSync(new URL(page, import.meta.url), "utf8"));
  return files.filter((file) => file.endsWith(".js"));
}

/** Each unused name with where it stands, in the scripts as the page joins them. */
function unused(page) {
  const lines = scripts(page).flatMap((file) => {
    const text = readFileSync(new URL(file, import.meta.url), "utf8");
    return text.split("\n").map((line, k) => ({ line, place: `${basename(file)}:${k + 1}` }));
  });
  const text = `(() => {${lines.map(({ line }) => line).join("\n")}\n})();`;
  const config = { languageOptions: { ecmaVersion: 2020, sourceType: "script" }, rules };
  return linter.verify(text, config).map(({ line, message }) => `${lines[line - 1].place} ${message}`);
}

const pages = ["tsconfig.svg.json", "tsconfig.vis.json"].map((page) => ({
  found: unused(page),
  files: scripts(page).map((file) => basename(file)),
}));
const everywhere = (message) => pages.every(
  ({ found, files }) => found.includes(message) || !files.includes(message.split(":")[0]),
);
const dead = [...new Set(pages.flatMap(({ found }) => found))].filter(everywhere);
dead.forEach((message) => console.error(message));
process.exit(dead.length ? 1 : 0);
