import { BackendError } from "tailrace";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { BackendProblem } from "@/kit/backend-problem";
import { SiteHeader } from "@/kit/site-header";
import { streamLimits } from "@/lib/stream-limits";
import { lastLines } from "@/log/server/last-lines";
import { LogPage } from "@/log/view/page/log-page";
import { workloadForPage } from "@/workloads/server/workload-for-page";

export const dynamic = "force-dynamic";

type Props = PageProps<"/workloads/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params; // decoded here, and as it stands in the address below: Next 16.4
  const workload = await workloadForPage(id);
  if (!workload) notFound();
  return { title: workload instanceof BackendError ? "Backend problem" : workload.name };
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const workload = await workloadForPage(decodeURIComponent(id));
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
  // What an address asks for beyond the log's end is found when the log is followed.
  const isPlain = Object.keys(await searchParams).length === 0;
  const first = isPlain ? await lastLines(workload.id, await headers()) : undefined;
  return <LogPage key={workload.id} workloads={[workload]} first={first} {...streamLimits()} />;
}
