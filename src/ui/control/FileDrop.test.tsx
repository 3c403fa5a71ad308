// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { FileDrop } from './FileDrop.tsx';

afterEach(cleanup);

function createFile(name: string): File {
  const file = new File([name], name);
  // jsdom's files cannot be read.
  return Object.assign(file, { arrayBuffer: async () => new TextEncoder().encode(name).buffer });
}

it('opens a file that comes while another is being opened, and says what is wrong with the last one alone', async () => {
  const opened: string[] = [];
  let finish = (): void => undefined;
  const onFile = async ({ name }: { name: string }) => {
    opened.push(name);
    if (name === 'first') {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    }
    throw new Error(`${name} is broken`);
  };
  render(<FileDrop label="Open" maxBytes={100} onFile={onFile} />);
  const choose = (name: string) =>
    fireEvent.change(screen.getByLabelText('Open'), { target: { files: [createFile(name)] } });
  choose('first');
  await expect.poll(() => opened).toEqual(['first']);
  choose('second');
  choose('third');
  finish();
  expect(await screen.findByText('third is broken')).toBeTruthy();
  expect(opened).toEqual(['first', 'third']);
  expect(screen.queryByText('first is broken')).toBeNull();
});
