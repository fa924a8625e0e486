const PATHS = {
  back: "M10 3 5 8l5 5",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5l3 3",
  filter: "M2 3h12L9.5 8.5v4L6.5 14V8.5Z",
  up: "M3.5 10 8 5.5l4.5 4.5",
  down: "M3.5 6 8 10.5 12.5 6",
  close: "M4 4l8 8M12 4l-8 8",
  follow: "M4 3.5 8 7.5l4-4M4 8.5l4 4 4-4",
  download: "M8 2v7.5M4.5 6.5 8 10l3.5-3.5M2.5 10.5v3h11v-3",
  settings: "M2 4.5h5M11 4.5h3M9 2.5v4M2 11.5h2M8 11.5h6M6 9.5v4",
  explore: "M2.5 3h4M2.5 8h7M2.5 13h11M10 3h3.5",
  more: "M3 8h.01M8 8h.01M13 8h.01",
} as const;

export type IconName = keyof typeof PATHS;

/** A picture of 16 px for a control that has its name as text or label. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.5 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="size-4 shrink-0"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
