import { compareTexts } from "./decimal.ts";

/** The numbers of a version, and what is behind its hyphen: Semantic Versioning 2.0.0, and with one number less or more. */
export interface Version {
  numbers: string[];
  prerelease: string[];
}

const VERSION = /^v?(\d+(?:\.\d+){0,3})(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+[\dA-Za-z.-]+)?$/;

/** The version that a text may be; of a number alone, too. */
export function versionOf(text: string): Version | undefined {
  const found = VERSION.exec(text);
  return found ? { numbers: found[1]!.split("."), prerelease: found[2]?.split(".") ?? [] } : undefined;
}

/** By precedence: Semantic Versioning 2.0.0, 11. A number that is missing is 0. */
export function compareVersions(a: Version, b: Version): number {
  for (let index = 0; index < 4; index++) {
    const order = compareNumbers(a.numbers[index] ?? "0", b.numbers[index] ?? "0");
    if (order !== 0) return order;
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0)
    return b.prerelease.length - a.prerelease.length;
  for (let index = 0; index < Math.min(a.prerelease.length, b.prerelease.length); index++) {
    const order = compareIdentifiers(a.prerelease[index]!, b.prerelease[index]!);
    if (order !== 0) return order;
  }
  return a.prerelease.length - b.prerelease.length;
}

function compareIdentifiers(a: string, b: string): number {
  const [aIsNumber, bIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aIsNumber && bIsNumber) return compareNumbers(a, b);
  return aIsNumber === bIsNumber ? compareTexts(a, b) : aIsNumber ? -1 : 1;
}

/** Of any number of digits. */
function compareNumbers(a: string, b: string): number {
  const [long, other] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return long.length - other.length || compareTexts(long, other);
}
