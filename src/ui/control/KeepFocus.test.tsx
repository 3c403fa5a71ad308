// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { KeepFocus } from './KeepFocus.tsx';

afterEach(cleanup);

function Controls({ isRunning }: { readonly isRunning: boolean }) {
  return (
    <>
      <KeepFocus>
        {isRunning ? (
          <button key="pause" type="button">
            Pause
          </button>
        ) : (
          <button key="run" type="button">
            Run
          </button>
        )}
        <button type="button" disabled={!isRunning}>
          Cancel
        </button>
      </KeepFocus>
      <button type="button">elsewhere</button>
    </>
  );
}

it('keeps it among its own when one button takes another’s place', () => {
  const view = render(<Controls isRunning={false} />);
  screen.getByText('Run').focus();
  view.rerender(<Controls isRunning />);
  expect(document.activeElement?.textContent).toBe('Pause');
  view.rerender(<Controls isRunning={false} />);
  expect(document.activeElement?.textContent).toBe('Run');
});

it('takes no focus that is elsewhere', () => {
  const view = render(<Controls isRunning={false} />);
  screen.getByText('elsewhere').focus();
  view.rerender(<Controls isRunning />);
  expect(document.activeElement?.textContent).toBe('elsewhere');
});
