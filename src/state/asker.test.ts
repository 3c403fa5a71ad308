import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAsker } from './asker.ts';

/** An asker over numbers whose answers are given by hand. */
function create(remembers = true) {
  const asked: { question: number; give: (answer: string) => void; refuse: (error: Error) => void }[] = [];
  const changes: (() => void)[] = [];
  let suffix = '';
  const asker = createAsker<number, string>({
    toKey: (question) => (question < 0 ? null : `${question}${suffix}`),
    answer: (question) =>
      new Promise((give, refuse) => {
        asked.push({ question, give, refuse });
      }),
    onChange: (listener) => {
      changes.push(listener);
      return () => changes.splice(changes.indexOf(listener), 1);
    },
    remembers,
  });
  const stop = asker.subscribe(() => {});
  const change = (next: string) => {
    suffix = next;
    for (const listener of changes) listener();
  };
  return { asker, asked, stop, change };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('an asker', () => {
  it('has one question on its way and asks only the newest of those that came meanwhile', async () => {
    const { asker, asked } = create();
    for (const question of [1, 2, 3, 4]) asker.ask(question);
    expect(asked.map(({ question }) => question)).toEqual([1]);
    asked[0]!.give('one');
    await settled();
    expect(asked.map(({ question }) => question)).toEqual([1, 4]);
    expect(asker.getState()).toMatchObject({ status: 'pending', answer: null, previous: { question: 1 } });
    asked[1]!.give('four');
    await settled();
    expect(asker.getState()).toMatchObject({ status: 'ready', answer: 'four' });
  });

  it('never shows an answer to another question than the one that stands', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant('give')), { maxLength: 40 }),
        async (acts) => {
          const { asker, asked } = create(false);
          let current: number | null = null;
          let given = 0;
          for (const act of acts) {
            if (typeof act === 'number') {
              current = act;
              asker.ask(act);
            } else if (asked[given] !== undefined) {
              asked[given]!.give(`answer ${asked[given]!.question}`);
              given++;
              await settled();
            }
            const { answer, status } = asker.getState();
            expect(answer === null || answer === `answer ${current}`).toBe(true);
            expect(status === 'ready').toBe(answer !== null);
          }
          while (asked[given] !== undefined) {
            asked[given]!.give(`answer ${asked[given]!.question}`);
            given++;
            await settled();
          }
          expect(asker.getState().answer).toBe(current === null ? null : `answer ${current}`);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('remembers answers', async () => {
    const { asker, asked } = create();
    asker.ask(1);
    asked[0]!.give('one');
    await settled();
    asker.ask(2);
    asker.ask(1);
    expect(asker.getState()).toMatchObject({ status: 'ready', answer: 'one' });
  });

  it('asks again when what the answer depends on has changed', async () => {
    const { asker, asked, change } = create();
    asker.ask(1);
    asked[0]!.give('one');
    await settled();
    change("'");
    expect(asker.getState()).toMatchObject({ status: 'pending', answer: null });
    expect(asked).toHaveLength(2);
  });

  it('shows a refusal, and answers the next question', async () => {
    const { asker, asked } = create();
    asker.ask(1);
    asked[0]!.refuse(new Error('no such model'));
    await settled();
    expect(asker.getState()).toMatchObject({ status: 'failed', failure: { message: 'no such model' } });
    asker.ask(2);
    asked[1]!.give('two');
    await settled();
    expect(asker.getState()).toMatchObject({ status: 'ready', answer: 'two', failure: null });
  });

  it('is idle where nothing is asked or can be asked, and when nobody listens', async () => {
    const { asker, asked, stop } = create();
    asker.ask(-1);
    expect(asker.getState().status).toBe('idle');
    asker.ask(1);
    stop();
    expect(asker.getState().status).toBe('idle');
    asked[0]!.give('one');
    await settled();
    expect(asker.getState().status).toBe('idle');
  });
});
