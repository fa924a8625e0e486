import { BackendError } from "tailrace";
import type { Metadata } from "next";
import Link from "next/link";
import { BackendProblem } from "@/kit/backend-problem";
import { Notice } from "@/kit/notice";
import { SiteHeader } from "@/kit/site-header";
import { streamLimits } from "@/lib/stream-limits";
import { LogPage } from "@/log/view/page/log-page";
import { listForPage } from "@/workloads/server/list-for-page";
import { allIds, type ChosenIds, MOST_LOGS, namedIds } from "@/workloads/server/named-workloads";
import { workloadForPage } from "@/workloads/server/workload-for-page";

export const dynamic = "force-dynamic";

type Props = PageProps<"/logs">;

/** The workloads that the address names, or all of them. */
async function chosenIds({ w, all }: Awaited<Props["searchParams"]>): Promise<ChosenIds | BackendError> {
  if (all === undefined) return namedIds(w);
  const list = await listForPage();
  return list instanceof BackendError ? list : allIds(list.workloads);
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const params = await searchParams;
  const chosen = await chosenIds(params);
  if (chosen instanceof BackendError || params.all !== undefined) return { title: "All logs" };
  const { ids } = chosen;
  const found = (await Promise.all(ids.map(workloadForPage))).filter(isWorkload);
  return { title: found.map(({ name }) => name).join(" + ") || "Logs" };
}

/** Several logs as one: `?w=<id>&w=<id>`, or `?all`. */
export default async function Page({ searchParams }: Props) {
  const chosen = await chosenIds(await searchParams);
  const { ids, more } = chosen instanceof BackendError ? namedIds([]) : chosen;
  const asked = await Promise.all(ids.map(workloadForPage));
  const error =
    chosen instanceof BackendError ? chosen : asked.find((answer) => answer instanceof BackendError);
  const workloads = asked.filter(isWorkload);
  if (workloads.length > 0 && !error) {
    const unknown = ids.filter((_, index) => !asked[index]);
    return (
      <LogPage
        key={ids.join(" ")}
        workloads={workloads}
        notice={noticeText(unknown, more)}
        {...streamLimits()}
      />
    );
  }
  return (
    <>
      <SiteHeader />
      <main>
        {error ? (
          <BackendProblem error={error} />
        ) : (
          <Notice
            title={ids.length === 0 ? "No workloads chosen" : "No such workloads"}
            text={
              ids.length === 0
                ? "Tick some in the list to see their logs as one."
                : "The backend has no workloads of these ids. They may have been removed."
            }
          >
            <Link href="/" className="button">
              All workloads
            </Link>
          </Notice>
        )}
      </main>
    </>
  );
}

function isWorkload<T>(answer: T | BackendError | undefined): answer is T {
  return answer !== undefined && !(answer instanceof BackendError);
}

function noticeText(unknown: string[], more: number): string | undefined {
  const texts = [
    unknown.length > 0 && `The backend has no workload of the id ${unknown.join(", ")}.`,
    more > 0 && `One page shows ${MOST_LOGS} logs at most: ${more} more are left out.`,
  ];
  return texts.filter(Boolean).join(" ") || undefined;
}
