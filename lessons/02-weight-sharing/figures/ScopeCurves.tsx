import { useMemo } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { toScopeCurves, useBitsCurves } from '../lab/curves.ts';
import { useDenseWrong } from '../lab/wrong.ts';
import { SCOPES, type Scope, toClusterInput, toShareRecipe } from '../recipe.ts';
import { useSharing } from '../settings.ts';

const words = {
  sweeping: { en: 'Sharing and counting', zh: '正在共享并计数' },
  dense: { en: 'before', zh: '共享前' },
  curve: { en: 'Wrong test images against bits', zh: '位数与答错的图像' },
  x: { en: 'bits for a weight', zh: '每个权重的位数' },
  y: { en: 'test images wrong', zh: '答错的测试图像' },
  all: { en: 'all layers', zh: '全部层' },
  fc: { en: 'dense layers alone', zh: '只有全连接层' },
  conv: { en: 'convolutions alone', zh: '只有卷积层' },
  note: { en: '{wrong} of {tested} wrong, {bytes}', zh: '{tested} 张中答错 {wrong} 张，{bytes}' },
  curveFinding: { en: 'With {bits} bits: {list}.', zh: '{bits} 位时：{list}。' },
  entry: { en: '{name} {wrong} wrong, {bytes}', zh: '{name}答错 {wrong} 张，{bytes}' },
  empty: { en: 'No point has been measured yet.', zh: '还没有测量任何一点。' },
} as const;

const LOOK = {
  all: { variant: 'shared', dash: 'solid', marker: 'diamond' },
  fc: { variant: 'retrained', dash: 'dashed', marker: 'square' },
  conv: { variant: 'pruned', dash: 'dotted', marker: 'triangle' },
} as const;
const ONLY_DENSE: readonly Scope[] = ['all'];

/** Error against bits, all layers together and each kind alone, filling in point by point. */
export function ScopeCurves({ hasConv }: { readonly hasConv: boolean }) {
  const { sharing, change } = useSharing();
  const ids = useMemo(
    () => toScopeCurves(hasConv ? SCOPES : ONLY_DENSE, sharing.init),
    [hasConv, sharing.init],
  );
  const curves = useBitsCurves(sharing, ids);
  const dense = useDenseWrong();
  const say = useWords(words);
  const formats = useFormats();
  const { percent, integer } = formats;
  const series = useMemo(
    () =>
      curves.curves
        .map(({ id: { scope }, points }) => ({
          id: scope,
          label: say(scope),
          ...LOOK[scope],
          points: points.map(({ bits, ledger }) => ({
            x: bits,
            y: ledger.wrong / ledger.tested,
            note: say('note', {
              wrong: integer(ledger.wrong),
              tested: integer(ledger.tested),
              bytes: formats.bytes(ledger.fileBytes),
            }),
          })),
        }))
        .filter(({ points }) => points.length > 0),
    [curves.curves, say, integer, formats],
  );
  const spoken = curves.curves.flatMap(({ id, points }) => {
    const ledger = points.find(({ bits }) => bits === sharing.fcBits)?.ledger;
    return ledger === undefined
      ? []
      : [
          say('entry', {
            name: say(id.scope),
            wrong: integer(ledger.wrong),
            bytes: formats.bytes(ledger.fileBytes),
          }),
        ];
  });
  return (
    <>
      <LineChart
        id="bits-curves"
        title={say('curve')}
        finding={
          spoken.length === 0
            ? say('empty')
            : say('curveFinding', { bits: sharing.fcBits, list: spoken.join(', ') })
        }
        showFinding
        state={series.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
        series={series}
        x={{ label: say('x'), domain: [1, 8], format: integer }}
        y={{ label: say('y'), kind: 'log', format: (value) => percent(value, 2) }}
        {...(dense === null
          ? {}
          : {
              references: [
                { axis: 'y' as const, value: dense.error, label: say('dense'), variant: 'dense' as const },
              ],
            })}
        onPick={(id, point) =>
          change({
            ...(id === 'conv' ? {} : { fcBits: point.x }),
            ...(id === 'fc' ? {} : { convBits: point.x }),
          })
        }
        provenance={toShareRecipe(sharing.model, sharing.prune, toClusterInput(sharing))}
        aspect={0.5}
      />
      <SweepBar
        sweep={curves}
        hasPoints={curves.curves.some(({ points }) => points.length > 0)}
        label={say('sweeping')}
      />
    </>
  );
}
