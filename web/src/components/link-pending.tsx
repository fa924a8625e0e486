"use client";

import { useLinkStatus } from "next/link";

export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending && <span className="ml-2 text-xs font-normal text-muted">opening…</span>;
}
