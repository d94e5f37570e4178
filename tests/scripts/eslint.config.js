// The style of the scripts of a map, and what they may not do: write markup, keep anything or ask the network.

import js from "@eslint/js";

const MARKUP = [
  "innerHTML", "outerHTML", "srcdoc", "insertAdjacentHTML", "setHTML", "setHTMLUnsafe",
  "parseFromString", "parseHTMLUnsafe", "createContextualFragment", "write", "writeln",
];
const KEPT = ["localStorage", "sessionStorage", "indexedDB", "caches", "cookie", "cookieStore"];
const ASKED = [
  "fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource",
  "RTCPeerConnection", "sendBeacon", "Worker", "SharedWorker", "serviceWorker", "importScripts",
];
const RUN = ["eval", "Function", "DOMParser"];
// Names of the window that a forgotten parameter would silently mean.
const WINDOW = ["event", "length", "name", "origin", "parent", "status", "top"];

const forbidden = (names, message) => names.map((name) => ({ name, message }));
const properties = (names, message) => names.map((property) => ({ property, message }));

export default [
  { ignores: ["relnet/maps/assets/built/"] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["relnet/maps/assets/*.js"],
    languageOptions: {
      ecmaVersion: 2020,
      sourceType: "script",
      globals: { setInterval: "readonly", setTimeout: "readonly", window: "readonly" },
      parserOptions: { ecmaFeatures: { impliedStrict: true } },
    },
    rules: {
      "no-undef": "off", // what the type checker knows better: a script uses names of another
      "no-unused-vars": ["error", { vars: "local", argsIgnorePattern: "^_$" }],
      "no-implicit-globals": "off", // the page wraps all scripts in one function
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      complexity: ["error", 10], // which counts && || ?? and defaults too
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 35, skipBlankLines: true, skipComments: true }],
      "max-len": ["error", { code: 140, ignoreRegExpLiterals: true }],
      "max-params": ["error", 6],
      "no-implied-eval": "error",
      "no-script-url": "error",
      "no-restricted-globals": ["error",
        ...forbidden(KEPT, "A map keeps nothing."),
        ...forbidden(ASKED, "A map asks nothing of the network."),
        ...forbidden(RUN, "A map runs and reads no text."),
        ...forbidden(WINDOW, "This is a name of the window; is a parameter missing?"),
      ],
      "no-restricted-properties": ["error",
        ...properties(MARKUP, "Text goes into the page as text."),
        ...properties(KEPT, "A map keeps nothing."),
        ...properties(ASKED, "A map asks nothing of the network."),
        ...properties(RUN, "A map runs and reads no text."),
      ],
      "no-restricted-syntax": ["error",
        { selector: `Property[key.name=/^(${MARKUP.join("|")})$/]`, message: "Text goes into the page as text." },
        { selector: `Property[key.value=/^(${MARKUP.join("|")})$/]`, message: "Text goes into the page as text." },
        { selector: "ImportExpression", message: "A map asks nothing of the network." },
      ],
    },
  },
  {
    files: ["tests/scripts/*.js"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
  },
];
