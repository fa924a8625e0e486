import type { ReactNode } from "react";

export function Notice({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="mx-auto max-w-md px-4 py-16 text-center">
      <h1 className="text-lg font-semibold">{title}</h1>
      <p className="mt-2 mb-6 text-muted">{text}</p>
      {children}
    </section>
  );
}
