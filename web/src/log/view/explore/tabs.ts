export const TABS = ["Fields", "Patterns", "Watch"] as const;
export type Tab = (typeof TABS)[number];
