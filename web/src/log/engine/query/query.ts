/** What a reader asks for, as `parseQuery` has understood it. */
export type Query =
  | All
  | Any
  | { kind: "not"; of: Query }
  /** Without anything to find it is in every line. */
  | { kind: "text"; text: string }
  | { kind: "regex"; source: string }
  | FieldTerm;

/** All of them hold; of none: everything is let through. */
export interface All {
  kind: "all";
  of: Query[];
}

export interface Any {
  kind: "any";
  of: Query[];
}

export const COMPARING = [">", ">=", "<", "<="] as const;
export const OPERATORS = ["=", "!=", ...COMPARING, ":", "~"] as const;
export type Operator = (typeof OPERATORS)[number];

export interface FieldTerm {
  kind: "field";
  name: string;
  /** `exists`: written `name=*`. */
  operator: Operator | "exists";
  value: string;
  /** As the reader wrote it, which a line may have as its text: `localhost:8080`. */
  typed: string;
}

/** Why a query cannot be applied. */
export interface Problem {
  /** A sentence that says what is wrong and what would be right. */
  message: string;
  /** Index in the query's text. */
  at: number;
}
