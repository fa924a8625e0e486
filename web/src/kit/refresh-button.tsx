"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";

export function RefreshButton({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <button
      type="button"
      className="button"
      // Not `disabled`, which would take the focus from it.
      aria-disabled={pending}
      onClick={() => !pending && startTransition(() => router.refresh())}
    >
      {pending ? "Asking…" : children}
    </button>
  );
}
