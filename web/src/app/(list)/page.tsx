import { BackendError } from "tailrace";
import { env } from "@/env";
import { BackendProblem } from "@/kit/backend-problem";
import { listForPage } from "@/workloads/server/list-for-page";
import { filterOf } from "@/workloads/view/workload-filter";
import { renderedList } from "@/workloads/view/rendered-list";
import { WorkloadsView } from "@/workloads/view/workloads-view";

export const dynamic = "force-dynamic";

export default async function Page({ searchParams }: PageProps<"/">) {
  const list = await listForPage();
  if (list instanceof BackendError) return <BackendProblem error={list} />;
  return (
    <WorkloadsView
      rendered={renderedList(list, filterOf(paramsOf(await searchParams)))}
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
