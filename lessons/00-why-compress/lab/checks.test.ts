import { describe, expect, it } from 'vitest';
import { toHours, toWatts } from '../../../src/math/budget.ts';
import { SRAM_BYTES, sumEnergy } from '../../../src/math/energy.ts';
import results from '../results.json' with { type: 'json' };
import { ANSWERS, LASTING, SMALL } from '../tasks.ts';
import { checkHeavy, checkLasting, checkSmall } from './checks.ts';
import { type Form, findForm, toEnergy } from './forms.ts';

describe('a net for the memory on the chip', () => {
  const form = (fileBytes: number, wrong: number) => ({ fileBytes, wrong }) as Form;
  it('must fit and must still answer, as the given answer does', () => {
    expect(checkSmall(form(SMALL.bytes + 1, 0)).key).toBe('tooLarge');
    expect(checkSmall(form(1000, SMALL.wrong + 1)).key).toBe('tooWrong');
    expect(checkSmall(form(results.values.ownBytes, results.values.ownWrong)).hasPassed).toBe(true);
  });
});

describe('a battery', () => {
  const lasting = (form: 'dense' | 'int8', change: Partial<Parameters<typeof checkLasting>[0]> = {}) => {
    const { wattHours, share, perSecond, model } = LASTING;
    const energy = sumEnergy(toEnergy(findForm('resnet-20', form), SRAM_BYTES));
    const hours = toHours(wattHours, share, toWatts(energy, perSecond));
    return checkLasting({ model, wattHours, share, perSecond, hours, ...change });
  };
  it('lasts a day with whole numbers, and not with floats', () => {
    expect(lasting('dense').key).toBe('tooShort');
    expect(lasting(ANSWERS.lasting.form)).toMatchObject({ hasPassed: true, key: 'lasts' });
  });
  it('is not made to last by asking less of it', () => {
    expect(lasting('int8', { perSecond: 10 }).key).toBe('tooSlow');
    expect(lasting('int8', { share: 0.5 }).key).toBe('tooMuch');
    expect(lasting('int8', { model: 'lenet-5' }).key).toBe('otherNet');
  });
});

describe('sums that outweigh reads', () => {
  it('are those of a convolution whose weights lie on the chip', () => {
    const { model, form, sram } = ANSWERS.heavy;
    const at = (kib: number) => checkHeavy(toEnergy(findForm(model, form), 1024 * kib));
    expect(at(32).key).toBe('tooLight');
    expect(at(sram)).toMatchObject({ hasPassed: true, key: 'heavy' });
  });
});
