// What stands in the scripts of a map and is used by no page: a script alone cannot tell, for all share one scope.

import { basename } from "node:path";
import { Linter } from "eslint";
import { PAGES, read, scripts } from "./pages.js";

const linter = new Linter();
const rules = { "no-unused-vars": ["error", { args: "none" }] };

/** Each unused name with where it stands, in the scripts as the page joins them. */
function unused(page) {
  const lines = scripts(page).flatMap((file) => {
    return read(file).split("\n").map((line, k) => ({ line, place: `${basename(file)}:${k + 1}` }));
  });
  const text = `(() => {${lines.map(({ line }) => line).join("\n")}\n})();`;
  const config = { languageOptions: { ecmaVersion: 2020, sourceType: "script" }, rules };
  return linter.verify(text, config).map(({ line, message }) => `${lines[line - 1].place} ${message}`);
}

const pages = PAGES.map((page) => ({
  found: unused(page),
  files: scripts(page).map((file) => basename(file)),
}));
const everywhere = (message) => pages.every(
  ({ found, files }) => found.includes(message) || !files.includes(message.split(":")[0]),
);
const dead = [...new Set(pages.flatMap(({ found }) => found))].filter(everywhere);
dead.forEach((message) => console.error(message));
process.exit(dead.length ? 1 : 0);
