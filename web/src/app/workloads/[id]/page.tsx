import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { BackendProblem } from "@/components/backend-problem";
import { LogView } from "@/components/log/log-view";
import { SiteHeader } from "@/components/site-header";
import { env } from "@/env";
import { BackendError } from "@/lib/backend-error";
import { getWorkload } from "@/lib/workloads";

export const dynamic = "force-dynamic";

type Props = PageProps<"/workloads/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params; // decoded here, and as it stands in the address below: Next 16.4
  const workload = await workloadOrError(id);
  if (!workload) notFound();
  return { title: workload instanceof BackendError ? "Backend problem" : workload.name };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  const workload = await workloadOrError(decodeURIComponent(id));
  if (!workload) notFound();
  if (workload instanceof BackendError) {
    return (
      <>
        <SiteHeader />
        <main>
          <BackendProblem error={workload} />
        </main>
      </>
    );
  }
  return (
    <LogView
      workload={workload}
      url={`/api/v1/workloads/${encodeURIComponent(workload.id)}/logs`}
      // A comment is due by then (lib/open-streams.ts), and may be 2 s late.
      silenceLimitMs={env.STREAM_HEARTBEAT_MS + 2_000}
      // The server itself gives up before that, and its answer says more.
      answerLimitMs={env.BACKEND_CONNECT_TIMEOUT_MS + env.BACKEND_HEADERS_TIMEOUT_MS + 5_000}
    />
  );
}

/** Once per request, although the title and the page both need it. */
const workloadOrError = cache(async (id: string) => {
  try {
    return await getWorkload(id, await headers());
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    // An id that cannot be part of a path is nobody's.
    return error.code === "invalid_path" ? undefined : error;
  }
});
