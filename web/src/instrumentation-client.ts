// Next runs this before React hydrates.
import { prepareLogWorker } from "./components/log/log-worker";

// A log's page, or several logs': the worker loads meanwhile, and the first line is on the page sooner.
if (/^\/(?:workloads\/|logs$)/.test(location.pathname)) prepareLogWorker();
