import { type Follower, Visibility } from "../client/index.ts";

const followers = new Set<Follower>();
let page: { visibility: Visibility; close(): void } | undefined;

/**
 * Starts `follower`, and tells it what becomes of the page: it gives its connection up while the tab is hidden (see
 * `Visibility`), and knows of the network. Returns what stops it.
 *
 * All followers of the page are counted together, as it is together that they take a browser's connections.
 */
export function followOnPage(follower: Follower): () => void {
  followers.add(follower);
  follower.start();
  page ??= watchPage();
  if (page.visibility.holding) page.visibility.announce();
  else follower.pause();
  return () => {
    followers.delete(follower);
    follower.stop();
    if (followers.size > 0) return;
    page?.close();
    page = undefined;
  };
}

function watchPage() {
  const visibility = new Visibility({
    connections: () => [...followers].filter(({ running }) => running).length,
    takeUp() {
      for (const follower of followers) {
        follower.resume();
        follower.hope();
      }
    },
    giveUp() {
      for (const follower of followers) follower.pause();
    },
  });
  const listening = new AbortController();
  const { signal } = listening;
  const onVisibility = () => visibility.setHidden(document.hidden);
  const onNetwork = ({ type }: Event) => {
    for (const follower of followers) {
      if (type === "online") follower.hope();
      else follower.doubt();
    }
  };
  document.addEventListener("visibilitychange", onVisibility, { signal });
  addEventListener("online", onNetwork, { signal });
  addEventListener("offline", onNetwork, { signal });
  onVisibility();
  return {
    visibility,
    close() {
      listening.abort();
      visibility.close();
    },
  };
}
