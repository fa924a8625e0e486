// Next runs this before React hydrates.
import { prepareLogWorker } from "./components/log/log-worker";

// Loads meanwhile: the first line is on the page that much sooner.
if (/^\/(?:workloads\/|logs$)/.test(location.pathname)) prepareLogWorker();
