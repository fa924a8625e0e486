import type { Metadata } from "next";
import Link from "next/link";
import { Notice } from "@/kit/notice";
import { SiteHeader } from "@/kit/site-header";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <>
      <SiteHeader />
      <main>
        <Notice title="Not found" text="There is no page at this address.">
          <Link href="/" className="button">
            All workloads
          </Link>
        </Notice>
      </main>
    </>
  );
}
