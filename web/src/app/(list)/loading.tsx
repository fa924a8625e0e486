export default function Loading() {
  return (
    <div role="status">
      <span className="sr-only">Loading the workloads</span>
      <ul
        aria-hidden
        className="divide-y divide-line rounded-md border border-line motion-safe:animate-pulse"
      >
        {["w-2/5", "w-4/7", "w-1/3", "w-1/2"].map((width) => (
          <li key={width} className="space-y-2 p-3">
            <div className={`h-4 rounded bg-line ${width}`} />
            <div className="h-3 w-2/3 rounded bg-raised" />
          </li>
        ))}
      </ul>
    </div>
  );
}
