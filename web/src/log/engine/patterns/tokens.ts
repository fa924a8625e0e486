/** Stands in a form where something varies; no text without its controls has it. */
export const PLACE = "\0";

/** A word of a line. */
export interface Token {
  text: string;
  /** With `PLACE` where its `values` are. */
  form: string;
  values: string[];
}

// What a line is about is said by then, and a line of 1 MiB costs no more than another.
const MOST_CHARACTERS = 2_000;
const MOST_TOKENS = 100;
const LONGEST_WORD = 200; // what is longer is data: base64, or a list

const METHOD = "(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)";
const ANY_METHOD = new RegExp(`\\b${METHOD}\\b`);
/** The begin of a request, in quotes perhaps. */
export const METHOD_ALONE = new RegExp(`^["[(]?${METHOD}$`);
const STATUS = /^[1-5]\d\d$/;

/** A date with its time, one word with a space in it: 2024-05-01 12:00:00,123 and, in access logs, 01/May/2024:12:00:00 +0000. */
const TIME = String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z| ?[+-]\d\d:?\d\d)?|\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}`;
const BARE = String.raw`[[(]?(?:${TIME})\S*|\S+`;
const BARE_TOKEN = new RegExp(BARE, "g");
/** What is in quotes is one word, perhaps with a name before it; but no request is, "GET / HTTP/1.1". */
const TOKEN = new RegExp(
  [
    String.raw`(?:[^\s"']*[=:([,])?"(?!${METHOD} )[^"\\]*(?:\\[^][^"\\]*)*"[^\s"]*`,
    String.raw`(?:[^\s"']*[=:([,])?'[^'\n]*'(?![\w'])[^\s']*`,
    BARE,
  ].join("|"),
  "g",
);

/** The words of a line, and what of them surely varies from one line of its form to the next: see `tokenOf`. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  const read = line.length > MOST_CHARACTERS ? line.slice(0, MOST_CHARACTERS) : line;
  addTokens(read, tokens);
  return tokens;
}

function addTokens(text: string, tokens: Token[]): void {
  // The first number behind a request's method that may be a status is one: it is of the form.
  let status = ANY_METHOD.test(text) ? "method" : "none";
  for (const word of text.match(/["']/.test(text) ? TOKEN : BARE_TOKEN) ?? []) {
    if (tokens.length === MOST_TOKENS) return;
    const message = MESSAGE.exec(word);
    if (message) {
      tokens.push(literal(message[1]!));
      addTokens(message[2]!, tokens);
    } else if (status === "number" && STATUS.test(word)) {
      tokens.push(literal(word));
      status = "none";
    } else tokens.push(tokenOf(word));
    if (status === "method" && METHOD_ALONE.test(word)) status = "number";
  }
}

/** logfmt's, whose words are the line's. */
const MESSAGE = /^((?:msg|message|event)=)"?(.*?)"?$/s;

const ANY_VARIABLE = /[\d="'/@]/;
const NAME = /^[[({]?[A-Za-z_][\w.@-]*=/;
const BEHIND = ",;)]}"; // what is no more of a value
const LEVEL_NAME = /^(?:level|lvl|severity|levelname)=/;
const QUOTED = /^([^"']*)("[^]*"|'[^]*')([^"']*)$/;
const PATH = /^([[("]?(?:\w+:\/\/[^/\s?]*)?)((?:\.{0,2}\/[^/?\s]*)+)(\?[^]*)?$/;

const NUMBERS = String.raw`\d+(?:[.,:/T_+-]\d+)*`;
/** Numbers, times, and addresses, with units: -1.5 50% 1m30.5s 12:00:00,123 10.0.0.1:80 */
const QUANTITY = String.raw`(?<![A-Za-z\d])[+-]?${NUMBERS}(?:[A-Za-zµμ]{1,3}${NUMBERS})*(?:[A-Za-zµμ%]{1,3})?(?![A-Za-z\d])`;
const QUANTITIES = new RegExp(QUANTITY, "g");
const QUANTITY_ALONE = new RegExp(`^${NUMBERS}[A-Za-zµμ%]{0,3}$`);
const IDENTIFIERS = new RegExp(
  [
    String.raw`[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}`, // UUID
    String.raw`0x[\da-fA-F]+`,
    String.raw`(?<!\w)(?=[a-fA-F]*\d)[\da-fA-F]{7,}(?!\w)`, // from Git's short hash on
    String.raw`(?<![\w:])(?:[\da-fA-F]{0,4}:){3,7}[\da-fA-F]{1,4}(?![\w:])`, // IPv6
    String.raw`(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+\w`, // e-mail
    QUANTITY,
  ].join("|"),
  "g",
);
/** What each of these but a quantity has: most words are known by this look. */
const ANY_IDENTIFIER = /@|0x|[\da-fA-F]{7}|(?:[\da-fA-F]*:){3}/;
const TIMES = new RegExp(TIME, "g");

/**
 * What of a word surely varies: numbers with their units, identifiers, addresses, times; what is in quotes; the value of
 * `name=value`, but for a level; and of a path the segments that have a digit, but for a version's.
 */
function tokenOf(text: string): Token {
  if (!ANY_VARIABLE.test(text)) return literal(text);
  if (QUANTITY_ALONE.test(text)) return withPlace(text, "", text, ""); // half of what varies, known in a tenth of the time
  const quoted = /["']/.test(text) && QUOTED.exec(text);
  if (quoted) return withPlace(text, quoted[1]!, quoted[2]!.slice(1, -1), quoted[3]!);
  const pair = text.includes("=") && NAME.exec(text);
  if (pair) return LEVEL_NAME.test(text) ? literal(text) : pairToken(text, pair[0].length);
  const path = text.includes("/") && PATH.exec(text);
  if (path) return pathToken(text, path);
  if (text.includes(" ")) return varied(text, text, TIMES);
  if (text.length > LONGEST_WORD) return withPlace(text, "", text, "");
  return varied(text, text, ANY_IDENTIFIER.test(text) ? IDENTIFIERS : QUANTITIES);
}

function pairToken(text: string, begin: number): Token {
  let end = text.length;
  while (end > begin && BEHIND.includes(text[end - 1]!)) end -= 1;
  return withPlace(text, text.slice(0, begin), text.slice(begin, end), text.slice(end));
}

function pathToken(text: string, [, origin = "", path = "", query = ""]: RegExpExecArray): Token {
  const token = varied(text, path, /(?<=\/)(?!v\d+(?:\/|$))(?=[^/]*\d)[^/]+/g);
  token.form = origin + token.form + (query && `?${PLACE}`);
  if (query) token.values.push(query.slice(1));
  return token;
}

function varied(text: string, source: string, variable: RegExp): Token {
  const values: string[] = [];
  const form = source.replace(variable, (value) => {
    values.push(value);
    return PLACE;
  });
  return { text, form, values };
}

function withPlace(text: string, before: string, value: string, behind: string): Token {
  return { text, form: before + PLACE + behind, values: [value] };
}

const NONE: string[] = [];

function literal(text: string): Token {
  return { text, form: text, values: NONE };
}
