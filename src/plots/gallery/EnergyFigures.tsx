import { AreaPack } from '../areas/AreaPack.tsx';
import { RowBars } from '../rows/RowBars.tsx';
import { useGalleryText } from './useGalleryText.ts';

const parts = [
  ['arithmetic', 'arithmetic', '计算'],
  ['near', 'near memory', '近处存储'],
  ['far', 'far memory', '远处存储'],
] as const;
const rows = [
  ['whole', 'before', '之前', 'dense', [1.2, 0, 6.8]],
  ['small', 'after', '之后', 'quantized', [0.4, 1.6, 0]],
] as const;

/** Bars in parts, a limit, points on a logarithmic axis, and small areas in a large one. */
export function EnergyFigures() {
  const say = useGalleryText();
  const named = rows.map(([id, en, zh, variant, values]) => ({ id, label: say(en, zh), variant, values }));
  const common = {
    valueLabel: say('energy (µJ)', '能量（µJ）'),
    rowLabel: say('form', '形式'),
    format: (value: number) => String(Number(value.toPrecision(3))),
  };
  return (
    <>
      {(['length', 'share'] as const).map((scale) => (
        <RowBars
          key={scale}
          id={`rows-${scale}`}
          title={say('Where the energy goes', '能量用在哪里')}
          finding={say('The second form takes a quarter of the first.', '第二种形式只用第一种的四分之一。')}
          rows={named}
          parts={parts.map(([id, en, zh]) => ({ id, label: say(en, zh) }))}
          scale={scale}
          shown="small"
          {...(scale === 'length' && { reference: { value: 4, label: say('limit', '上限') } })}
          {...common}
        />
      ))}
      <RowBars
        id="rows-log"
        title={say('Three amounts by powers of ten', '三个量（对数坐标）')}
        finding={say('From 0.1 to 640.', '从 0.1 到 640。')}
        rows={[0.1, 5, 640].map((value) => ({
          ...{ id: String(value), label: String(value), variant: 'shared' as const, values: [value] },
        }))}
        parts={[{ id: 'amount', label: say('amount', '数量') }]}
        scale="log"
        {...common}
      />
      <AreaPack
        id="area-pack"
        title={say('How many go into it?', '能放进多少个？')}
        finding={say('A thousand of 6,400 lie in the square.', '方框里放了 6,400 个中的一千个。')}
        whole={{ label: say('the square: 640', '方框：640'), value: 640, variant: 'quantized' }}
        part={{ label: say('one cell: 0.1', '一格：0.1'), value: 0.1, variant: 'pruned' }}
        count={1000}
        columns={[say('name', '名称'), say('amount', '数量'), say('count', '个数')]}
      />
    </>
  );
}
