// What most consoles begin with: a row for each event, and the end kept in sight if it was.
const list = document.getElementById("list")!;
const source = new EventSource(new URLSearchParams(location.search).get("log")!);
let follows = true;
list.addEventListener("scroll", () => {
  follows = list.scrollHeight - list.clientHeight - list.scrollTop < 20;
});
let frame = 0;
source.onmessage = ({ data }: MessageEvent<string>) => {
  const row = document.createElement("div");
  row.textContent = (JSON.parse(data) as { message: string }).message;
  list.append(row);
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    if (follows) list.scrollTop = list.scrollHeight;
  });
};
source.addEventListener("end", () => source.close());
