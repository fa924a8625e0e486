import { headers } from "next/headers";
import { Suspense } from "react";
import { BackendError, visitor } from "tailrace";
import { backendFetch } from "@/lib/backend";

export default function Page() {
  return (
    <main>
      <Suspense fallback={<p>…</p>}>
        <Me />
      </Suspense>
      <form action={restart}>
        <button>Restart</button>
      </form>
    </main>
  );
}

/** A server component that asks on its visitor's behalf. */
async function Me() {
  const me = await ask("/v1/me", "GET");
  return <p id="me">{me}</p>;
}

async function restart(): Promise<void> {
  "use server";
  await ask("/v1/restart", "POST");
}

async function ask(path: string, method: string): Promise<string> {
  const asked = visitor(await headers());
  try {
    return await (await backendFetch(path, { method, headers: asked })).text();
  } catch (error) {
    if (error instanceof BackendError) return error.message;
    throw error;
  }
}
