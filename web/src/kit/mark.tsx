// Drawn, not typed: as characters each system has them in another size and weight, and some have ▶ as an emoji.
const SHAPES = {
  dot: { d: "M6 2.25a3.75 3.75 0 1 0 0 7.5 3.75 3.75 0 0 0 0-7.5Z", filled: true },
  ring: { d: "M6 2.75a3.25 3.25 0 1 0 0 6.5 3.25 3.25 0 0 0 0-6.5Z" },
  dashes: { d: "M6 2.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z", dashed: true },
  turn: { d: "M9.5 6A3.5 3.5 0 1 1 8 3.1M8.5 1v2.4H6.1" },
  pause: { d: "M4.25 3v6M7.75 3v6" },
  play: { d: "M3 1.75v8.5L10 6Z", filled: true },
  square: { d: "M2.5 2.5h7v7h-7Z", filled: true },
  check: { d: "M2.25 6.5 4.75 9l5-6" },
  cross: { d: "m3 3 6 6M9 3 3 9" },
} satisfies Record<string, { d: string; filled?: true; dashed?: true }>;

export type MarkShape = keyof typeof SHAPES;

/** A sign before a state's name, in the colour of its text. */
export function Mark({ shape }: { shape: MarkShape }) {
  const { d, filled, dashed }: { d: string; filled?: true; dashed?: true } = SHAPES[shape];
  return (
    <svg
      aria-hidden
      viewBox="0 0 12 12"
      fill={filled ? "currentColor" : "none"}
      stroke={filled ? "none" : "currentColor"}
      strokeWidth={1.5}
      strokeDasharray={dashed && "1.6 1.54" /* seven dashes around the ring */}
      strokeLinecap={dashed ? "butt" : "round"}
      strokeLinejoin="round"
      className="size-3 shrink-0 self-center"
    >
      <path d={d} />
    </svg>
  );
}
