"use client";

import { Notice } from "@/kit/notice";

export default function ErrorPage({ retry }: { retry: () => void }) {
  return (
    <main>
      <Notice title="This page failed" text="The cause is in the console's own log, not in the backend.">
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      </Notice>
    </main>
  );
}
