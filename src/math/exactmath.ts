/**
 * Cosine, exponential, logarithm and powers with the same bits on every machine. The language lets
 * `Math.cos`, `Math.exp`, `Math.log` and `**` differ between engines. These functions use only operations
 * that IEEE 754 fixes exactly (+ - * / and bit access), by the textbook method: reduce the argument to a
 * small interval with a constant split in parts (Cody and Waite, "Software Manual for the Elementary
 * Functions", 1980), then a Taylor series.
 *
 * Relative error is below 1e-14 (in tests below 1e-15). Left out on purpose: angles beyond about 1.6 million,
 * where the reduction would need more parts, and powers that are not whole.
 */

/**
 * ln 2 in two parts: the first has 21 trailing zero bits, so that its products with small integers are exact.
 */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** pi / 2 in three parts of 33, 33 and 53 bits. */
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_MIDDLE = 6.077100506303966e-11;
const HALF_PI_LOW = 2.0222662487959506e-21;
/** Products of a quarter-turn count below 2^20 with a 33-bit part are exact. */
const LARGEST_QUARTER_TURNS = 2 ** 20;

const scratch = new DataView(new ArrayBuffer(8));

/**
 * cos(x) for |x| up to about 1.6 million (2^20 quarter turns); NaN where x is not finite. Throws a RangeError
 * beyond.
 */
export function cosine(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const turns = Math.floor(x * (2 / Math.PI) + 0.5);
  if (Math.abs(turns) > LARGEST_QUARTER_TURNS) {
    throw new RangeError(`x must be within 2^20 quarter turns, got ${x}`);
  }
  const r = x - turns * HALF_PI_HIGH - turns * HALF_PI_MIDDLE - turns * HALF_PI_LOW;
  switch (((turns % 4) + 4) % 4) {
    case 0:
      return sumCosine(r);
    case 1:
      return -sumSine(r);
    case 2:
      return -sumCosine(r);
    default:
      return sumSine(r);
  }
}

/** 1 - r^2/2! + r^4/4! - ... up to r^18, for |r| <= pi/4. */
function sumCosine(r: number): number {
  const square = r * r;
  let sum = 1;
  for (let n = 18; n >= 2; n -= 2) sum = 1 - (sum * square) / (n * (n - 1));
  return sum;
}

/** r - r^3/3! + r^5/5! - ... up to r^19, for |r| <= pi/4. */
function sumSine(r: number): number {
  const square = r * r;
  let sum = 1;
  for (let n = 19; n >= 3; n -= 2) sum = 1 - (sum * square) / (n * (n - 1));
  return r * sum;
}

/** e^x, with infinity, zero and subnormal results where they are due. */
export function exponential(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 710) return Number.POSITIVE_INFINITY;
  if (x < -746) return 0;
  const doublings = Math.floor(x / LN2_HIGH + 0.5);
  const high = x - doublings * LN2_HIGH;
  const low = doublings * LN2_LOW;
  const r = high - low;
  let sum = 1;
  for (let n = 15; n >= 2; n--) sum = 1 + (sum * r) / n;
  // 1 is added last and once, with what the reduction rounded away.
  return scaleByPowerOfTwo(1 + (r * sum + (high - r - low)), doublings);
}

/** The natural logarithm; -Infinity at 0 and NaN below. */
export function logarithm(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let { mantissa, exponent } = splitNumber(x);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  // ln m = 2 artanh(s) = 2 (s + s^3/3 + s^5/5 + ...), s = (m - 1) / (m + 1), so |s| < 0.172.
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 1 / 25;
  for (let n = 23; n >= 1; n -= 2) sum = 1 / n + sum * square;
  return exponent * LN2_HIGH + (2 * s * sum + exponent * LN2_LOW);
}

/**
 * x to the whole power n, |n| <= 2^31, by repeated squaring in doubled precision (Dekker 1971), so that
 * thousands of factors do not add up thousands of roundings. Throws a RangeError if n is not such a number.
 */
export function powerOf(x: number, n: number): number {
  if (!Number.isInteger(n) || Math.abs(n) > 2 ** 31) {
    throw new RangeError(`n must be an integer of at most 2^31 in size, got ${n}`);
  }
  if (n === 0) return 1;
  if (!Number.isFinite(x) || x === 0) {
    const size = n % 2 === 0 ? Math.abs(x) : x;
    return n < 0 ? 1 / size : size;
  }
  const split = splitNumber(x);
  let base: Scaled = { high: split.mantissa, low: 0, exponent: split.exponent };
  let product: Scaled = { high: 1, low: 0, exponent: 0 };
  for (let left = Math.abs(n); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) product = multiplyScaled(product, base);
    base = multiplyScaled(base, base);
  }
  const size = product.high + product.low;
  return n < 0 ? scaleByPowerOfTwo(1 / size, -product.exponent) : scaleByPowerOfTwo(size, product.exponent);
}

/** (high + low) * 2^exponent with |high| in [1, 4) and low what high rounds away. */
interface Scaled {
  readonly high: number;
  readonly low: number;
  readonly exponent: number;
}

function multiplyScaled(a: Scaled, b: Scaled): Scaled {
  const product = a.high * b.high;
  const [aTop, aRest] = splitHalves(a.high);
  const [bTop, bRest] = splitHalves(b.high);
  const error = aRest * bRest - (product - aTop * bTop - aRest * bTop - aTop * bRest);
  const rest = error + (a.high * b.low + a.low * b.high);
  const sum = product + rest;
  const low = rest - (sum - product);
  const { exponent } = splitNumber(sum);
  const scale = scaleByPowerOfTwo(1, -exponent);
  // Far beyond any double's range the size no longer matters, and the exponent stays a safe integer.
  const total = Math.max(-1e9, Math.min(1e9, a.exponent + b.exponent + exponent));
  return { high: sum * scale, low: low * scale, exponent: total };
}

/** Two halves of at most 26 bits whose products are exact (Veltkamp's split). */
function splitHalves(x: number): [number, number] {
  const spread = x * 134217729;
  const top = spread - (spread - x);
  return [top, x - top];
}

/** x = mantissa * 2^exponent with |mantissa| in [1, 2), for finite x other than 0. */
function splitNumber(x: number): { mantissa: number; exponent: number } {
  scratch.setFloat64(0, x);
  let exponent = ((scratch.getUint16(0) >> 4) & 0x7ff) - 1023;
  if (exponent === -1023) {
    scratch.setFloat64(0, x * 2 ** 54);
    exponent = ((scratch.getUint16(0) >> 4) & 0x7ff) - 1023 - 54;
  }
  scratch.setUint16(0, (scratch.getUint16(0) & 0x800f) | (1023 << 4));
  return { mantissa: scratch.getFloat64(0), exponent };
}

/** x * 2^exponent for x of ordinary size, rounded once even where the result is subnormal. */
function scaleByPowerOfTwo(x: number, exponent: number): number {
  if (exponent > 1100) return x * Number.POSITIVE_INFINITY;
  if (exponent < -1200) return x * 0;
  if (exponent > 1023) return x * toPowerOfTwo(1023) * toPowerOfTwo(exponent - 1023);
  if (exponent < -1022) return x * toPowerOfTwo(exponent + 200) * toPowerOfTwo(-200);
  return x * toPowerOfTwo(exponent);
}

/** 2^exponent for an exponent from -1022 to 1023. */
function toPowerOfTwo(exponent: number): number {
  scratch.setUint32(0, (exponent + 1023) << 20);
  scratch.setUint32(4, 0);
  return scratch.getFloat64(0);
}
