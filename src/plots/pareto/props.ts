/** What the chart of this folder is a function of. */
import type { AxisOptions, FrameProps } from '../types.ts';
import type { ParetoGroup, ParetoPoint } from './layout.ts';

export interface ParetoChartProps extends FrameProps {
  readonly groups: readonly ParetoGroup[];
  readonly points: readonly ParetoPoint[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** The column that says whose point it is, and the one that says whether it is on its group's front. */
  readonly words: { readonly group: string; readonly name: string; readonly front: string };
  /** Makes the points of these groups into buttons. */
  readonly onPick?: ((point: ParetoPoint) => void) | undefined;
  readonly canPick?: ((point: ParetoPoint) => boolean) | undefined;
  /** Shows buttons that go closer and back, beside wheel, pinch and drag. */
  readonly hasZoom?: boolean;
}
