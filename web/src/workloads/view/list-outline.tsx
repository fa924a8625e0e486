/** The outline of the list, with its bar above. */
export function ListOutline() {
  return (
    <div role="status">
      <h1 className="sr-only">Loading the workloads</h1>
      <div aria-hidden className="motion-safe:animate-pulse">
        <div className="py-2">
          <div className="mb-2 h-7 rounded bg-raised sm:w-72 forced-colors:border" />
          <div className="h-6 w-4/5 rounded-full bg-raised sm:w-96 forced-colors:border" />
        </div>
        <ul className="workload-list">
          {["w-2/5", "w-1/2", "w-1/3", "w-3/5"].map((width) => (
            <li key={width} className="space-y-1.5 px-3 py-2">
              <div className={`h-4 rounded bg-line forced-colors:border ${width}`} />
              <div className="h-3 w-1/4 rounded bg-raised forced-colors:border" />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
