import type { Metadata } from "next";

export const metadata: Metadata = { title: "A model's answer, word by word" };

export default function RootLayout({ children }: LayoutProps<"/">) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
