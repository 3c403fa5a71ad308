import { type HTMLAttributes, useLayoutEffect, useRef } from 'react';

/**
 * Controls that take each other's place: a pressed button that goes, or that can't be pressed any more, hands
 * the focus to the first that is there, so that the keyboard stays where it was.
 */
export function KeepFocus(props: HTMLAttributes<HTMLDivElement>) {
  const box = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  // After every render: that is when a button may have gone.
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    const { activeElement } = document;
    if (hadFocus.current && (activeElement === null || activeElement === document.body))
      (current.querySelector<HTMLElement>('button:not(:disabled)') ?? current).focus();
    hadFocus.current = current.contains(document.activeElement);
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears where the focus is
    <div
      {...props}
      ref={box}
      tabIndex={-1}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={({ relatedTarget }) => {
        // Not called for an element that is taken away while React draws: what is left was left by the
        // reader.
        hadFocus.current = box.current?.contains(relatedTarget) ?? false;
      }}
    />
  );
}
