import { BackendError } from "tailrace";
import { env } from "@/env";
import { BackendProblem } from "@/kit/backend-problem";
import { listForPage } from "@/workloads/server/list-for-page";
import { WorkloadsView } from "@/workloads/view/workloads-view";

export const dynamic = "force-dynamic";

export default async function Page() {
  const rendered = await listForPage();
  if (rendered instanceof BackendError) return <BackendProblem error={rendered} />;
  return (
    <WorkloadsView
      rendered={rendered}
      url="/api/v1/events"
      // A comment is due by then, and may be 2 s late.
      silenceLimitMs={env.STREAM_HEARTBEAT_MS + 2_000}
      // The server itself gives up before that, and its answer says more.
      answerLimitMs={env.BACKEND_CONNECT_TIMEOUT_MS + env.BACKEND_HEADERS_TIMEOUT_MS + 5_000}
    />
  );
}
