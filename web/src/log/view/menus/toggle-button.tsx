import { Icon, type IconName } from "./icons";

/** A control of the size of its picture that is on or off. */
export function ToggleButton({ label, icon, pressed, className = "", onToggle }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      className={`icon-button ${className}`}
      onClick={onToggle}
    >
      <Icon name={icon} />
    </button>
  );
}

interface Props {
  label: string;
  icon: IconName;
  pressed: boolean;
  className?: string;
  onToggle: () => void;
}
