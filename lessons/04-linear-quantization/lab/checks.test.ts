import { describe, expect, it } from 'vitest';
import { checkFewBits, checkOutlier, checkSmall } from './checks.ts';

const net = (wrong: number, fileBytes = 1_700_000) => ({ wrong, fileBytes });
const dense = net(54);

describe('the exercises', () => {
  it('ask for a file ten times smaller at fifteen more images wrong', () => {
    expect(checkSmall(dense, net(60, 220_000)).key).toBe('tooLarge');
    expect(checkSmall(dense, net(70, 160_000)).key).toBe('tooWrong');
    expect(checkSmall(dense, net(69, 170_000))).toMatchObject({ hasPassed: true, key: 'small' });
  });

  it('ask for two bits at a hundred more images wrong', () => {
    expect(checkFewBits(3, dense, net(60)).key).toBe('tooManyBits');
    expect(checkFewBits(2, dense, net(155)).key).toBe('fewWrong');
    expect(checkFewBits(2, dense, net(154)).hasPassed).toBe(true);
  });

  it('ask for an outlier that only one step a layer minds', () => {
    expect(checkOutlier(dense, net(200), net(5000), net(200)).key).toBe('harmsFloat');
    expect(checkOutlier(dense, net(60), net(5000), net(200)).key).toBe('harmsChannel');
    expect(checkOutlier(dense, net(60), net(500), net(60)).key).toBe('unspoilt');
    expect(checkOutlier(dense, net(60), net(1054), net(60))).toMatchObject({
      hasPassed: true,
      key: 'spoilt',
    });
  });
});
