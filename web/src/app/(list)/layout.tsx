import { SiteHeader } from "@/kit/site-header";

export default function Layout({ children }: LayoutProps<"/">) {
  return (
    <>
      <SiteHeader>
        <span className="font-semibold">Workloads</span>
      </SiteHeader>
      <main className="px-3 pt-1 pb-3 sm:px-4">{children}</main>
    </>
  );
}
