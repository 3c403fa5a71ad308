import { expect, it } from 'vitest';
import { LinkEcho } from './linkecho.ts';

it('knows the link that it read, whatever else of it is tied by now', () => {
  const echo = new LinkEcho();
  echo.read({ level: '0.75', scope: 'layer', beat: 'cut' });
  // The beat on the screen is written beside the page's own parameters, which a late figure has added to.
  const next = { level: '0.75', scope: 'layer', beat: 'train' };
  expect(echo.isEcho(next, ['level'])).toBe(true);
  expect(echo.isEcho(next, ['level', 'scope'])).toBe(true);
});

it('knows every link since the last one that was read', () => {
  const echo = new LinkEcho();
  echo.read({ level: '0.75' });
  echo.wrote({ level: '0.76' });
  expect(echo.isEcho({ level: '0.75' }, ['level'])).toBe(true);
  expect(echo.isEcho({ level: '0.76' }, ['level'])).toBe(true);
  echo.read({ level: '0.77' });
  expect(echo.isEcho({ level: '0.76' }, ['level'])).toBe(false);
});

it('takes another value, or none, for the reader’s wish', () => {
  const echo = new LinkEcho();
  echo.read({ level: '0.75', scope: 'layer' });
  expect(echo.isEcho({ level: '0.5', scope: 'layer' }, ['level', 'scope'])).toBe(false);
  expect(echo.isEcho({ level: '0.75' }, ['level', 'scope'])).toBe(false);
});
