// Next runs this before React hydrates.
import { prepareLogWorker } from "@/log/view/page/log-worker";

// A log's page, or several logs': the worker loads meanwhile, and the first line is on the page sooner.
if (/^\/(?:workloads\/|logs$)/.test(location.pathname)) prepareLogWorker();
