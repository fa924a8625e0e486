import { SiteHeader } from "@/components/site-header";

export default function Layout({ children }: LayoutProps<"/">) {
  return (
    <>
      <SiteHeader>
        <span className="font-semibold">Workloads</span>
      </SiteHeader>
      <main className="mx-auto max-w-5xl p-3 sm:p-4">{children}</main>
    </>
  );
}
