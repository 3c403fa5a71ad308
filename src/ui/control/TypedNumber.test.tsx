// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TypedNumber as Typed, type TypedNumberProps } from './TypedNumber.tsx';

const options = { min: 0, max: 2000, step: 0.01, scale: 'linear' } as const;

function Field({
  initial,
  elsewhere,
  ...props
}: Partial<TypedNumberProps> & Record<'initial' | 'elsewhere', number>) {
  const [value, setValue] = useState(initial);
  return (
    <>
      <Typed label="rate" options={options} {...props} value={value} onChange={setValue} />
      <button type="button" onClick={() => setValue(elsewhere)}>
        elsewhere
      </button>
    </>
  );
}

const box = () => screen.getByRole('textbox') as HTMLInputElement;
const note = () => screen.getByRole('status').textContent;
const type = (text: string) => {
  fireEvent.change(box(), { target: { value: text } });
  fireEvent.blur(box());
};

describe('a typed number', () => {
  beforeEach(() => void render(<Field initial={1} elsewhere={3} />));
  afterEach(cleanup);

  it('takes a decimal comma and a Chinese full stop', () => {
    type('0,05');
    expect(box().value).toBe('0.05');
    type('0。25');
    expect(box().value).toBe('0.25');
    expect(note()).toBe('');
  });

  it('keeps its value and says so where a comma can mean two numbers', () => {
    type('1,250');
    expect(box().value).toBe('1');
    expect(note()).toBe('number.ambiguous');
  });

  it('takes its note back when the value changes, from wherever', () => {
    type('5000');
    expect(box().value).toBe('2000');
    expect(note()).toBe('number.outOfRange');
    fireEvent.click(screen.getByText('elsewhere'));
    expect(box().value).toBe('3');
    expect(note()).toBe('');
    type('nonsense');
    expect(note()).toBe('number.notANumber');
    fireEvent.keyDown(box(), { key: 'ArrowUp' });
    expect(note()).toBe('');
  });
});
