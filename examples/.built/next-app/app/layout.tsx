import type { Metadata } from "next";

export const metadata: Metadata = { title: "An app that has installed Tailrace" };

export default function RootLayout({ children }: LayoutProps<"/">) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
