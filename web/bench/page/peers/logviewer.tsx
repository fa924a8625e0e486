// The component as its documentation has it: an event source, and the end followed until the reader scrolls.
import { LazyLog, ScrollFollow } from "@melloware/react-logviewer";
import { createRoot } from "react-dom/client";

const log = new URLSearchParams(location.search).get("log")!;

createRoot(document.getElementById("root")!).render(
  <ScrollFollow
    startFollowing
    render={({ follow, onScroll }) => (
      <LazyLog
        url={log}
        eventsource
        eventsourceOptions={{
          formatMessage: (data: string) => (JSON.parse(data) as { message: string }).message,
        }}
        follow={follow}
        onScroll={onScroll}
        selectableLines
      />
    )}
  />,
);
