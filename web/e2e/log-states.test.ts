// In a file of their own, beside the others: they are most of the states, and take longest.
import { testStates } from "./looks.ts";

testStates("in every state of a log's page", (name) => name.startsWith("log, "));
