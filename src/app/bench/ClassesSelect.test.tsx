// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { ClassesSelect } from './ClassesSelect.tsx';

afterEach(cleanup);

function Field({ initial, ...limits }: { initial: readonly number[]; least?: number; most?: number }) {
  const [classes, setClasses] = useState(initial);
  return (
    <>
      <ClassesSelect label="Classes" dataset="mnist" classes={classes} onChange={setClasses} {...limits} />
      <output>{classes.join(' ')}</output>
    </>
  );
}

const box = (name: string) => screen.getByRole('checkbox', { name }) as HTMLInputElement;
const chosen = () => screen.getByRole('status').textContent;

describe('a choice of classes', () => {
  it('puts them in and takes them out, in their order', () => {
    render(<Field initial={[3]} />);
    fireEvent.click(box('7'));
    fireEvent.click(box('1'));
    expect(chosen()).toBe('1 3 7');
    fireEvent.click(box('3'));
    expect(chosen()).toBe('1 7');
    expect(box('3').checked).toBe(false);
  });

  it('keeps the last where one must be there, and takes no more than it may', () => {
    render(<Field initial={[3]} least={1} most={2} />);
    expect(box('3').disabled).toBe(true);
    fireEvent.click(box('4'));
    expect(box('3').disabled).toBe(false);
    expect(box('5').disabled).toBe(true);
    expect(chosen()).toBe('3 4');
  });
});
