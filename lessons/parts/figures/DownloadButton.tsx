import { useModel } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { saveFile } from './saveFile.ts';

export interface DownloadButtonProps {
  readonly slot: string;
  readonly label: string;
  readonly fileName: string;
}

/** Hands a slot's net to the reader as a file. */
export function DownloadButton({ slot, label, fileName }: DownloadButtonProps) {
  const { encode } = useModel(slot, ({ actions }) => actions);
  return (
    <Button size="small" onPress={() => void encode().then((bytes) => saveFile(bytes, fileName))}>
      {label}
    </Button>
  );
}
