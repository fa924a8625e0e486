import { setTimeout } from "node:timers/promises";
import { SiteHeader } from "@/kit/site-header";
import { listForPage } from "@/workloads/server/list-for-page";

/** Longer than most backends take. Once the outline is shown, React leaves it for 300 ms. */
const OUTLINE_AFTER_MS = 200;

export default async function Layout({ children }: LayoutProps<"/">) {
  await Promise.race([listForPage().catch(() => {}), setTimeout(OUTLINE_AFTER_MS)]);
  return (
    <>
      <SiteHeader>
        <span className="font-semibold">Workloads</span>
      </SiteHeader>
      <main className="px-3 pt-1 pb-3 sm:px-4">{children}</main>
    </>
  );
}
