import type { Level } from "../protocol";
import { ownTime } from "../store/line-time";
import { plainText } from "../store/plain-text";
import { wrapperOf } from "../store/wrapper";
import { BEGINS, JOINS, REST, type State, type StateName, STATES } from "./kinds";
import { postgresPart } from "./postgres";

/** A line of a source's log, as it came. */
export interface GroupedLine {
  /** As it is written; may have escape sequences. */
  text: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** What the line itself names. */
  level?: Level;
}

/** How many lines an event has at most, then the next begins: what folds, marks and copies an event takes it as a whole. */
export const EVENT_LINES = 1_000;

// Programs write an event at once. What is between its lines is the way here: a busy program's pipe, a proxy.
const EVENT_MS = 2_000;
// For lines that nothing but their time tells to belong together: what is written with one call comes with one packet.
const AT_ONCE_MS = 50;
// Longer than any line that the grammar knows; more of a line is not looked at.
const LOOKED_AT_CHARACTERS = 1_000;
const MESSAGE_LINES = 20;

const NOTHING: Head = { text: "", at: -Infinity, level: undefined };
const CLOSERS = /^[\])}]+[,;]?$/;
const OWN_LEVEL =
  /^\s+[[(<|]?(?:TRACE|TRC|DEBUG|DBG|INFO|INF|NOTICE|WARN|WRN|WARNING|ERROR|ERR|FATAL|FTL|CRIT|CRITICAL|PANIC)[\])>|]?(?=\s+[^\s=:]|: |$)/;
/** A label in a column of its own. */
const OWN_LABEL = /^\s[A-Za-z]{3,8}\s{2,}\S/;
const MAYBE_TIME = /^\s*[\d[(<TtDIWEFAJSOMNF]/;

type Head = Required<Pick<GroupedLine, "text" | "at">> & { level: Level | undefined };

/**
 * Tells of the lines of one stream of one source, in their order, which belong to the event before them. Remembers only what that
 * depends on. Takes less than 1 µs for most lines.
 */
export class EventGrouping {
  #state: StateName = "plain";
  #head = NOTHING;
  /** The indentation of the event's first line. */
  #depth = 0;
  #lines = 0;
  #lastAt = -Infinity;
  #wrapper = "";
  /** The line before is only the first part of a long one. */
  #partial = false;
  /** A bracket is open, which a line of closing ones will close. */
  #open = false;
  /** Lines of message in a row. */
  #message = 0;

  continues(line: GroupedLine): boolean {
    let text = plainText(line.text.length > LOOKED_AT_CHARACTERS ? head(line.text) : line.text);
    const wrapped = wrapperOf(text);
    const wrapper = wrapped && wrapped.replace(TIME_OF_WRAPPER, "");
    if (wrapped) text = text.slice(wrapped.length);
    const near = line.at - this.#lastAt <= EVENT_MS && this.#lines < EVENT_LINES;
    const partial = this.#partial;
    this.#partial = PARTIAL.test(wrapper);
    const same = wrapper === this.#wrapper || (partial && wrapper.replace(/[FP] $/, "P ") === this.#wrapper);
    this.#wrapper = wrapper;
    const goesOn = near && same && (partial || this.#goesOn(text, line));
    if (!goesOn) this.#begin(text, line);
    this.#lines += 1;
    this.#lastAt = line.at;
    return goesOn;
  }

  #goesOn(text: string, line: GroupedLine): boolean {
    const depth = depthOf(text);
    const state: State = STATES[this.#state];
    if (depth === text.length)
      return this.#goTo(text === "\t" && this.#state === "postgres" ? this.#state : state.blank);
    if (depth > 0) return this.#indentedGoesOn(text, depth, state, line);
    if (this.#open && CLOSERS.test(text)) {
      this.#open = false;
      return true;
    }
    if (this.#state === "plain" || this.#state === "javaUtilMessage" || this.#state === "ruby") {
      for (const [form, then, may] of this.#lines > 0 && this.#depth === 0 ? JOINS : []) {
        if (form.test(text) && this.#isRecord() && may(this.#head, text)) return this.#goTo(then, text);
      }
      if (PHP_LINE.test(text) && this.#head.text !== "") return this.#goTo("php", text);
    }
    for (const [form, then] of state.next ?? [])
      if (form.test(text)) return this.#goTo(then as StateName, text);
    if (this.#state === "postgres") return postgresPart(text, this.#head.text);
    const isMessage =
      state.message !== undefined &&
      this.#message < MESSAGE_LINES &&
      line.level === undefined &&
      line.at - this.#lastAt <= AT_ONCE_MS &&
      !tellsTime(text, line.at);
    if (!isMessage) return false;
    this.#message += 1;
    return this.#goTo(state.message);
  }

  #indentedGoesOn(text: string, depth: number, state: State, line: GroupedLine): boolean {
    if (state.indented === false || this.#head === NOTHING) return false;
    if (OWN_LEVEL.test(text) || (line.level !== undefined && OWN_LABEL.test(text))) return false;
    if (tellsTime(text, line.at)) return false;
    if (this.#state === "plain") {
      if (this.#depth > 0 && depth <= this.#depth) return false;
      if (line.at - this.#head.at > EVENT_MS) return false;
      const rest = restState(text);
      if (rest) return this.#goTo(rest);
    }
    this.#open ||= text.endsWith("{");
    return this.#goTo(state.indented ?? this.#state);
  }

  #goTo(state: string | undefined, text?: string): boolean {
    if (state === undefined) return false;
    if (state !== this.#state) this.#message = 0;
    this.#state = state as StateName;
    if (text !== undefined) this.#open = opens(text);
    return true;
  }

  #begin(text: string, line: GroupedLine): void {
    const depth = depthOf(text);
    const blank = depth === text.length;
    this.#head = blank ? NOTHING : { text, at: line.at, level: line.level };
    this.#depth = depth;
    this.#lines = 0;
    this.#message = 0;
    this.#open = !blank && opens(text);
    this.#state = blank ? "plain" : beginState(text);
  }

  /** Whether the event begins as a log's lines do: with a time, or with a level. */
  #isRecord(): boolean {
    return this.#head.level !== undefined || tellsTime(this.#head.text, this.#head.at);
  }
}

const TIME_OF_WRAPPER = /^\d{4}-\S+ |^[A-Z][a-z]{2} [ \d]\d [\d:]+ /;
const PARTIAL = /^std(?:out|err) P /;
const PHP_LINE = /^(?:Stack trace:|\[stacktrace\])$/;

function head(text: string): string {
  return text.slice(0, LOOKED_AT_CHARACTERS);
}

function depthOf(text: string): number {
  let depth = 0;
  for (let code; (code = text.charCodeAt(depth)) === 32 || code === 9;) depth += 1;
  return depth;
}

function opens(text: string): boolean {
  const last = text.at(-1);
  return last === "{" || last === "[" || last === "(";
}

function tellsTime(text: string, at: number): boolean {
  return MAYBE_TIME.test(text) && !/^\s*[\d.]+,?$/.test(text) && ownTime(text, at) !== undefined;
}

function restState(text: string): StateName | undefined {
  for (const [form, state] of REST) if (form.test(text)) return state;
  return undefined;
}

const ANY_BEGIN = anyOf([...BEGINS, ...JOINS, ...REST]);

function anyOf(forms: readonly (readonly [RegExp, ...unknown[]])[]): RegExp {
  return new RegExp(forms.map(([form]) => form.source).join("|"));
}

function beginState(text: string): StateName {
  if (postgresPart(text)) return "postgres";
  if (!ANY_BEGIN.test(text)) return "plain";
  for (const [form, state] of [...BEGINS, ...JOINS, ...REST]) if (form.test(text)) return state;
  return "plain";
}
