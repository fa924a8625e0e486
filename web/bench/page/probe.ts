/** What the page's probe has noted. Times are milliseconds since the epoch. */
export interface Probe {
  /**
   * The newest line in the document and the place in the log that the last row says it has, if it does; as of each frame in which
   * either was higher, and when that frame was painted.
   */
  paints: [line: number, at: number, place: number][];
  /** Durations of main-thread tasks of 50 ms and more (Long Tasks API). */
  tasks: number[];
  /** Of key presses, the milliseconds until the next paint (Event Timing API); those below 16 ms are not among them. */
  presses: number[];
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Runs in the page before its own scripts. `list` holds the drawn rows, the newest among its last children. */
export function install({ list }: { list: string }): void {
  const probe: Probe = { paints: [], tasks: [], presses: [] };
  window.probe = probe;

  const observe = (type: string, take: (entry: PerformanceEntry) => void, options = {}) =>
    new PerformanceObserver((entries) => entries.getEntries().forEach(take)).observe({ type, ...options });
  observe("longtask", ({ duration }) => probe.tasks.push(duration));
  observe("event", ({ name, duration }) => name === "keydown" && probe.presses.push(duration), {
    durationThreshold: 16,
  });

  const LOOKED_AT = 80; // more rows than a view has
  let newest = -1;
  let place = -1;
  let changed = false;
  let inFrame = false;
  const look = () => {
    changed = false;
    let row = document.querySelector(list)?.lastElementChild;
    place = Math.max(place, Number(row?.ariaPosInSet ?? -1));
    for (let left = LOOKED_AT; row && left > 0; row = row.previousElementSibling, left--) {
      const number = /#(\d+) /.exec(row.textContent)?.[1];
      if (number) newest = Math.max(newest, Number(number));
    }
  };
  // A frame shows what has changed before it, and what its own callbacks change: this one is the first of them.
  const onFrame = () => {
    if (document.hidden) return; // a tab that is really hidden has no frames
    requestAnimationFrame(onFrame);
    inFrame = true;
    if (changed) look();
    painted.port2.postMessage(undefined);
  };
  // A task that is posted in a frame runs when the frame has been painted.
  const painted = new MessageChannel();
  let told = "";
  painted.port1.onmessage = () => {
    inFrame = false;
    const state = `${newest} ${place}`;
    if (newest >= 0 && state !== told)
      probe.paints.push([newest, performance.timeOrigin + performance.now(), place]);
    told = state;
  };
  new MutationObserver(() => {
    if (inFrame) look();
    else changed = true;
  }).observe(document, { childList: true, characterData: true, subtree: true });
  requestAnimationFrame(onFrame);
}
