import { FieldImage } from '../fields/FieldImage.tsx';
import { FilterGrid } from '../fields/FilterGrid.tsx';
import { MaskImage } from '../fields/MaskImage.tsx';
import { filters, INPUTS, inkPerPixel, manyFilters, prunedWeights, sampleDigit, UNITS } from './samples.ts';

const describeRow = (row: number) => `pixel row ${Math.floor(row / 28) + 1}, column ${(row % 28) + 1}`;

export function FieldFigures() {
  return (
    <>
      <MaskImage
        id="mask-bands"
        title="What pruning left of fc1"
        caption="Each of the 28 bands is one row of the image: its border is empty, so the weights at a band's edges go first."
        finding="The mask has 28 bands, one for each row of the image."
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
        title="The weights that are left"
        finding="Large weights stand in the middle of the bands."
        rows={INPUTS}
        columns={UNITS}
        values={prunedWeights}
        mode="weights"
        rowLabel="input"
        columnLabel="unit"
      />
      <FieldImage
        id="field-pixels"
        title="Weights left at each pixel"
        finding="The middle of the image keeps most of its weights, the border almost none."
        rows={28}
        columns={28}
        values={inkPerPixel}
        valueLabel="of 300 weights kept"
        overlay={sampleDigit}
      />
      <FilterGrid
        id="filters-first"
        title="Filters of a first convolution"
        finding="Half of the weights of the 20 filters are pruned."
        shape={[5, 5, 1, 20]}
        values={filters}
      />
      <FilterGrid
        id="filters-second"
        title="Kernels of a second convolution"
        finding="Each column is a filter, each row an input channel."
        shape={[5, 5, 20, 50]}
        values={manyFilters}
      />
    </>
  );
}
