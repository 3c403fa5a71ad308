/** A feather of which most barbs are gone. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" fill="none" stroke="currentColor">
      <path d="M5 28 C 11 18, 17 11, 27 4" strokeWidth="2" strokeLinecap="round" />
      <g strokeWidth="1.6" strokeLinecap="round">
        <path d="M11.5 19.5 L 10 11" />
        <path d="M19 11 L 18 5" />
        <path d="M11.5 19.5 L 20.5 20" />
        <path d="M15 15 L 23.5 15" stroke="var(--fw-accent)" />
        <path d="M22.5 7.7 L 28 9" />
      </g>
    </svg>
  );
}
