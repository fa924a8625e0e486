import { setTimeout } from "node:timers/promises";
import { Suspense } from "react";
import { BackendError } from "tailrace";
import { env } from "@/env";
import { BackendProblem } from "@/kit/backend-problem";
import { listForPage } from "@/workloads/server/list-for-page";
import { ListOutline } from "@/workloads/view/list-outline";
import { renderedList } from "@/workloads/view/rendered-list";
import { filterOf, type WorkloadFilter } from "@/workloads/view/workload-filter";
import { WorkloadsView } from "@/workloads/view/workloads-view";

export const dynamic = "force-dynamic";

/** Longer than most backends take. Once the outline is shown, React leaves it for 300 ms: so not as Next's loading.tsx. */
const OUTLINE_AFTER_MS = 200;

export default async function Page({ searchParams }: PageProps<"/">) {
  const filter = filterOf(paramsOf(await searchParams));
  const list = <List filter={filter} />;
  const isThere = await Promise.race([listForPage().then(() => true), setTimeout(OUTLINE_AFTER_MS)]);
  return isThere ? list : <Suspense fallback={<ListOutline />}>{list}</Suspense>;
}

async function List({ filter }: { filter: WorkloadFilter }) {
  const list = await listForPage();
  if (list instanceof BackendError) return <BackendProblem error={list} />;
  return (
    <WorkloadsView
      rendered={renderedList(list, filter)}
      url="/api/v1/events"
      listUrl="/api/v1/workloads"
      // A comment is due by then, and may be 2 s late.
      silenceLimitMs={env.STREAM_HEARTBEAT_MS + 2_000}
      // The server itself gives up before that, and its answer says more.
      answerLimitMs={env.BACKEND_CONNECT_TIMEOUT_MS + env.BACKEND_HEADERS_TIMEOUT_MS + 5_000}
    />
  );
}

function paramsOf(search: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(search).flatMap(([name, value = []]) => [value].flat().map((value) => [name, value])),
  );
}
