import type { Ledger } from '../../../src/protocol/ledger.ts';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { useFormats, useWords } from '../../parts/words.ts';

const words = {
  title: { en: 'The file of the cut net, layer by layer', zh: '剪枝后的文件，逐层来看' },
  layer: { en: 'Layer', zh: '层' },
  kept: { en: 'Weights left', zh: '剩下的权重' },
  values: { en: 'Values, 4 B each', zh: '数值，每个 4 B' },
  places: { en: 'Places', zh: '位置' },
  bits: { en: 'Bits for a place', zh: '每个位置的位数' },
  sum: { en: 'In the file', zh: '文件中' },
  dense: { en: 'As a dense table', zh: '按稠密表存' },
  whole: { en: '(dense)', zh: '（稠密）' },
} as const;

/** Where the bytes of a sparse file go: values and places, against the dense table. */
export function ByteArithmetic({ ledger }: { readonly ledger: Ledger }) {
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  return (
    <NumberTable
      title={say('title')}
      columns={(['layer', 'kept', 'values', 'places', 'bits', 'sum', 'dense'] as const).map((key) =>
        say(key),
      )}
      rows={ledger.layers.map(({ layer, weights, nonZeros, fileBytes, encoding }) => {
        const isSparse = encoding === 'sparse';
        const values = isSparse ? nonZeros * 4 : weights * 4;
        return {
          id: layer,
          header: layer,
          cells: [
            integer(nonZeros),
            integer(values),
            isSparse ? integer(fileBytes - values) : say('whole'),
            isSparse ? decimal(((fileBytes - values) * 8) / nonZeros, 1) : '–',
            integer(fileBytes),
            integer(weights * 4),
          ],
        };
      })}
    />
  );
}
