import type { BackendError } from "../problem.ts";
import { shared } from "../shared.ts";
import type { Access } from "./access.ts";

/**
 * Who is told of every request, such as a log, metrics or traces. One that throws is warned of (`process.emitWarning`);
 * neither the request nor another observer notices.
 */
export interface Observer {
  /** The head of a request has come. */
  started?(access: Access): void;
  /** The head of the backend's answer has come; a stream is open from now on. */
  answered?(access: Access): void;
  /** The answer is with the client, or broken. */
  finished?(access: Access): void;
  /** The backend gave no valid answer, whoever asked: a client, a page or a probe. */
  backendFailed?(error: BackendError): void;
}

/** Tells every observer. */
export function tell<Event extends keyof Observer>(
  event: Event,
  ...what: Parameters<NonNullable<Observer[Event]>>
): void {
  for (const observer of shared().observers) {
    try {
      (observer[event] as ((...what: unknown[]) => void) | undefined)?.(...what);
    } catch (error) {
      process.emitWarning(error as Error);
    }
  }
}

/** Tells the observers of an answer that the app itself has found not to be valid, and returns the error to be thrown. */
export function reportBackendError(error: BackendError): BackendError {
  tell("backendFailed", error);
  return error;
}
