// The rooms, and which way the arrows between them go: `pnpm check` fails for any other. `pnpm rooms` draws them.
const src = "^tailrace/src";

/** Rooms of the library that each one may import from, besides itself, `problem.ts`, `shared.ts` and `hop.ts`. */
const LIBRARY = {
  rules: [],
  observe: ["rules"],
  exchange: ["observe"],
  stream: ["exchange", "observe"],
  node: ["exchange", "observe", "rules", "stream"],
  next: ["exchange", "node", "observe", "rules", "stream"],
  client: [],
  react: ["client"],
};

/** Rooms of the console (of web/src), and what each may import from there, besides itself. */
const CONSOLE = {
  kit: [],
  "workloads/server": ["kit", "lib", "env.ts"],
  "workloads/feed": ["kit"],
  "workloads/view": ["kit", "workloads/feed"],
  "log/engine/store": ["log/engine/protocol.ts"],
  "log/engine/events": ["log/engine/protocol.ts", "log/engine/store"],
  "log/engine/query": ["log/engine/protocol.ts", "log/engine/store", "log/engine/find/pattern.ts"],
  "log/engine/patterns": ["log/engine/protocol.ts", "log/engine/store", "log/engine/query"],
  "log/engine/find": [
    "log/engine/protocol.ts",
    "log/engine/store",
    "log/engine/events",
    "log/engine/query",
    "log/engine/patterns",
  ],
  "log/engine/load": ["log/engine/protocol.ts", "log/engine/store"],
  "log/engine": [],
  "log/server": ["lib", "log/engine"],
  "log/view/menus": ["kit", "log/engine"],
  "log/view/text": ["kit", "log/engine"],
  "log/view/share": ["log/engine"],
  "log/view/volume": ["kit", "log/engine"],
  "log/view/status": ["kit", "log/engine", "log/view/menus"],
  "log/view/find": ["kit", "log/engine", "log/view/menus", "log/view/volume"],
  "log/view/watch": ["kit", "log/engine"],
  "log/view/explore": [
    "kit",
    "log/engine",
    "log/view/find",
    "log/view/menus",
    "log/view/rows",
    "log/view/volume",
    "log/view/watch",
  ],
  "log/view/rows": ["kit", "log/engine", "log/view/share", "log/view/text"],
  "log/view": ["kit", "log/engine"],
};

const TESTS = "(?:\\.test\\.tsx?$|/testing/)";

export default {
  forbidden: [
    ...Object.entries(LIBRARY).map(([room, others]) => ({
      name: `library-${room}`,
      severity: "error",
      from: { path: `${src}/${room}/`, pathNot: TESTS },
      // A type costs nothing at run time, and is where an interface is told of.
      to: { path: `${src}/(?!${[room, ...others].join("|")}/)[^/]+/`, dependencyTypesNot: ["type-only"] },
    })),
    ...Object.entries(CONSOLE).map(([room, others]) => ({
      name: `console-${room.replaceAll("/", "-")}`,
      severity: "error",
      from: { path: `^web/src/${room}/`, pathNot: TESTS },
      to: { path: `^web/src/(?!(?:${[room, ...others].join("|")})(?:/|$))` },
    })),
    {
      name: "undici-in-exchange",
      comment: "One room knows the client that speaks to the backend.",
      severity: "error",
      from: {
        path: "^(?:tailrace|web|local-backend|doctor|drill)/",
        pathNot: [`${src}/exchange/`, "^web/bench/"],
      },
      to: { path: "(?:^|/)undici/" },
    },
    {
      name: "library-knows-no-console",
      severity: "error",
      from: { path: "^tailrace/" },
      to: { path: "^(?:web|local-backend|doctor|drill|deploy)/" },
    },
    {
      name: "library-is-judged",
      comment: "Its tests have the backend of the others; it knows nothing of it.",
      severity: "error",
      from: { path: "^tailrace/", pathNot: TESTS },
      to: { path: "^judge/" },
    },
    {
      name: "judge-knows-a-url",
      severity: "error",
      from: { path: "^judge/" },
      to: { path: "^(?:web|tailrace)/src/" },
    },
    {
      name: "console-beside-the-others",
      comment: "The console is deployed alone.",
      severity: "error",
      from: { path: "^web/src/", pathNot: TESTS },
      to: { path: "^(?:local-backend|judge|doctor|drill|deploy)/" },
    },
    {
      name: "backend-address",
      comment: "One place knows BACKEND_URL: pages and routes ask lib/backend.ts.",
      severity: "error",
      from: {
        path: "^web/src/",
        pathNot: [
          "^web/src/(?:boot|instrumentation|env|proxy)\\.ts$",
          "^web/src/(?:lib|app|workloads/server)/",
          TESTS,
        ],
      },
      to: { path: "^web/src/env\\.ts$" },
    },
    {
      name: "no-circles",
      severity: "error",
      from: { path: "^(?:tailrace|web|judge|local-backend|doctor|drill)/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(?:^|/)(?:\\.next|dist)/" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "web/tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  },
};
