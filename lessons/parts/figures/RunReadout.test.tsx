// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { startTranslation } from '../../../src/app/language/i18n.ts';
import { setLab } from '../../../src/state/current.ts';
import { createFakeLab } from '../../../src/testing/fakelab.ts';
import { createTinyRecipe } from '../../../src/testing/fakemodels.ts';
import { RunReadout } from './RunCurves.tsx';

startTranslation('en');
afterEach(() => {
  cleanup();
  setLab(null);
});

it('names the epoch that the chart marks last, counted through all trainings', async () => {
  const { lab } = createFakeLab({ stepMs: 1 });
  setLab(lab);
  render(<RunReadout name="lesson" />);
  act(() => void lab.run('lesson').getState().actions.start(createTinyRecipe()));
  await waitFor(() => expect(lab.run('lesson').getState().status).toBe('ended'), { timeout: 60_000 });
  const { epochs } = lab.run('lesson').getState();
  expect(epochs.length).toBeGreaterThan(1);
  await waitFor(() => screen.getByText(new RegExp(`after epoch ${epochs.length}$`)));
});
