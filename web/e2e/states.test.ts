import { testStates } from "./looks.ts";

testStates("in every state of a page that is no log's", (name) => !name.startsWith("log, "));
