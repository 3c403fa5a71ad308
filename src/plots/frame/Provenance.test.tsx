// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { type GetProvenance, Provenance, useProvenance } from './Provenance.tsx';

afterEach(cleanup);

it('answers with the recipe as it is when asked, and draws nothing anew when it changes', () => {
  let [drawn, ask]: [number, GetProvenance] = [0, () => undefined];
  function Inside() {
    ask = useProvenance();
    drawn++;
    return null;
  }
  const inside = <Inside />;
  const { rerender } = render(<Provenance recipe={{ seed: 1 }}>{inside}</Provenance>);
  expect(ask()).toEqual({ seed: 1 });
  rerender(<Provenance recipe={{ seed: 2 }}>{inside}</Provenance>);
  expect(ask()).toEqual({ seed: 2 });
  expect(drawn).toBe(1);
});
