const URL_IN_TEXT = /\bhttps?:\/\/[^\s<>"'`\\^{|}\u0000-\u001f\u2026\p{Bidi_Control}]+/giu;

/** The web addresses in a text and where they begin, without the punctuation of the sentence around them. */
export function urlsIn(text: string): [at: number, url: string][] {
  if (!text.includes("://")) return [];
  return [...text.matchAll(URL_IN_TEXT)].flatMap(({ 0: found, index }): [number, string][] => {
    const url = withoutPunctuation(found);
    return linkTarget(url) === undefined ? [] : [[index, url]];
  });
}

/** What a link to `address` may lead to: of a program's text only to a web page, and never to anything that a browser would run. */
export function linkTarget(address: string): string | undefined {
  return /^https?:\/\/[^\s/?#]/i.test(address) && URL.canParse(address) ? address : undefined;
}

/** A bracket at the end is the sentence's, unless its other half is in the address. */
function withoutPunctuation(url: string): string {
  let end = url.length;
  for (; end > 0; end--) {
    const last = url[end - 1]!;
    if (".,:;!?*".includes(last)) continue;
    const opening = { ")": "(", "]": "[" }[last];
    if (opening === undefined || url.lastIndexOf(opening, end - 1) !== -1) break;
  }
  return url.slice(0, end);
}
