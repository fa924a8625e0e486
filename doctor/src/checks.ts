import { type Check, seconds, type Verdict } from "./check.ts";
import { flowOf, isBehind, type Look } from "./flow.ts";
import type { Recording } from "./recording.ts";
import type { Answer } from "./request.ts";
import type { Resumption } from "./resume.ts";

/** What all checks look at. */
export interface Observation {
  /** The same stream at the same time, as a browser asks for it and uncompressed. */
  browser: Recording;
  plain: Recording;
  /** A stream that is quiet, and crosses the same hops. */
  quiet?: Recording;
  looks: Look[];
  resumption: Resumption;
}

// An EventSource that opens later than this feels broken.
const HEADERS_SLOW_MS = 1_000;
// A comment right after another byte may be part of the opening, and would keep nothing alive.
const SILENCE_MS = 250;
// Heartbeats are sent every 15 s by custom (WHATWG HTML, 9.2.7); with less silence their absence says nothing.
const HEARTBEAT_DUE_MS = 17_000;
// The idle limit of nginx, ingress-nginx and AWS ALB unless set otherwise.
const COMMON_IDLE_MS = 60_000;

export function checksOf(observation: Observation): Check[] {
  return [answer, headers, streaming, compression, caching, http, heartbeats, open, resume].flatMap(
    (check) => check(observation) ?? [],
  );
}

/** The recording to judge what does not depend on compression by: the browser's, if it was answered at all. */
function answered({ browser, plain }: Observation): (Recording & { answer: Answer }) | undefined {
  return [browser, plain].find(
    (recording): recording is Recording & { answer: Answer } => !!recording.answer,
  );
}

/** The same, if the answer is a stream. */
function opened(observation: Observation): (Recording & { answer: Answer }) | undefined {
  const recording = answered(observation);
  return recording?.refusal === undefined ? recording : undefined;
}

function answer(observation: Observation): Check | undefined {
  const recording = answered(observation);
  if (!recording) return undefined; // the headers' check says so
  const { answer, refusal } = recording;
  const { redirects, url } = answer;
  const way = redirects > 0 ? `, after ${redirects} redirect${redirects > 1 ? "s" : ""}, from ${url}` : "";
  return refusal !== undefined
    ? check("answer", "fail", `${refusal}${way}`)
    : check("answer", "pass", `${answer.status} ${answer.headers["content-type"]}${way}`);
}

function headers(observation: Observation): Check | undefined {
  const { browser, plain } = observation;
  if (browser.refusal !== undefined) return undefined;
  const waited = (recording: Recording) =>
    recording.answer && recording.answer.headersAt - recording.answer.sentAt;
  const [ours, theirs] = [waited(browser), waited(plain)];
  const cause = streaming(observation)?.cause ?? "first byte";
  if (ours === undefined) {
    const silence = seconds(browser.until - (browser.sentAt ?? browser.until));
    return theirs === undefined
      ? check("headers", "fail", `none within ${silence}: EventSource never opens`, cause)
      : check(
          "headers",
          "fail",
          `none within ${silence} with gzip accepted, after ${seconds(theirs)} without`,
          "compression",
        );
  }
  const measured = `after ${seconds(ours)}${theirs === undefined ? "" : `, uncompressed after ${seconds(theirs)}`}`;
  if (ours <= HEADERS_SLOW_MS) return check("headers", "pass", measured);
  const byte = browser.firstByteAt ?? Infinity;
  return byte - browser.answer!.headersAt < SILENCE_MS
    ? check("headers", "warn", `${measured}, together with the first byte of the body`, cause)
    : check("headers", "warn", measured, cause);
}

function streaming({ browser, plain, looks }: Observation): Check | undefined {
  if (browser.refusal !== undefined) return undefined;
  const [ours, theirs] = [flowOf(browser, looks), flowOf(plain, looks)];
  const both =
    ours.figures === theirs.figures
      ? `gzip accepted or not: ${ours.figures}`
      : `gzip accepted: ${ours.figures} · uncompressed: ${theirs.figures}`;
  const say = (verdict: Verdict, words: string, cause?: Check["cause"]) =>
    check("streaming", verdict, `${words}. ${both}`, cause);

  const behind = isBehind(browser, plain);
  if (ours.state === "held" || behind) {
    return theirs.state === "held" || (!behind && theirs.state !== "flows")
      ? say("fail", "held back, compressed or not", "buffering")
      : say("fail", "held back only when gzip is accepted, as every browser does", "compression");
  }
  if (theirs.state === "held" || isBehind(plain, browser))
    return say("fail", "held back when it is not compressed", "buffering");
  if (ours.state === "flows") return check("streaming", "pass", both);
  if (ours.state === "bursts")
    return say(
      "warn",
      'in bursts: a buffer on the way, or a source that writes so; a "time" in the data of its events would tell',
      "buffering",
    );
  if (ours.live + theirs.live === 0)
    return check(
      "streaming",
      "unknown",
      "no event was written in this time, as far as can be seen: nothing can be said",
    );
  return say("unknown", "too few events to say");
}

function compression({ browser }: Observation): Check | undefined {
  if (!browser.answer || browser.refusal !== undefined) return undefined;
  const encoding = browser.answer.headers["content-encoding"];
  return encoding === undefined || encoding === "identity"
    ? check("compression", "pass", "none, although gzip and br were offered")
    : check(
        "compression",
        "warn",
        `${encoding}: each event needs a flush of the compressor, and each hop has to keep to it`,
        "compression",
      );
}

function caching(observation: Observation): Check | undefined {
  const headers = opened(observation)?.answer.headers;
  if (!headers) return undefined;
  const { "cache-control": control = "", server = "" } = headers;
  const accel = headers["x-accel-buffering"]?.toString();
  const measured = [
    `Cache-Control: ${control || "none"}`,
    accel === undefined ? "no X-Accel-Buffering" : `X-Accel-Buffering: ${accel}`,
  ];
  const missing: string[] = [];
  if (!/\bno-(cache|store)\b/i.test(control)) missing.push("no-cache: a cache may keep it");
  if (!/\bno-transform\b/i.test(control)) missing.push("no-transform: a hop may compress it");
  // nginx keeps X-Accel headers of its backend to itself.
  const hidden = accel === undefined && /nginx|openresty/i.test(String(server));
  if (hidden) measured[1] = "X-Accel-Buffering would be nginx's to see";
  else if (!/^no$/i.test(accel ?? "")) missing.push("X-Accel-Buffering: no: an nginx buffers it");
  return missing.length === 0
    ? check("caching", "pass", measured.join(", "))
    : check("caching", "warn", `${measured.join(", ")}. Without ${missing.join("; without ")}`, "caching");
}

function http(observation: Observation): Check | undefined {
  const answer = answered(observation)?.answer;
  if (!answer) return undefined;
  const { httpVersion, headers } = answer;
  const h3 = /\bh3=/.test(String(headers["alt-svc"] ?? "")) ? ", HTTP/3 on offer" : "";
  return httpVersion === "2"
    ? check("http", "pass", `HTTP/2${h3}`)
    : check(
        "http",
        "warn",
        `HTTP/${httpVersion}${h3}: a browser opens six connections to a host; the seventh tab with a stream waits`,
        "http",
      );
}

function heartbeats(observation: Observation): Check | undefined {
  const main = opened(observation);
  if (!main) return undefined;
  const heard = [main, observation.quiet].flatMap((recording) =>
    recording?.answer && recording.refusal === undefined ? [silencesOf(recording)] : [],
  );
  const beats = heard.flatMap(({ beforeHeartbeat }) => beforeHeartbeat);
  const longest = Math.max(...heard.map(({ longest }) => longest));
  if (beats.length > 0)
    return check("heartbeats", "pass", `${beats.length}, after ${seconds(Math.max(...beats))} of silence`);
  if (longest < HEARTBEAT_DUE_MS)
    return check(
      "heartbeats",
      "unknown",
      `none in ${seconds(longest)} of silence, the longest there was; they are due after 15 s by custom`,
    );
  return longest < COMMON_IDLE_MS
    ? check(
        "heartbeats",
        "warn",
        `none in ${seconds(longest)} of silence: --seconds 65 shows whether one comes before common limits cut`,
        "idle",
      )
    : check(
        "heartbeats",
        "fail",
        `none in ${seconds(longest)} of silence: nginx and AWS ALB cut after 60 s`,
        "idle",
      );
}

function silencesOf({ answer, events, heartbeats, end, until }: Recording) {
  const beats = new Set(heartbeats);
  const signs = [...events.map(({ at }) => at), ...heartbeats].sort((a, b) => a - b);
  const beforeHeartbeat: number[] = [];
  let before = answer!.headersAt;
  let longest = 0;
  for (const at of [...signs, end?.at ?? until]) {
    longest = Math.max(longest, at - before);
    if (beats.has(at) && at - before >= SILENCE_MS) beforeHeartbeat.push(at - before);
    before = at;
  }
  return { beforeHeartbeat, longest };
}

function open(observation: Observation): Check | undefined {
  const main = opened(observation);
  if (!main) return undefined;
  const { end, events, heartbeats, answer, until } = main;
  const cut = [main, observation.quiet].find((recording) => recording?.end?.how === "broken");
  if (cut) {
    const last = Math.max(cut.answer!.headersAt, cut.events.at(-1)?.at ?? 0, cut.heartbeats.at(-1) ?? 0);
    const silence = cut.end!.at - last;
    return check(
      "open",
      "fail",
      `broken off after ${seconds(cut.end!.at - cut.answer!.headersAt)}, ${seconds(silence)} after the last byte`,
      silence >= 5_000 ? "idle" : undefined,
    );
  }
  if (!end) return check("open", "pass", `for all of the ${seconds(until - answer.headersAt)}`);
  if (end.how === "too much") return check("open", "pass", "until enough had been read");
  const after = seconds(end.at - answer.headersAt);
  if (events.at(-1)?.event === "end") return check("open", "pass", `until its end event, after ${after}`);
  const last = Math.max(answer.headersAt, events.at(-1)?.at ?? 0, heartbeats.at(-1) ?? 0);
  return check(
    "open",
    "warn",
    `closed after ${after} with no end event`,
    end.at - last >= 5_000 ? "idle" : undefined,
  );
}

function resume(observation: Observation): Check | undefined {
  if (!opened(observation)) return undefined;
  const { outcome, detail } = observation.resumption;
  if (outcome === "silent" && streaming(observation)?.verdict === "fail")
    return check("resume", "unknown", "nothing comes with Last-Event-ID, which may be for the same reason");
  const words: Record<Resumption["outcome"], [Verdict, string]> = {
    next: ["pass", "Last-Event-ID goes on with the very next event"],
    ignored: ["fail", "Last-Event-ID is not heeded: events come twice, or are lost"],
    dropped: ["fail", "Last-Event-ID is lost on the way: as ?lastEventId= it works"],
    other: ["fail", "Last-Event-ID does not go on with the next event"],
    gap: ["warn", "Last-Event-ID is answered with a gap: the log keeps too little, or has begun anew"],
    silent: ["fail", "with Last-Event-ID nothing comes, although the next event was there before"],
    "no ids": ["warn", "events have no ids: what comes while a viewer reconnects is lost to it"],
    "too few": ["unknown", "fewer than two events with an id came: nothing to resume from"],
  };
  const [verdict, text] = words[outcome];
  const cause = outcome === "dropped" || outcome === "ignored" ? "last-event-id" : undefined;
  return check("resume", verdict, detail ? `${text} (${detail})` : text, cause);
}

function check(name: string, verdict: Verdict, measured: string, cause?: Check["cause"]): Check {
  return { name, verdict, measured, ...(cause && { cause }) };
}
