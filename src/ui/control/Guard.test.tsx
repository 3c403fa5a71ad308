// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Guard } from './Guard.tsx';

let isBroken = true;

function Fragile() {
  if (isBroken) throw new Error('the figure broke');
  return <p>drawn</p>;
}

beforeEach(() => {
  isBroken = true;
  // React reports every caught failure to the console.
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('keeps the rest of the page when a part cannot be drawn, and draws it again when asked', async () => {
  render(
    <>
      <p>the rest</p>
      <Guard>
        <Fragile />
      </Guard>
    </>,
  );
  expect(screen.getByText('the rest')).toBeTruthy();
  expect(screen.queryByText('drawn')).toBeNull();
  isBroken = false;
  screen.getByRole('button').click();
  expect(await screen.findByText('drawn')).toBeTruthy();
});
