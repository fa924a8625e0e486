import * as Comlink from "comlink";
import { findLines, findMarks } from "./find";

const finder = { ready: () => {}, findLines, findMarks };
export type FinderApi = typeof finder;

Comlink.expose(finder);
