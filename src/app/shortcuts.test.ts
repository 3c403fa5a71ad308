import { describe, expect, it } from 'vitest';
import { findAction, type KeySituation } from './shortcuts.ts';

const reading: KeySituation = {
  isLesson: true,
  isPresenting: false,
  areLetterKeysOn: true,
  focus: 'nothing',
};
const presenting: KeySituation = { ...reading, isPresenting: true };

describe('keyboard shortcuts', () => {
  it('opens the help everywhere but in a text', () => {
    expect(findAction('?', { ...reading, isLesson: false })).toBe('help');
    expect(findAction('?', { ...reading, focus: 'widget' })).toBe('help');
    expect(findAction('?', { ...reading, focus: 'text' })).toBeNull();
  });

  it('turns beats by arrows only while presenting and away from widgets', () => {
    expect(findAction('ArrowRight', reading)).toBeNull();
    expect(findAction('ArrowRight', presenting)).toBe('next');
    expect(findAction('ArrowLeft', presenting)).toBe('previous');
    expect(findAction('ArrowRight', { ...presenting, focus: 'widget' })).toBeNull();
  });

  it('obeys a remote control even when a slider has the focus', () => {
    expect(findAction('PageDown', { ...presenting, focus: 'widget' })).toBe('next');
    expect(findAction('PageUp', { ...presenting, focus: 'widget' })).toBe('previous');
    expect(findAction('PageDown', reading)).toBeNull();
  });

  it('leaves Space to a button', () => {
    expect(findAction(' ', presenting)).toBe('next');
    expect(findAction(' ', { ...presenting, focus: 'button' })).toBeNull();
  });

  it('leaves letters alone where the reader turned them off', () => {
    expect(findAction('t', reading)).toBe('theme');
    expect(findAction('t', { ...reading, areLetterKeysOn: false })).toBeNull();
    expect(findAction('?', { ...reading, areLetterKeysOn: false })).toBe('help');
  });
});
