import type { DownloadProgress } from "../protocol";
import { plainText } from "../store/plain-text.ts";
import { type LogAddress, readLog } from "./log-request.ts";

// Characters that are held as a string before they become a part of the file, which a browser may keep on disk.
const PIECE = 1_000_000;
// As long as a server that shuts down asks to wait at most (tailrace/src/stream/open-streams.ts).
const DRAINED_MS = 2_000;
// Requests after the first, each for what has been written since the one before.
const CONFIRMATIONS = 2;

/**
 * Everything that the backend keeps of a log, as a text file: the messages as the program wrote them, escape sequences and
 * all, or with `plain` without them, each ended by a line feed. Where the backend says that lines are missing, a line of the file says so too.
 *
 * An answer that was closed may have been cut short by a backend that shuts down, which looks the same. So the backend is
 * asked once more for what comes after the last line.
 * @throws Error with a sentence for the reader of the page when it is not whole, or the signal's reason.
 */
export async function downloadLog(
  address: LogAddress,
  plain: boolean,
  onProgress: (progress: DownloadProgress) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const file = new LineFile(onProgress);
  let after: string | undefined;
  for (let confirmations = 0; confirmations <= CONFIRMATIONS;) {
    let lines = 0;
    const resumed = after !== undefined;
    const result = await readLog(
      address,
      after === undefined ? {} : { after },
      {
        onLine({ message, cursor }) {
          after = cursor;
          lines += 1;
          file.add(plain ? plainText(message) : message);
          return false;
        },
        onGap(missed) {
          if (resumed && missed === null) throw new Error("The backend was started anew in mid-way.");
          file.add(`--- ${missed ?? "some"} ${missed === 1 ? "line is" : "lines are"} missing here ---`);
        },
      },
      signal,
    );
    if (result === "drained") {
      if (after === undefined) throw new Error("The server was shut down in mid-way.");
      await pause(DRAINED_MS, signal);
      continue;
    }
    if (result === "ended" || lines === 0 || after === undefined) break;
    confirmations += 1;
  }
  return file.end();
}

/** A text file that grows line by line. */
class LineFile {
  readonly #onProgress: (progress: DownloadProgress) => void;
  readonly #parts: Blob[] = [];
  #text: string[] = [];
  #characters = 0;
  #lines = 0;
  #bytes = 0;

  constructor(onProgress: (progress: DownloadProgress) => void) {
    this.#onProgress = onProgress;
  }

  add(line: string): void {
    this.#text.push(line, "\n");
    this.#lines += 1;
    this.#characters += line.length + 1;
    if (this.#characters >= PIECE) this.#flush();
  }

  end(): Blob {
    this.#flush();
    return new Blob(this.#parts, { type: "text/plain;charset=utf-8" });
  }

  #flush(): void {
    const part = new Blob([this.#text.join("")]);
    this.#text = [];
    this.#characters = 0;
    this.#parts.push(part);
    this.#bytes += part.size;
    this.#onProgress({ lines: this.#lines, bytes: this.#bytes });
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const over = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
  if (!over.aborted) await new Promise((resolve) => over.addEventListener("abort", resolve));
  signal.throwIfAborted();
}
