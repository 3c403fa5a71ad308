import { describe, expect, it } from 'vitest';
import { type CurveRun, MOST_CURVES, toComparedPanels } from './series.ts';

const toRun = (id: string): CurveRun =>
  ({
    id,
    label: `run ${id}`,
    series: { steps: [1, 2], losses: Float32Array.of(2, 1), accuracies: Float32Array.of(0.1, 0.5) },
    epochs: [{ totalSteps: 2, evaluation: { error: 0.25 } }],
  }) as unknown as CurveRun;

describe('runs on one chart', () => {
  it('have a colour each, the same in both panels', () => {
    const runs = Array.from({ length: MOST_CURVES + 2 }, (_, index) => toRun(String(index)));
    const [loss, error] = toComparedPanels(runs, { loss: 'loss', error: 'error', percent: String });
    expect(loss!.series).toHaveLength(MOST_CURVES);
    expect(new Set(loss!.series.map(({ variant }) => variant)).size).toBe(MOST_CURVES);
    expect(error!.series.map(({ id, variant }) => [id, variant])).toEqual(
      loss!.series.map(({ id, variant }) => [id, variant]),
    );
    expect(error!.series[0]).toMatchObject({ steps: [2], values: [0.25] });
  });
});
