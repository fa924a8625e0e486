const EPOCH = /^(\d{9,10}(?:\.\d+)?|\d{12,13}(?:\.\d+)?|\d{15,16}|\d{18,19}|\d\.\d+[eE]\+?0?(?:9|12|15|18))$/;

/** A number that is a time from 1973 to 2286, in seconds, milli-, micro- or nanoseconds since the epoch: told by how large it is. */
export function epochTime(text: string): number | undefined {
  if (!EPOCH.test(text)) return undefined;
  const number = Number(text);
  const scale = number < 1e11 ? 1e3 : number < 1e14 ? 1 : number < 1e17 ? 1e-3 : 1e-6;
  return number * scale;
}

const NAMED_AS_TIME =
  /(?:^|[._-])(?:time|timestamp|ts|date|datetime|exp|iat|nbf|at|since|until)(?:_?(?:ms|us|ns|unix|nano|nanos))?$|(?:At|Time|Timestamp|Date)(?:Ms|Unix|Nanos?)?$/;

/** The time that a field is, if its name says that it is one and its value is a number. Milliseconds since the epoch. */
export function fieldTime(name: string, value: string): number | undefined {
  return NAMED_AS_TIME.test(name) ? epochTime(value) : undefined;
}
