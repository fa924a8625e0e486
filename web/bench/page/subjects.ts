import { readFileSync } from "node:fs";
import path from "node:path";

/** A page that shows a log. */
export interface Subject {
  name: "Tailrace" | "react-logviewer" | "plain list";
  /** What it is, as one line of Markdown. */
  about: string;
  /** Where the web server has the page of a workload's log. The peers' pages come from the backend, through the same hop. */
  path(id: string): string;
  /** The element whose children are the drawn rows. */
  list: string;
}

function versionOf(name: string): string {
  const file = path.join(import.meta.dirname, "../../node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

const peerPath = (file: string) => (id: string) =>
  `/api/peers/${file}?log=${encodeURIComponent(`/api/v1/workloads/${id}/logs`)}`;

export const TAILRACE: Subject = {
  name: "Tailrace",
  about: "the log page of the built app",
  path: (id) => `/workloads/${id}`,
  list: ".log-rows-list",
};

export const PEERS: Subject[] = [
  {
    name: "react-logviewer",
    about: `\`@melloware/react-logviewer\` ${versionOf("@melloware/react-logviewer")}, as its documentation has it, with \`eventsource\` and \`follow\` (\`web/bench/page/peers/logviewer.tsx\`)`,
    path: peerPath("logviewer.html"),
    list: ".react-lazylog > div",
  },
  {
    name: "plain list",
    about:
      "a row appended for each event of an `EventSource`, the end kept in sight (`web/bench/page/peers/list.ts`)",
    path: peerPath("list.html"),
    list: "#list",
  },
];
