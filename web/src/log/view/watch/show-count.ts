const ICON_PX = 32;
const MOST = 99; // there is room for two digits

/** The icon that the page came with. */
let own: string | undefined;

/** Says how many there are in the tab's title, "(3) Checkout API · Tailrace", and with a dot on its icon; 0: as they are by themselves. */
export function showCount(count: number): void {
  const title = document.title.replace(/^\(\d+\+?\) /, "");
  document.title = count > 0 ? `(${count > MOST ? `${MOST}+` : count}) ${title}` : title;
  const link = document.querySelector<HTMLLinkElement>('link[rel~="icon"]');
  if (!link) return;
  own ??= link.href;
  if (count > 0) void withDot(own).then((icon) => icon && (link.href = icon));
  else link.href = own;
}

async function withDot(icon: string): Promise<string | undefined> {
  const image = new Image(ICON_PX, ICON_PX);
  image.src = icon;
  try {
    await image.decode();
  } catch {
    return undefined;
  }
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = ICON_PX;
  const context = canvas.getContext("2d")!;
  context.drawImage(image, 0, 0, ICON_PX, ICON_PX);
  context.fillStyle = "#d0342c";
  context.beginPath();
  context.arc(ICON_PX * 0.75, ICON_PX * 0.25, ICON_PX * 0.25, 0, 2 * Math.PI);
  context.fill();
  return canvas.toDataURL();
}
