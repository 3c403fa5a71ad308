// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { surviveTranslators } from './translators.ts';

let end: () => void;

beforeEach(() => {
  end = surviveTranslators(document.body);
});

afterEach(() => {
  cleanup();
  end();
});

/** Chrome's way: two nested `<font>` with the translation in the place of each text. */
function translate(): void {
  for (const text of findTexts()) {
    const outer = document.createElement('font');
    const inner = outer.appendChild(document.createElement('font'));
    inner.textContent = `[${text.nodeValue}]`;
    text.parentNode!.replaceChild(outer, text);
  }
}

/** As other translators do it: the text itself stays, inside. */
function wrap(): void {
  for (const text of findTexts()) {
    const font = document.createElement('font');
    text.parentNode!.insertBefore(font, text);
    font.append(text);
  }
}

function findTexts(): Text[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}

/** A readout with several texts in one element, a part that comes and goes, and a live number. */
function Readout({ wrong, hasNote }: { readonly wrong: number; readonly hasNote: boolean }) {
  return (
    <p>
      {hasNote && <>note </>}
      {wrong} of {1000} wrong, {hasNote ? 'noted' : <b>plain</b>}
    </p>
  );
}

const settle = () => act(async () => {});

describe.each([
  ['replaces text', translate],
  ['wraps text', wrap],
])('under a translator that %s', (_, change) => {
  it('numbers go on', async () => {
    const { container, rerender } = render(<Readout wrong={4} hasNote={false} />);
    change();
    await settle();
    rerender(<Readout wrong={8} hasNote={false} />);
    await settle();
    expect(container.textContent).toContain('8');
    expect(container.textContent).not.toContain('4');
    expect(container.textContent).toContain('wrong');
  });

  it('parts of the page come and go', async () => {
    const { container, rerender, unmount } = render(<Readout wrong={4} hasNote={false} />);
    for (const hasNote of [true, false, true]) {
      change();
      await settle();
      rerender(<Readout wrong={5} hasNote={hasNote} />);
      await settle();
      expect(container.textContent!.includes('note ')).toBe(hasNote);
      expect(container.textContent).toContain(hasNote ? 'noted' : 'plain');
    }
    change();
    await settle();
    unmount();
    expect(container.textContent).toBe('');
  });
});

it('what was never there is still refused', () => {
  expect(() => document.body.removeChild(document.createElement('p'))).toThrow();
  expect(() =>
    document.body.insertBefore(document.createElement('p'), document.createElement('p')),
  ).toThrow();
});
