import type { StaticImageData } from "next/image";
import watched from "./watched.svg";

const MOST = 99; // there is room for two digits

/** The icon that the page came with. */
let own: string | undefined;

/** Says how many there are in the tab's title, "(3) Checkout API · Tailrace", and by a dot on its icon; 0: as they are by themselves. */
export function showCount(count: number): void {
  const title = document.title.replace(/^\(\d+\+?\) /, "");
  document.title = count > 0 ? `(${count > MOST ? `${MOST}+` : count}) ${title}` : title;
  const link = document.querySelector<HTMLLinkElement>('link[rel~="icon"]');
  if (!link) return;
  own ??= link.href;
  link.href = count > 0 ? (watched as StaticImageData).src : own;
}
