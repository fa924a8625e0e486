import Link from "next/link";
import type { ReactNode } from "react";

export function SiteHeader({ children }: { children?: ReactNode }) {
  return (
    <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-raised px-3 py-1.5">
      <Link href="/" className="font-semibold text-accent hover:underline">
        Tailrace
      </Link>
      {children && (
        <span aria-hidden className="-mx-1 text-muted">
          /
        </span>
      )}
      {children}
    </header>
  );
}
