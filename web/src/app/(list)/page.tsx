import { headers } from "next/headers";
import { BackendProblem } from "@/components/backend-problem";
import { WorkloadList } from "@/components/workload-list";
import { BackendError } from "@/lib/backend-error";
import { listWorkloads } from "@/lib/workloads";

export const dynamic = "force-dynamic";

export default async function Page() {
  const list = await listOrError();
  return list instanceof BackendError ? <BackendProblem error={list} /> : <WorkloadList {...list} />;
}

async function listOrError() {
  try {
    return { workloads: await listWorkloads(await headers()), now: Date.now() };
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
}
