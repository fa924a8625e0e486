import * as Comlink from "comlink";
import { createLogSession } from "./log-session";

Comlink.expose(createLogSession());
