import type { Level } from "../protocol";
import { ownTime } from "../store/line-time";
import { plainText } from "../store/plain-text";
import { wrapperOf } from "../store/wrapper";
import { BEGINS, type Joined, JOINS, RESTS, type State, type StateName, STATES } from "./kinds";
import { isPostgres, saysMore } from "./postgres";

/** A line of a log, as it came. */
export interface GroupedLine {
  /** As it is written; may have escape sequences. */
  text: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** What the line itself names. */
  level?: Level;
}

/** How many lines an event has at most, then the next begins: who unfolds, marks or copies an event has all of it at once. */
export const EVENT_LINES = 1_000;

// Programs write an event at once. What is between its lines is the way here: a full pipe, a busy proxy.
const EVENT_MS = 2_000;
// What is written with one call comes with one packet, or two.
const AT_ONCE_MS = 50;
// More than any line has that the grammar knows; what is behind is not looked at.
const LOOKED_AT_CHARACTERS = 1_000;
// A message of more lines is one that a frame should have ended.
const MESSAGE_LINES = 20;

/** The first line of an event, without what wraps it. */
interface Head {
  text: string;
  at: number;
  level: Level | undefined;
}

/** A blank line: nothing goes on with it. */
const NOTHING: Head = { text: "", at: -Infinity, level: undefined };

/**
 * Tells of the lines of one stream of one source, in their order, which belong to the event before them. Remembers only what that
 * depends on. Takes less than 1 µs for most lines.
 */
export class EventGrouping {
  #state: StateName = "plain";
  #head = NOTHING;
  /** How far the head is indented. */
  #depth = 0;
  #lines = 0;
  #lastAt = -Infinity;
  /** A bracket at the end of a line has been opened, which a line of closing ones will close. */
  #open = false;
  /** Lines of message in a row. */
  #message = 0;
  /** What wraps the line before, without its time. */
  #wrapper = "";
  /** The line before is one part of a long one, which a container's runtime has cut. */
  #partial = false;

  continues(line: GroupedLine): boolean {
    const plain = plainText(line.text.slice(0, LOOKED_AT_CHARACTERS));
    const wrapped = wrapperOf(plain);
    const text = plain.slice(wrapped.length);
    const wrapper = wrapped && wrapped.replace(TIME_AND_TAG, "");
    const same = wrapper === this.#wrapper && line.at - this.#lastAt <= EVENT_MS && this.#lines < EVENT_LINES;
    const ordinary = isOrdinary(text);
    const continues = same && (this.#partial || this.#goesOn(text, line, ordinary));
    if (!continues) this.#begin(text, line, ordinary);
    this.#lines += 1;
    this.#lastAt = line.at;
    this.#wrapper = wrapper;
    this.#partial = wrapped !== "" && PARTIAL.test(wrapped);
    return continues;
  }

  #goesOn(text: string, line: GroupedLine, ordinary: boolean): boolean {
    const state: State = STATES[this.#state];
    const depth = depthOf(text);
    if (depth === text.length) {
      // PostgreSQL puts a tab before each further line, so an empty one has one too.
      if (this.#state === "postgres") return text === "\t";
      return state.blank !== undefined && this.#goTo(state.blank);
    }
    if (depth > 0) return this.#indentedGoesOn(text, depth, state, line);
    if (this.#open && CLOSERS.test(text)) {
      this.#open = false;
      return true;
    }
    const then =
      state.next?.find(([form]) => form.test(text))?.[1] ?? (state.record && !ordinary && this.#joined(text));
    if (then) {
      this.#open = opens(text);
      return this.#goTo(then);
    }
    if (this.#state === "postgres") return saysMore(text, this.#head.text);
    return this.#messageGoesOn(text, state, line);
  }

  #indentedGoesOn(text: string, depth: number, state: State, line: GroupedLine): boolean {
    if (state.indented === false || this.#head === NOTHING) return false;
    if (OWN_LEVEL.test(text) || (line.level !== undefined && OWN_LABEL.test(text))) return false;
    if (tellsTime(text, line.at)) return false;
    this.#open ||= text.endsWith("{");
    if (this.#state === "plain") return this.#restGoesOn(text, depth, line);
    const isMessage = state.message === this.#state && stateOf(RESTS, text) === undefined;
    return isMessage || this.#goTo(state.indented ?? this.#state);
  }

  /** Of an event that is of no known kind. */
  #restGoesOn(text: string, depth: number, line: GroupedLine): boolean {
    // All lines of such a program may be indented: they must not be one endless event.
    if ((this.#depth > 0 && depth <= this.#depth) || line.at - this.#head.at > EVENT_MS) return false;
    if (INDENTED_BEGIN.test(text) && !this.#joins("error", text)) return false;
    return this.#goTo(stateOf(RESTS, text) ?? "plain");
  }

  #messageGoesOn(text: string, state: State, line: GroupedLine): boolean {
    if (state.message === undefined || tellsTime(text, line.at)) return false;
    if (state.logged && !tellsTime(this.#head.text, this.#head.at)) return false;
    const goesOn =
      state.surely === true ||
      (line.level === undefined && line.at - this.#lastAt <= AT_ONCE_MS && this.#message < MESSAGE_LINES);
    if (!goesOn) return false;
    this.#message += 1;
    return this.#goTo(state.message);
  }

  #goTo(state: string): true {
    if (state !== this.#state) this.#message = 0;
    this.#state = state as StateName;
    return true;
  }

  #joined(text: string): StateName | undefined {
    if (this.#depth > 0 || this.#head === NOTHING) return undefined;
    return JOINS.find(([form, , to]) => form.test(text) && this.#joins(to, text))?.[1];
  }

  /** Whether the event is one with which what joins goes on; one of JSON has all in its line. */
  #joins(to: Joined, text: string): boolean {
    const { text: head, at, level } = this.#head;
    if (to === "any") return true;
    if (head.startsWith("{")) return false;
    if (to === "record") return level !== undefined || tellsTime(head, at);
    if (to === "saying it" && (head === text || !head.endsWith(text.slice(text.indexOf(": ") + 2))))
      return false;
    return level === "error" || level === "fatal";
  }

  #begin(text: string, line: GroupedLine, ordinary: boolean): void {
    this.#depth = depthOf(text);
    const blank = this.#depth === text.length;
    this.#head = blank ? NOTHING : { text, at: line.at, level: line.level };
    this.#lines = 0;
    this.#message = 0;
    this.#open = !blank && line.text.length <= LOOKED_AT_CHARACTERS && opens(text);
    this.#state = beginState(text, ordinary);
  }
}

const TIME_AND_TAG = /^\d{4}-\S+ |^[A-Z][a-z]{2} [ \d]\d [\d:]+ |[FP] $/g;
const PARTIAL = /^\d{4}-\S+ std(?:out|err) P $/;
const CLOSERS = /^[\])}]+[,;]?$/;
/** A level that stands before what is said, not "ERROR = 3" or "INFO: 2,". */
const OWN_LEVEL =
  /^\s+[[(<|]?(?:TRACE|TRC|DEBUG|DBG|INFO|INF|NOTICE|WARN|WRN|WARNING|ERROR|ERR|FATAL|FTL|CRIT|CRITICAL|PANIC)[\])>|]?(?:\s+[^\s=:]|$)/;
/** A label in a column of its own. */
const OWN_LABEL = /^\s[A-Za-z]{3,8}\s{2,}\S/;
const MAYBE_TIME = /^\s*[\d[(<TtDIWEFAJSOMNF]/;
/** Not a time, but a number of an array. */
const NUMBER = /^\s*[\d.]+,?$/;
const INDENTED_BEGIN = /^ {2}(?:\+ Exception Group Traceback|File ".*", line \d+$)/;

function depthOf(text: string): number {
  let depth = 0;
  for (let code; (code = text.charCodeAt(depth)) === 32 || code === 9;) depth += 1;
  return depth;
}

function opens(text: string): boolean {
  return /[{[(]$/.test(text);
}

function tellsTime(text: string, at: number): boolean {
  return MAYBE_TIME.test(text) && !NUMBER.test(text) && ownTime(text, at) !== undefined;
}

type Forms = readonly (readonly [form: RegExp, state: StateName, ...unknown[]])[];

const FORMS: Forms = [...BEGINS, ...JOINS, ...RESTS];
const ANY_FORM = new RegExp(FORMS.map(([form]) => form.source).join("|"));
/** What begins with a digit is a time, as a rule. */
const WITH_DIGIT = "http: panic serving ";

/** Whether a line is of no form, as most are: one with a time in front is known to be by its first character. */
function isOrdinary(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return !text.includes(WITH_DIGIT);
  return text.startsWith("{") || !ANY_FORM.test(text);
}

function stateOf(forms: Forms, text: string): StateName | undefined {
  return forms.find(([form]) => form.test(text))?.[1];
}

function beginState(text: string, ordinary: boolean): StateName {
  return (isPostgres(text) && "postgres") || (!ordinary && stateOf(FORMS, text)) || "plain";
}
