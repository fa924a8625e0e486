import * as Comlink from "comlink";
import { findLines, findMarks, findPassing } from "./find";

const finder = { ready: () => {}, findLines, findMarks, findPassing };
export type FinderApi = typeof finder;

Comlink.expose(finder);
