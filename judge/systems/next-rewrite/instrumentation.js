// Does nothing, and keeps Turbopack from taking Tailrace's own, which it finds in a folder above.
export function register() {}
