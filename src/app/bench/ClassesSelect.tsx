import { DATASETS, type DatasetName } from '../../spec/datasets.ts';
import { AnyOf } from '../../ui/control/AnyOf.tsx';

export interface ClassesSelectProps {
  readonly label: string;
  readonly dataset: DatasetName;
  /** Indices. */
  readonly classes: readonly number[];
  readonly most?: number;
  readonly least?: number;
  readonly onChange: (classes: number[]) => void;
}

/** Some of the classes of a data set, at least and at most so many. */
export function ClassesSelect(props: ClassesSelectProps) {
  const { label, dataset, classes, onChange, least = 0 } = props;
  const { classes: names } = DATASETS[dataset];
  const most = props.most ?? names.length;
  const isFixed = (index: number) =>
    classes.includes(index) ? classes.length <= least : classes.length >= most;
  return (
    <AnyOf
      label={label}
      chosen={classes.map(String)}
      options={names.map((name, index) => ({ id: String(index), label: name, isDisabled: isFixed(index) }))}
      onChange={(chosen) => onChange(chosen.map(Number))}
    />
  );
}
