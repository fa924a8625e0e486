import { BackendError } from "tailrace";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BackendProblem } from "@/kit/backend-problem";
import { SiteHeader } from "@/kit/site-header";
import { streamLimits } from "@/lib/stream-limits";
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

export default async function Page({ params }: Props) {
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
  return <LogPage key={workload.id} workloads={[workload]} {...streamLimits()} />;
}
