import type { Metadata } from "next";
import Link from "next/link";
import { Notice } from "@/kit/notice";
import { SiteHeader } from "@/kit/site-header";

export const metadata: Metadata = { title: "No such workload" };

export default function NotFound() {
  return (
    <>
      <SiteHeader />
      <main>
        <Notice
          title="No such workload"
          text="The backend has no workload of this id. It may have been removed."
        >
          <Link href="/" className="button">
            All workloads
          </Link>
        </Notice>
      </main>
    </>
  );
}
