export const TABS = ["Fields", "Patterns"] as const;
export type Tab = (typeof TABS)[number];
