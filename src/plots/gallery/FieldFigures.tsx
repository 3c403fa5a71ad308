import { FieldImage } from '../fields/FieldImage.tsx';
import { FilterGrid } from '../fields/FilterGrid.tsx';
import { MaskImage } from '../fields/MaskImage.tsx';
import { filters, INPUTS, inkPerPixel, manyFilters, prunedWeights, sampleDigit, UNITS } from './samples.ts';
import { useGalleryText } from './useGalleryText.ts';

const describeRow = (row: number) => `pixel row ${Math.floor(row / 28) + 1}, column ${(row % 28) + 1}`;

export function FieldFigures() {
  const say = useGalleryText();
  return (
    <>
      <MaskFigures />
      <FieldImage
        id="field-pixels"
        title={say('Weights left at each pixel', '每个像素还剩多少权重')}
        finding={say(
          'The middle of the image keeps most of its weights, the border almost none.',
          '图像中间的权重大多还在，边缘几乎一个不剩。',
        )}
        rows={28}
        columns={28}
        values={inkPerPixel}
        valueLabel="of 300 weights kept"
        overlay={sampleDigit}
      />
      <FilterFigures />
    </>
  );
}

function MaskFigures() {
  const say = useGalleryText();
  return (
    <>
      <MaskImage
        id="mask-bands"
        title={say('What pruning left of fc1', '剪枝之后 fc1 还剩什么')}
        caption={say(
          "Each of the 28 bands is one row of the image: its border is empty, so the weights at a band's edges go first.",
          '28 条竖带各对应图像的一行：图像四边是空的，所以带子两端的权重最先被剪掉。',
        )}
        finding={say(
          'The mask has 28 bands, one for each row of the image.',
          '掩码有 28 条竖带，图像的每一行对应一条。',
        )}
        rows={INPUTS}
        columns={UNITS}
        values={prunedWeights}
        bands={28}
        bandLabel="row of the image"
        rowLabel="input"
        columnLabel="unit"
        describeRow={describeRow}
      />
      <MaskImage
        id="mask-weights"
        title={say('The weights that are left', '留下来的权重')}
        finding={say('Large weights stand in the middle of the bands.', '大的权重集中在各条带的中间。')}
        rows={INPUTS}
        columns={UNITS}
        values={prunedWeights}
        mode="weights"
        rowLabel="input"
        columnLabel="unit"
      />
    </>
  );
}

function FilterFigures() {
  const say = useGalleryText();
  return (
    <>
      <FilterGrid
        id="filters-first"
        title={say('Filters of a first convolution', '第一个卷积层的滤波器')}
        finding={say('Half of the weights of the 20 filters are pruned.', '20 个滤波器的权重剪去了一半。')}
        shape={[5, 5, 1, 20]}
        values={filters}
      />
      <FilterGrid
        id="filters-second"
        title={say('Kernels of a second convolution', '第二个卷积层的卷积核')}
        finding={say(
          'Each column is a filter, each row an input channel.',
          '每一列是一个滤波器，每一行是一个输入通道。',
        )}
        shape={[5, 5, 20, 50]}
        values={manyFilters}
      />
    </>
  );
}

/** Apart from the others and last, so that their places stay as they were. */
export function SignFigures() {
  const say = useGalleryText();
  return (
    <FilterGrid
      id="filters-signs"
      title={say('The same filters as signs', '同样的滤波器，只留符号')}
      finding={say(
        'Minus is black, plus white; dots mark signs that have turned.',
        '负为黑，正为白；圆点标出变过的符号。',
      )}
      shape={[5, 5, 1, 20]}
      values={filters.map(Math.sign)}
      extent={1}
      tone="signs"
      marked={Uint8Array.from(filters, (_, at) => (at % 17 === 0 ? 1 : 0))}
    />
  );
}
