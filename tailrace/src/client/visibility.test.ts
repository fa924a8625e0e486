import { afterEach, describe, expect, it, vi } from "vitest";
import { Visibility } from "./visibility.ts";

const tabs: Visibility[] = [];
let told: string[] = [];

/** A tab that says what becomes of its connections. */
function tab(name: string, connections = 1): Visibility {
  const visibility = new Visibility({
    connections: () => connections,
    giveUp: () => told.push(`${name} gives up`),
    takeUp: () => told.push(`${name} takes up`),
  });
  tabs.push(visibility);
  return visibility;
}

/** Opens a tab in front of `before`. */
function open(name: string, before?: Visibility, connections?: number): Visibility {
  before?.setHidden(true);
  const opened = tab(name, connections);
  opened.setHidden(false);
  return opened;
}

/** What tabs tell each other takes a moment; what they say later is heard later. */
async function heard(): Promise<void> {
  const [here, there] = [new BroadcastChannel("test"), new BroadcastChannel("test")];
  for (let turn = 0; turn < 3; turn++) {
    const arrived = new Promise((resolve) => (there.onmessage = resolve));
    here.postMessage(null);
    await arrived;
  }
  here.close();
  there.close();
}

afterEach(() => {
  for (const visibility of tabs.splice(0)) visibility.close();
  told = [];
  vi.useRealTimers();
});

describe("Visibility", () => {
  it("gives up 30 s after the tab was hidden, and takes up when it is shown", () => {
    vi.useFakeTimers();
    const visibility = open("tab");
    expect(told).toEqual(["tab takes up"]);
    visibility.setHidden(true);
    vi.advanceTimersByTime(29_999);
    expect(told.length).toBe(1);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["tab takes up", "tab gives up"]);
    visibility.setHidden(false);
    expect(told.at(-1)).toBe("tab takes up");
  });

  it("gives nothing up when the tab is shown again in time", () => {
    vi.useFakeTimers();
    const visibility = open("tab");
    visibility.setHidden(true);
    vi.advanceTimersByTime(29_000);
    visibility.setHidden(false);
    vi.advanceTimersByTime(60_000);
    expect(told).not.toContain("tab gives up");
  });

  it("takes no connection in a tab that was opened in the background, until it is shown", () => {
    const visibility = tab("background");
    visibility.setHidden(true);
    expect(told).toEqual(["background gives up"]);
    visibility.setHidden(false);
    expect(told.at(-1)).toBe("background takes up");
  });

  it("has the tabs hidden first give up when more are shown than leave room for one more page", async () => {
    let shown: Visibility | undefined;
    for (let n = 1; n <= 4; n++) {
      shown = open(`tab ${n}`, shown);
      await heard();
    }
    expect(told.filter((what) => what.endsWith("gives up"))).toEqual([]);
    for (let n = 5; n <= 20; n++) {
      shown = open(`tab ${n}`, shown);
      await vi.waitFor(() => expect(told).toContain(`tab ${n - 4} gives up`));
    }
    await heard();
    expect(told.filter((what) => what.endsWith("gives up")).length).toBe(16);
  });

  it("counts a tab once that is shown again and again", async () => {
    const first = open("first");
    let second = open("second", first);
    for (let turn = 0; turn < 5; turn++) {
      second.setHidden(true);
      second.setHidden(false);
      await heard();
    }
    expect(told).not.toContain("first gives up");
    second = open("third", second, 3);
    await vi.waitFor(() => expect(told).toContain("first gives up"));
  });

  it("keeps a lonely hidden tab's many connections until another is shown", async () => {
    const merged = open("merged", undefined, 4);
    merged.setHidden(true);
    await heard();
    expect(told).toEqual(["merged takes up"]);
    open("other");
    await vi.waitFor(() => expect(told).toContain("merged gives up"));
  });
});
