/** Puts a text into the clipboard; false if the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The old way, for a console without TLS: there `navigator.clipboard` is undefined. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const selection = getSelection()!;
  const selected = selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "sr-only";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  if (selected) {
    selection.removeAllRanges();
    selection.addRange(selected);
  }
  return copied;
}
