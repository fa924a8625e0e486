export const TABS = ["Fields"] as const;
export type Tab = (typeof TABS)[number];
